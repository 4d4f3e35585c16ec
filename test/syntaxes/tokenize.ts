import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import oniguruma from "vscode-oniguruma";
import textmate, { type IGrammar, type IRawTheme } from "vscode-textmate";
import darkPlus from "tm-themes/themes/dark-plus.json" with { type: "json" };
import lightPlus from "tm-themes/themes/light-plus.json" with { type: "json" };
import manifest from "../../package.json" with { type: "json" };

/** A piece of one line, with its scopes from the outermost to the innermost. */
export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

/** VS Code's own themes. */
export const themes = { "light-plus": lightPlus, "dark-plus": darkPlus };
export type Theme = keyof typeof themes;

const require = createRequire(path.resolve("package.json"));
/** What VS Code brings: the same grammars, as npm has them. */
const builtIn = new Map([
  ["source.ts", "typescript"],
  ["source.tsx", "tsx"],
  ["source.js", "javascript"],
  ["source.js.jsx", "jsx"],
  ["source.sql", "sql"],
]);
const contributed = new Map(manifest.contributes.grammars.map((each) => [each.scopeName, each.path]));

let registry: textmate.Registry | undefined;

/** The grammar of a scope as VS Code would have it: with the injections that this extension contributes. */
export async function loadGrammar(scope: string): Promise<IGrammar> {
  registry ??= createRegistry();
  const grammar = await registry.loadGrammar(scope);
  if (grammar === null) throw new Error(`There is no grammar ${scope}.`);
  return grammar;
}

/** The tokens of a text in order; line breaks are left out. */
export async function tokenize(scope: string, text: string): Promise<readonly Token[]> {
  const grammar = await loadGrammar(scope);
  let state = textmate.INITIAL;
  return text.split("\n").flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens
      .map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes }))
      .filter((token) => token.text !== "");
  });
}

/** Every piece of a text with the colour it has in a theme of VS Code, as `#RRGGBB`. */
export async function colour(
  scope: string,
  text: string,
  theme: Theme,
): Promise<readonly { text: string; colour: string }[]> {
  const grammar = await loadGrammar(scope);
  registry?.setTheme(loadTheme(theme));
  const colours = registry?.getColorMap() ?? [];
  let state = textmate.INITIAL;
  return text.split("\n").flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine2(line, state);
    state = ruleStack;
    return Array.from({ length: tokens.length / 2 }, (_, at) => ({
      text: line.slice(tokens[at * 2], tokens[at * 2 + 2] ?? line.length),
      colour: colours[((tokens[at * 2 + 1] ?? 0) >>> foregroundShift) & foregroundMask] ?? "",
    }));
  });
}

/** The colour that a theme gives to plain text. */
export function plainColour(theme: Theme): string {
  const plain = loadTheme(theme).settings[0]?.settings.foreground;
  if (plain === undefined) throw new Error(`The theme ${theme} has no foreground.`);
  return plain.toUpperCase();
}

/** Where vscode-textmate keeps the foreground in a token's metadata: bits 15 to 23. */
const foregroundShift = 15;
const foregroundMask = 0x1ff;

function createRegistry(): textmate.Registry {
  return new textmate.Registry({
    onigLib: loadOniguruma(),
    loadGrammar: (scope) => Promise.resolve(readGrammar(scope)),
    getInjections: (scope) =>
      manifest.contributes.grammars.filter((each) => each.injectTo?.includes(scope)).map((each) => each.scopeName),
  });
}

async function loadOniguruma(): Promise<textmate.IOnigLib> {
  const wasm = readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm);
  return {
    createOnigScanner: (patterns) => oniguruma.createOnigScanner(patterns),
    createOnigString: (text) => oniguruma.createOnigString(text),
  };
}

function readGrammar(scope: string): textmate.IRawGrammar | null {
  const ours = contributed.get(scope);
  const theirs = builtIn.get(scope);
  const file = ours ?? (theirs === undefined ? undefined : require.resolve(`tm-grammars/grammars/${theirs}.json`));
  return file === undefined ? null : textmate.parseRawGrammar(readFileSync(file, "utf8"), file);
}

function loadTheme(name: Theme): IRawTheme {
  const theme = themes[name];
  const { "editor.foreground": foreground, "editor.background": background } = theme.colors;
  return { name, settings: [{ settings: { foreground, background } }, ...theme.tokenColors] };
}
