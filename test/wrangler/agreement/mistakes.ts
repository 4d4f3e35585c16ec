import { configMistakes } from "./configMistakes.ts";
import type { Draft } from "./draft.ts";
import { entryMistakes } from "./entryMistakes.ts";
import { lifecycleMistakes } from "./lifecycleMistakes.ts";
import type { Random } from "./random.ts";

/** Where a planted mistake has to be reported. */
export type At =
  /** The key or the value at a path of the configuration. */
  | { readonly path: readonly (string | number)[]; readonly part: "key" | "value" }
  /** The first occurrence of a text in a source file, or in the configuration, which is `config`. */
  | { readonly file: string; readonly text: string }
  /** The line that wrangler itself names. */
  | "wrangler's line";

/** What was planted into a draft. */
export interface Planted {
  readonly at: At;
  /** The command that has to say it; a dry run of `deploy` if left out. */
  readonly command?: readonly string[];
  /** Changes the text of the configuration, for what no value can express; undefined where the text has no place for it. */
  readonly rewrite?: (text: string) => string | undefined;
  /** Only in this format. */
  readonly format?: Draft["format"];
}

export interface Mistake {
  readonly rule: string;
  /** Plants it into a draft; undefined where the draft has no place for it. */
  readonly plant: (draft: Draft, random: Random) => Planted | undefined;
  /** What the draft has to be like. */
  readonly wants?: Partial<Pick<Draft, "format" | "dialect">>;
}

/** Every kind of mistake that wrangler itself refuses or warns about, one or several for each rule. */
export const mistakes: readonly Mistake[] = [...configMistakes, ...lifecycleMistakes, ...entryMistakes];
