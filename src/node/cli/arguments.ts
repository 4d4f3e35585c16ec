import { parseArgs } from "node:util";
import { severityNames, type SeveritySetting } from "../../contributions.ts";
import { closest } from "../../core/text/closest.ts";
import { isRevision } from "../git.ts";
import { UsageError } from "./usage.ts";

export const formats = ["text", "json", "github", "sarif"] as const;
export type Format = (typeof formats)[number];

export const failures = ["error", "warning", "never"] as const;
export type FailOn = (typeof failures)[number];

/** The arguments of `check`, valid each by itself. */
export interface CheckArguments {
  /** As typed; the current folder where none is. */
  readonly paths: readonly string[];
  readonly environments: readonly string[];
  readonly format: Format;
  readonly failOn: FailOn;
  readonly rules: ReadonlyMap<string, SeveritySetting>;
  readonly isFixing: boolean;
  /** The git revision that was asked for. */
  readonly against: string | undefined;
}

/** Reads the words behind `check`; `ruleIds` are the rules there are. Throws a `UsageError` that says what is wrong. */
export function readCheckArguments(words: readonly string[], ruleIds: readonly string[]): CheckArguments {
  const { values, positionals } = parse(words);
  return {
    paths: positionals.length > 0 ? positionals : ["."],
    environments: values.env ?? [],
    format: oneOf("--format", values.format ?? "text", formats),
    failOn: oneOf("--fail-on", values["fail-on"] ?? "error", failures),
    rules: new Map((values.rule ?? []).map((word) => readRule(word, ruleIds))),
    isFixing: values.fix ?? false,
    against: values.against === undefined ? undefined : revision(values.against),
  };
}

const options = {
  env: { type: "string", multiple: true },
  format: { type: "string" },
  "fail-on": { type: "string" },
  rule: { type: "string", multiple: true },
  fix: { type: "boolean" },
  against: { type: "string" },
} as const;

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    const [sentence = ""] = String(error instanceof Error ? error.message : error).split(/\. |\n/);
    throw new UsageError(`${sentence.replace(/\.$/, "")}; see durable-objects --help.`);
  }
}

function oneOf<T extends string>(option: string, word: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === word);
  if (found === undefined) throw new UsageError(`${option} takes ${listed(choices)}, not "${word}".`);
  return found;
}

function readRule(word: string, ruleIds: readonly string[]): readonly [string, SeveritySetting] {
  const cut = word.indexOf("=");
  if (cut === -1) throw new UsageError(`--rule takes ID=SEVERITY, such as do-missing-lifecycle=error, not "${word}".`);
  const id = word.slice(0, cut);
  if (!ruleIds.includes(id)) {
    const near = closest(id, ruleIds);
    throw new UsageError(`There is no rule "${id}"${near === undefined ? "." : `; did you mean "${near}"?`}`);
  }
  return [id, oneOf(`--rule ${id}`, word.slice(cut + 1), severityNames)];
}

function revision(word: string): string {
  if (!isRevision(word)) throw new UsageError(`--against takes a git revision, not "${word}".`);
  return word;
}

function listed(choices: readonly string[]): string {
  return `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`;
}
