import assert from "node:assert/strict";
import { tokenize } from "./tokenize.ts";

/**
 * Asserts the scope of pieces of a text: each key is a piece (found in order of the text, so that the same piece may be
 * written twice with another scope), each value the name that one of its scopes begins with; a name with a leading `!`
 * must not be there.
 */
export async function expectScopes(
  grammar: string,
  text: string,
  expected: readonly (readonly [piece: string, ...scopes: string[]])[],
): Promise<void> {
  const tokens = await tokenize(grammar, text);
  let next = 0;
  for (const [piece, ...scopes] of expected) {
    const at = tokens.findIndex((token, index) => index >= next && token.text.trim() === piece);
    assert.ok(at >= 0, `There is no token ${JSON.stringify(piece)} in order among:\n${print(tokens)}`);
    next = at + 1;
    const actual = tokens[at]?.scopes.flatMap((scope) => scope.split(" ")) ?? [];
    for (const scope of scopes) {
      const wanted = scope.replace(/^!/, "");
      const has = actual.some((name) => name === wanted || name.startsWith(`${wanted}.`));
      assert.equal(
        has,
        !scope.startsWith("!"),
        `${JSON.stringify(piece)} in ${text}\nhas ${actual.join(" ")}, not ${scope}`,
      );
    }
  }
}

function print(tokens: Awaited<ReturnType<typeof tokenize>>): string {
  return tokens.map((token) => `${JSON.stringify(token.text)} ${token.scopes.slice(1).join(" ")}`).join("\n");
}
