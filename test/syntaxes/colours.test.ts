import assert from "node:assert/strict";
import { type Theme, colour, plainColour } from "./tokenize.ts";

const toml = `# comment
[env.staging]
name = "text\\n"
"quoted" = 'literal'
on = true
at = 2026-11-17
count = 0x2A
wrong = nope`;

const typescript = `this.ctx.storage.sql.exec<Row>(
  \`CREATE TABLE rooms (id INTEGER PRIMARY KEY); -- why
  SELECT count(*), \${column}, 'text', 42 FROM rooms WHERE id = ? AND name = :name\`,
);`;

describe("colours in VS Code's light and dark themes", () => {
  for (const theme of ["light-plus", "dark-plus"] as const) {
    it(`tell TOML's tokens from plain text in ${theme}`, async () => {
      const pieces = [
        "# comment",
        "staging",
        "name",
        "text",
        "\\n",
        "quoted",
        "literal",
        "true",
        "2026-11-17",
        "0x2A",
        "nope",
      ];
      await expectColours("source.toml", toml, theme, pieces);
    });

    it(`tell SQL's tokens from plain text and from a plain string in ${theme}`, async () => {
      const pieces = [
        "CREATE",
        "TABLE",
        "rooms",
        "INTEGER",
        "PRIMARY KEY",
        "-- why",
        "SELECT",
        "count",
        "${",
        "'text'",
        "42",
        "?",
        ":name",
      ];
      const colours = await expectColours("source.ts", typescript, theme, pieces);
      const string = (await colour("source.ts", `"plain"`, theme))[0]?.colour;
      for (const piece of ["SELECT", "count", "42", "?", ":name", "${"])
        assert.notEqual(colours.get(piece), string, piece);
    });
  }
});

async function expectColours(
  grammar: string,
  text: string,
  theme: Theme,
  pieces: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const coloured = await colour(grammar, text, theme);
  const found = pieces.map((piece): [string, string] => {
    const token =
      coloured.find((each) => each.text.trim() === piece) ?? coloured.find((each) => each.text.includes(piece));
    assert.ok(token, `There is no ${piece} in ${JSON.stringify(coloured)}`);
    assert.notEqual(token.colour, plainColour(theme), `${piece} has the colour of plain text in ${theme}`);
    return [piece, token.colour];
  });
  return new Map(found);
}
