import { readFileSync, readdirSync } from "node:fs";

/** A tiny project, and what the real wrangler 4.164.0 said about it when it was run there once. */
export interface Case {
  /** Path → text. */
  readonly files: Readonly<Record<string, string>>;
  readonly runs: readonly Run[];
}

export interface Run {
  readonly command: string;
  /** `killed` for a command that ran until it was ended. */
  readonly exitCode: string;
  /** Warnings and errors; boilerplate is left out. */
  readonly output: string;
}

const folder = "test/wrangler/cases";

/** The names of all cases, in order. */
export function caseNames(): readonly string[] {
  return readdirSync(folder)
    .map((name) => name.replace(/\.txt$/, ""))
    .toSorted();
}

/** Reads a case: sections that begin with `-- path --`, or with `-- $ command => exit code --` for a run. */
export function readCase(name: string): Case {
  const sections = readFileSync(`${folder}/${name}.txt`, "utf8").split(/^-- (.*) --\r?\n/m);
  const files: Record<string, string> = {};
  const runs: Run[] = [];
  for (let index = 1; index < sections.length; index += 2) {
    const head = sections[index] ?? "";
    const body = sections[index + 1] ?? "";
    const run = /^\$ (.*) => (\S+)$/.exec(head);
    if (run === null) files[head] = body;
    else runs.push({ command: run[1] ?? "", exitCode: run[2] ?? "", output: body });
  }
  return { files, runs };
}
