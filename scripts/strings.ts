import { globSync, readFileSync } from "node:fs";
import ts from "typescript";

/**
 * The strings that code asks `t` for, sorted: each is its own key in l10n/bundle.l10n.json. `@vscode/l10n-dev` does the
 * same with sixty packages more, an Azure client among them.
 * @throws if a string is not a literal, so that no translation could be found for it
 */
export function stringsInCode(): readonly string[] {
  const found = globSync("src/**/*.ts").flatMap((file) => stringsIn(file, readFileSync(file, "utf8")));
  const snippets: readonly { readonly title: string; readonly description: string }[] = JSON.parse(
    readFileSync("snippets/wrangler.json", "utf8"),
  );
  return [...new Set([...found, ...snippets.flatMap(({ title, description }) => [title, description])])].toSorted();
}

function stringsIn(name: string, text: string): readonly string[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTranslate(node.expression)) found.push(...literals(node, name));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** `t`, `l10n.t` and `vscode.l10n.t`. */
function isTranslate(callee: ts.Expression): boolean {
  return /^(?:(?:vscode\.)?l10n\.)?t$/.test(callee.getText());
}

/** A choice between two literals is two strings. */
function literals(call: ts.CallExpression, file: string): readonly string[] {
  const read = (node: ts.Expression | undefined): readonly string[] => {
    if (node !== undefined && ts.isStringLiteralLike(node)) return [node.text];
    if (node !== undefined && ts.isConditionalExpression(node))
      return [...read(node.whenTrue), ...read(node.whenFalse)];
    if (node !== undefined && ts.isParenthesizedExpression(node)) return read(node.expression);
    // A snippet's own texts stand in its file.
    if (node !== undefined && /^snippet\.\w+$/.test(node.getText())) return [];
    throw new Error(`${file}: ${call.getText()} has no literal to translate.`);
  };
  return read(call.arguments[0]);
}

/** Texts that a person sees without their being asked of `t`, as `file: text`. */
export function untranslatedIn(name: string, text: string): readonly string[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const shown = shownBy(node).flatMap(plainTexts);
    found.push(...shown.filter((each) => /\p{L}{2,} \p{L}{2,}/u.test(each)).map((each) => `${name}: ${each}`));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const shownProperties = /^(?:message|title|label|detail|description|tooltip|placeHolder|prompt|openLabel|relation)$/;
const showingCalls = /\bwindow\.(?:show\w+Message|setStatusBarMessage|createStatusBarItem)$/;

/** What a call or a property hands to a person. */
function shownBy(node: ts.Node): readonly ts.Expression[] {
  if (ts.isPropertyAssignment(node) && shownProperties.test(node.name.getText())) return [node.initializer];
  if (ts.isCallExpression(node) && showingCalls.test(node.expression.getText())) return node.arguments;
  return [];
}

function plainTexts(node: ts.Expression): readonly string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)];
  if (ts.isConditionalExpression(node)) return [...plainTexts(node.whenTrue), ...plainTexts(node.whenFalse)];
  return [];
}
