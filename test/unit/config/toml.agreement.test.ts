import assert from "node:assert/strict";
import * as fc from "fast-check";
import { parse, TomlDate } from "smol-toml";
import { parseDocument } from "../../../src/core/config/document.ts";
import { toValue } from "../../../src/core/config/tree.ts";
import { mutatedToml, tomlText } from "./randomToml.ts";

const seed = Number(process.env["SEED"] ?? 20261123);
const numRuns = Number(process.env["RUNS"] ?? 1000);

describe(`TOML agrees with smol-toml, wrangler's parser (SEED=${seed})`, () => {
  it("accepts what it accepts, with its values, and refuses what it refuses", () => {
    fc.assert(fc.property(tomlText, agree), { seed, numRuns });
  }).timeout(60_000);

  it("does so for texts with typos", () => {
    fc.assert(fc.property(mutatedToml, agree), { seed, numRuns: 2 * numRuns });
  }).timeout(60_000);
});

function agree(text: string): void {
  if (oddDate.test(text)) return;
  const document = parseDocument(text, "toml");
  const expected = smol(text);
  if (expected === undefined) {
    assert.notDeepEqual(document.syntaxErrors, [], "refused by smol-toml");
    return;
  }
  assert.deepEqual(document.syntaxErrors, []);
  assert.deepEqual(withoutDates(toValue(document.root), expected), plain(expected));
}

/** smol-toml hands JavaScript's Date whatever stands where a date's digits would, even the start of a comment. */
const oddDate = /\d[-:][^\s,]*#/;

function smol(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** smol-toml's objects without their missing prototype, dates as one word. */
function plain(value: unknown): unknown {
  if (value instanceof TomlDate) return "a date";
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}

/** Our value, with that word where smol-toml has a date (ours is the text of it). */
function withoutDates(value: unknown, expected: unknown): unknown {
  if (expected instanceof TomlDate) return typeof value === "string" ? "a date" : value;
  if (Array.isArray(value)) return value.map((each, index) => withoutDates(each, at(expected, index)));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutDates(each, at(expected, key))]));
}

function at(value: unknown, key: string | number): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
