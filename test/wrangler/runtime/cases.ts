import { addressCases } from "./addressCases.ts";
import { alarmCases } from "./alarmCases.ts";
import { classCases } from "./classCases.ts";
import { socketCases } from "./socketCases.ts";
import { sqlCases } from "./sqlCases.ts";
import { storageCases } from "./storageCases.ts";

/** A Worker that does what a rule warns of, and what the real runtime makes of it. */
export interface RuntimeCase {
  readonly rule: string;
  /** What is special about it, where a rule has several. */
  readonly title?: string;
  /** The module; its handler calls the class X, bound as X. */
  readonly source: string;
  /** What the request ends with: the message of an exception, or the body of the answer. */
  readonly ends: RegExp | string;
  /** The title of the fix that is applied, and the body of the answer then. */
  readonly fix?: { readonly title: string; readonly answers: RegExp | string };
  readonly compatibilityDate?: string;
}

export const cases: readonly RuntimeCase[] = [
  ...classCases,
  ...sqlCases,
  ...storageCases,
  ...socketCases,
  ...alarmCases,
  ...addressCases,
];
