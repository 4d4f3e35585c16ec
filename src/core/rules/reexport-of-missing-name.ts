import { t } from "@vscode/l10n";
import { exportKeywordEdit } from "../source/exportEdits.ts";
import type { ExportedName } from "../source/model.ts";
import { dirname, relative } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import type { Worker } from "../worker.ts";
import { requiredExports } from "./shared/named.ts";
import type { Fix, Rule } from "./rule.ts";

export const reexportOfMissingName: Rule = {
  id: "reexport-of-missing-name",
  severity: "error",
  stage: "dev",
  summary: "A re-exported Durable Object class that its module does not export",
  fix: "choice",
  *check(worker) {
    for (const { found } of requiredExports(worker)) {
      if (found.value.kind !== "missing") continue;
      const { from } = found.value;
      const message = t(
        "{0} is re-exported, but {1} does not export it, which the build does not notice: `wrangler dev` crashes at start and the deploy fails; export it there.",
        found.name,
        relative(dirname(found.place.path), from),
      );
      yield { at: found.place, message, fixes: fixes(worker, found, from) };
    }
  },
};

function fixes(worker: Worker, found: ExportedName, from: FilePath): readonly Fix[] {
  const file = relative(dirname(found.place.path), from);
  return worker.classesNamed(found.name).flatMap((declaration) => {
    const edit = declaration.path === from ? exportKeywordEdit(declaration) : undefined;
    if (edit === undefined) return [];
    return [
      { title: t("Export {0} from {1}", found.name, file), changes: [{ kind: "text", path: from, edits: [edit] }] },
    ];
  });
}
