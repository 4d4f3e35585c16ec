import { t } from "@vscode/l10n";
import { rewrite } from "../config/rewrite/rewrite.ts";
import type { FileSystem } from "../ports.ts";
import type { Analysis } from "../project.ts";
import { basename, dirname, foldersUpward, join } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import { fieldsOf } from "../wrangler/packageJson.ts";
import { refuse, type Refactored } from "./refactoring.ts";

/** Writes a configuration anew in the other syntax (TOML as JSON with comments, JSON as TOML) and deletes the old file. */
export function convertFormat(files: FileSystem, { path, config }: Analysis): Refactored {
  const { document } = config;
  if (document.syntaxErrors.length > 0) return refuse(t("The configuration cannot be parsed; mend it first."));
  const ending = document.format === "toml" ? ".jsonc" : ".toml";
  const name = basename(path).replace(/\.(toml|jsonc?)$/, ending);
  const target = join(dirname(path), name);
  if (files.stat(target) !== undefined) return refuse(t("{0} is there already.", name));
  const rewritten = rewrite(document);
  if (rewritten.kind === "refused") return rewritten;
  return {
    kind: "edits",
    edits: [
      { kind: "create", path: target, text: rewritten.text },
      { kind: "delete", path },
    ],
    notes: notesOf(files, path),
  };
}

/** The scripts of the nearest package.json that name the old file. */
function notesOf(files: FileSystem, path: FilePath): readonly string[] {
  const name = basename(path);
  const texts = [...foldersUpward(dirname(path))].map((folder) => files.readFile(join(folder, "package.json")));
  const scripts = fieldsOf(fieldsOf(texts.find((text) => text !== undefined))?.["scripts"]) ?? {};
  const named = Object.entries(scripts).flatMap(([script, command]) =>
    typeof command === "string" && command.includes(name) ? [script] : [],
  );
  return named.length === 0 ? [] : [t("package.json still names {0} in its scripts: {1}.", name, named.join(", "))];
}
