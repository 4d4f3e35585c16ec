import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { isConfigPath } from "../../src/core/discovery.ts";
import { rawTemplates } from "../support/samples.ts";
import { readExamples } from "../support/rulePage.ts";
import { caseNames, readCase } from "../wrangler/readCase.ts";

/** A project as somebody wrote it: path → text, and the texts of the revision before where the project is about them. */
export interface Seed {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly committed: Readonly<Record<string, string>> | undefined;
}

/** What inputs are made from: the recorded cases of wrangler, every example of every rule's page, templates and samples. */
export function readSeeds(): readonly Seed[] {
  const cases = caseNames().map((name) => ({ title: name, files: readCase(name).files, committed: undefined }));
  const templates = rawTemplates().map((files, index) => ({ title: `template ${index}`, files, committed: undefined }));
  const chat = { title: "samples/chat", files: readTree("samples/chat"), committed: undefined };
  return [...cases, ...rulePages(), ...templates, chat].filter(({ files }) => Object.keys(files).some(isConfigPath));
}

function rulePages(): readonly Seed[] {
  return readdirSync("docs/rules").flatMap((page) => {
    const examples = readExamples(readFileSync(`docs/rules/${page}`, "utf8"));
    return examples.map(({ kind, files }) => {
      const textsOf = (isCommitted: boolean) =>
        Object.fromEntries(
          files.filter((each) => each.isCommitted === isCommitted).map(({ name, text }) => [name, text.trimEnd()]),
        );
      const committed = textsOf(true);
      const hasCommitted = Object.keys(committed).length > 0;
      return {
        title: `${page} ${kind}`,
        files: textsOf(false),
        committed: hasCommitted ? { ...textsOf(false), ...committed } : undefined,
      };
    });
  });
}

function readTree(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.map((file) => [path.relative(folder, file).replaceAll("\\", "/"), readFileSync(file, "utf8")]),
  );
}
