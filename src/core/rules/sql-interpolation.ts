import { t } from "@vscode/l10n";
import ts from "typescript";
import { declarationOf } from "../source/localConst.ts";
import { accessedName, isNamedAccess } from "../source/moduleIndex.ts";
import { unknownPart, type SqlHole } from "../source/sqlText.ts";
import { innermost } from "../source/syntax.ts";
import { insertAt } from "../text/edits.ts";
import { placeOf, textOf } from "./shared/code.ts";
import type { Fix, Rule } from "./rule.ts";
import { sqlUses, type SqlUse } from "./shared/sqlUses.ts";

export const sqlInterpolation: Rule = {
  id: "sql-interpolation",
  severity: "warning",
  stage: "own",
  summary: "A value written into the text of an SQL statement",
  fix: "choice",
  onCalls: ["exec"],
  *check(worker) {
    for (const use of sqlUses(worker)) {
      for (const hole of use.text.holes) {
        if (!isValue(use, hole)) continue;
        const message = t(
          "The value becomes part of the SQL, so one with a quote or SQL in it breaks or changes the statement; write `?` and hand the value to `exec` as an argument.",
        );
        yield { at: placeOf(use.module, hole.expression), message, fixes: placeholderFix(use, hole) };
      }
    }
  },
};

/** Whether an interpolation stands where only a value can: alone in quotes, or behind a comparison. */
function isValue({ text: { value } }: SqlUse, { at, expression }: SqlHole): boolean {
  if (!mayBeText(expression)) return false;
  const before = value.slice(0, at);
  const behind = value.slice(at + unknownPart.length);
  if (isQuoted(before, behind)) return true;
  return (
    /(=|<>|!=|\bLIKE)\s*$/i.test(before) && /^\s*($|;|\)|,|\b(AND|OR|LIMIT|ORDER|GROUP|RETURNING|ON)\b)/i.test(behind)
  );
}

/** `'${name}'`; a path in JSON (`'$.${key}'`) or a date modifier (`'-${days} days'`) is more than the value. */
function isQuoted(before: string, behind: string): boolean {
  return /(?<!')'%?$/.test(before) && /^%?'(?!')/.test(behind);
}

/** Numbers, names of constants in capitals and what makes placeholders or SQL are left alone. */
function mayBeText(expression: ts.Expression): boolean {
  const node = innermost(expression);
  if (isNamedAccess(node)) return !/^[A-Z0-9_]+$/.test(accessedName(node)) && !/length|size$/i.test(accessedName(node));
  if (!ts.isIdentifier(node) || /^[A-Z0-9_]+$/.test(node.text)) return false;
  if (/placeholder|clause|where|quoted|escaped|columns?$|sql$|now$|count$|limit$|offset$/i.test(node.text))
    return false;
  const found = declarationOf(node);
  if (found === undefined || ts.isBindingElement(found)) return found !== undefined;
  if (ts.isParameter(found)) return found.type === undefined || /\bstring\b|unknown|any/.test(found.type.getText());
  return ts.isVariableDeclaration(found) && found.initializer !== undefined && isReadFromOutside(found.initializer);
}

/** What a constant is made of: a property, or an awaited call; a call here may have made it safe. */
function isReadFromOutside(initializer: ts.Expression): boolean {
  const node = innermost(initializer);
  return isNamedAccess(node) || ts.isAwaitExpression(node);
}

/** `?` in place of the interpolation, quotes included, and the value among the arguments. */
function placeholderFix(use: SqlUse, { at, expression }: SqlHole): readonly Fix[] {
  const { call, module, text } = use;
  const before = text.value.slice(0, at);
  const behind = text.value.slice(at + unknownPart.length);
  if (
    !ts.isTemplateExpression(innermost(call.argument)) ||
    call.hasSpread ||
    before.endsWith("%'") ||
    behind.startsWith("%")
  )
    return [];
  if (text.holes.filter((each) => each.at < at).length > 0 || /[?][0-9]|[:@$]\w/.test(before)) return [];
  const isInQuotes = before.endsWith("'");
  const start = expression.pos - "${".length - (isInQuotes ? 1 : 0);
  const end = module.text.indexOf("}", expression.end) + 1 + (isInQuotes ? 1 : 0);
  const index = (before.match(/\?/g) ?? []).length;
  const previous = index === 0 ? call.argument : call.bindings[index - 1];
  if (previous === undefined) return [];
  const edits = [{ span: { start, end }, newText: "?" }, insertAt(previous.end, `, ${textOf(module, expression)}`)];
  return [{ title: t("Bind the value"), changes: [{ kind: "text", path: module.path, edits }] }];
}
