import { t } from "@vscode/l10n";
import ts from "typescript";
import { accessedName, isNamedAccess } from "../source/moduleIndex.ts";
import { innermost } from "../source/syntax.ts";
import { placeOf, textOf } from "./shared/code.ts";
import { namespaceCallsOf, type NamespaceCallIn } from "./shared/namespaceUse.ts";
import type { Fix, Rule } from "./rule.ts";

export const randomName: Rule = {
  id: "random-name",
  severity: "hint",
  stage: "own",
  summary: "A random name where `newUniqueId` makes an id",
  fix: "edit",
  onCalls: ["getByName", "idFromName"],
  *check(worker) {
    for (const method of ["idFromName", "getByName"] as const) {
      for (const call of namespaceCallsOf(worker, method)) {
        const [argument] = call.node.arguments;
        if (argument === undefined || !isRandom(innermost(argument))) continue;
        const message = t(
          "A random name can stand for nothing but this object; `newUniqueId` makes such an id, and its first access is faster.",
        );
        yield { at: placeOf(call.module, argument), message, fixes: [uniqueId(call)] };
      }
    }
  },
};

/** `crypto.randomUUID()`, `Math.random()` as text, `nanoid()`. */
function isRandom(node: ts.Expression): boolean {
  if (ts.isTemplateExpression(node)) {
    const isBare = node.head.text === "" && node.templateSpans.every(({ literal }) => literal.text === "");
    return isBare && node.templateSpans.every(({ expression }) => isRandom(innermost(expression)));
  }
  if (!ts.isCallExpression(node)) return false;
  const { expression } = node;
  if (ts.isIdentifier(expression)) return randomFunctions.has(expression.text);
  if (!isNamedAccess(expression)) return false;
  const [name, owner] = [accessedName(expression), innermost(expression.expression)];
  if (name === "toString" || name === "slice" || name === "substring") return isRandom(owner);
  return (name === "randomUUID" || name === "random") && /^(globalThis\.)?(crypto|Math)$/.test(owner.getText());
}

const randomFunctions: ReadonlySet<string> = new Set(["randomUUID", "nanoid", "uuidv4", "ulid"]);

function uniqueId({ module, node, access, method }: NamespaceCallIn): Fix {
  const namespace = textOf(module, access.expression);
  const [, ...options] = node.arguments.map((each) => textOf(module, each));
  const made = `${namespace}.newUniqueId()`;
  const newText = method === "idFromName" ? made : `${namespace}.get(${[made, ...options].join(", ")})`;
  const edits = [{ span: placeOf(module, node).span, newText }];
  return { title: t("Use `newUniqueId`"), changes: [{ kind: "text", path: module.path, edits }] };
}
