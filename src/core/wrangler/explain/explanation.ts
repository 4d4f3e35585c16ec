import type { FindingKind, WranglerFinding } from "../findings/finding.ts";

/** What a finding means, for the person who caused it. */
export interface Explanation {
  /** What is wrong, what happened or will happen, what to do; translated. */
  readonly message: string;
  /** The rules of the check that find the same mistake, and may have a fix for it; the first that reports wins. */
  readonly rules: readonly string[];
}

/** How to explain findings of some kinds; functions, as the language is only known when they are called. */
export type Explanations<Kind extends FindingKind> = Readonly<Record<Kind, (finding: WranglerFinding) => Explanation>>;

/** The class a finding is about, as it stands in a sentence: `A`, or `A or B` where the text leaves it open. */
export function classOf({ guilty }: WranglerFinding): string {
  return guilty.classes?.join(" / ") ?? "?";
}

export function explanation(message: string, ...rules: readonly string[]): Explanation {
  return { message, rules };
}
