import { t } from "@vscode/l10n";
import ts from "typescript";
import type { ClassDeclaration } from "../source/model.ts";
import { accessedName, indexOf, isNamedAccess, nameNode, type NamedAccess } from "../source/moduleIndex.ts";
import { classesInModules, extendsDirectly, ownerOf, placeOf } from "./shared/code.ts";
import type { Rule } from "./rule.ts";

/** What the state of a Durable Object has, so that nothing else is meant by `this.state`. */
const stateMembers: ReadonlySet<string> = new Set([
  "storage",
  "id",
  "blockConcurrencyWhile",
  "waitUntil",
  "acceptWebSocket",
  "getWebSockets",
  "getTags",
  "setWebSocketAutoResponse",
  "abort",
]);

export const doThisState: Rule = {
  id: "do-this-state",
  severity: "error",
  stage: "run",
  summary: "`this.state` in a class whose state is `this.ctx`",
  fix: "edit",
  *check(worker) {
    const classes = classesInModules(worker);
    for (const module of new Set(classes.map((each) => each.module))) {
      const uses = indexOf(module).accesses.get("state") ?? [];
      for (const use of uses) {
        const owner = ownerOf(classes, use);
        if (owner === undefined || !isRead(use) || !extendsDirectly(owner.declaration)) continue;
        if (setsState(owner.declaration, uses)) continue;
        const message = t(
          "`this.state` is undefined here, so reading `{0}` of it fails when it runs; a class that extends `DurableObject` has its state in `this.ctx`.",
          isNamedAccess(use.parent) ? accessedName(use.parent) : "",
        );
        const edits = [{ span: placeOf(module, nameNode(use)).span, newText: "ctx" }];
        const fixes = ts.isPropertyAccessExpression(use)
          ? [{ title: t("Change to `this.ctx`"), changes: [{ kind: "text" as const, path: module.path, edits }] }]
          : [];
        yield { at: placeOf(module, nameNode(use)), message, fixes };
      }
    }
  },
};

function isRead(use: NamedAccess): boolean {
  const { parent } = use;
  const isOwn = use.expression.kind === ts.SyntaxKind.ThisKeyword;
  const isOwner = isNamedAccess(parent) && parent.expression === use && parent.questionDotToken === undefined;
  return isOwn && isOwner && stateMembers.has(accessedName(parent));
}

/** Whether the class declares `state` or gives it a value anywhere. */
function setsState({ members, node }: ClassDeclaration, uses: readonly NamedAccess[]): boolean {
  if (members.some((each) => each.name === "state")) return true;
  return uses.some(({ parent, pos }) => {
    const isSet = ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    return isSet && parent.left.pos === pos && node.pos <= pos && pos < node.end;
  });
}
