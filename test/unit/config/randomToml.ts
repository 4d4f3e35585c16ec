import * as fc from "fast-check";

const keys = ["a", "b", "name", "env", "1", "-", '"q k"', "'lit'", '"\\u00e9"', '""', "__proto__", "constructor"];
const scalars = [
  '"x"', "'y'", '""', '"a\\tb\\u0041\\x41\\e"', '"""\nmulti\r\n \\\n   line"""', "'''\n[a]\nb = 1\n'''", '"""""q"""""', "1", "-0",
  "+7", "1_000", "0xFF", "0o17", "0b11", "9007199254740993", "1.5", "-0.0", "1e3", "6.02E+23", "inf", "-nan", "true", "false",
  "1979-05-27", "1979-05-27T07:32:00Z", "1979-05-27 07:32:00-07:00", "07:32", "07:32:00.999", "2024-02-30", "1979-05-27T07:32",
]; // prettier-ignore
const junk = [
  "", " ", "=", "==", ".", ",", "[", "]", "[[", "]]", "{", "}", '"', "'", '"""', "'''", "#", "\r", "\u0000", "\u007f", "\ud800",
  "\\", "\n", "\r\n", "_", "0", "é", "x", "tru", "1979-13-01", "25:00", "01", "1__0", "1.", "\u00a0", "\ufeff", "\t",
]; // prettier-ignore

const key = fc
  .array(fc.constantFrom(...keys), { minLength: 1, maxLength: 3 })
  .chain((parts) => fc.constantFrom(parts.join("."), parts.join(" . "), parts[0] ?? "a"));

const value: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: "small", withCrossShrink: true },
    fc.constantFrom(...scalars),
    fc.tuple(fc.array(tie("value"), { maxLength: 3 }), separator(), fc.constantFrom("", ",")).map(array),
    fc.tuple(fc.array(fc.tuple(key, tie("value")), { maxLength: 3 }), separator(), fc.constantFrom("", ",")).map(table),
  ),
})).value;

function separator(): fc.Arbitrary<string> {
  return fc.constantFrom(" ", "", "\n", "\r\n  ", " # c\n", "\n# [x]\n");
}

function array([items, gap, last]: readonly [readonly string[], string, string]): string {
  return items.length === 0 ? `[${gap}]` : `[${gap}${items.join(`,${gap}`)}${gap}${last}]`;
}

function table([items, gap, last]: readonly [readonly (readonly [string, string])[], string, string]): string {
  return items.length === 0 ? "{}" : `{${gap}${items.map(([k, v]) => `${k} = ${v}`).join(`,${gap}`)}${gap}${last}}`;
}

const line = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(key, value).map(([k, v]) => `${k} = ${v}`) },
  { weight: 2, arbitrary: key.map((k) => `[${k}]`) },
  { weight: 2, arbitrary: key.map((k) => `[[${k}]]`) },
  { weight: 1, arbitrary: fc.constantFrom("", "  ", "# comment", "#[a]", "\t# \u00e9") },
);

/** A text of lines that are each valid, while keys and tables may well be defined twice. */
export const tomlText: fc.Arbitrary<string> = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom("\n", "\r\n"), fc.boolean())
  .map(([lines, end, isEnded]) => lines.join(end) + (isEnded ? end : ""));

/** The same with a few characters or lines lost, added or doubled, as while somebody types. */
export const mutatedToml: fc.Arbitrary<string> = fc
  .tuple(tomlText, fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom(...junk)), { minLength: 1, maxLength: 3 }))
  .map(([text, changes]) => changes.reduce(mutate, text));

function mutate(text: string, [seed, lost, added]: readonly [number, number, string]): string {
  const at = seed % (text.length + 1);
  return text.slice(0, at) + added + text.slice(at + lost);
}
