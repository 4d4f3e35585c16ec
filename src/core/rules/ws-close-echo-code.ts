import { t } from "@vscode/l10n";
import ts from "typescript";
import { declarationOf } from "../source/localConst.ts";
import type { SourceModule } from "../source/model.ts";
import { indexOf, isNamedAccess } from "../source/moduleIndex.ts";
import { socketOf } from "../source/sockets.ts";
import { descendants } from "../source/syntax.ts";
import { modulesOf, placeOf } from "./shared/code.ts";
import type { Fix, Rule } from "./rule.ts";

export const wsCloseEchoCode: Rule = {
  id: "ws-close-echo-code",
  severity: "error",
  stage: "run",
  summary: "`webSocketClose` that closes with the code it was given, whatever that is",
  fix: "edit",
  onCalls: ["close"],
  *check(worker) {
    for (const module of modulesOf(worker)) {
      for (const { argument, isCaught } of echoes(module)) {
        const message = isCaught
          ? t(
              "A client that closes without a code gives 1005 here, which `close` refuses, so the client never gets its answer; send 1000 for 1005, 1006 and 1015.",
            )
          : t(
              "A client that closes without a code gives 1005 here, which `close` refuses with “Invalid WebSocket close code: 1005.”; send 1000 for 1005, 1006 and 1015.",
            );
        const severity = isCaught ? ({ severity: "hint" } as const) : {};
        yield { at: placeOf(module, argument), message, ...severity, fixes: [guard(module, argument)] };
      }
    }
  },
};

/** The code to answer with: those that no frame may carry become 1000. */
export function guardedCode(code: string): string {
  return `${code} === 1005 || ${code} === 1006 || ${code} === 1015 ? 1000 : ${code}`;
}

function guard(module: SourceModule, argument: ts.Identifier): Fix {
  const edits = [{ span: placeOf(module, argument).span, newText: guardedCode(argument.text) }];
  return {
    title: t("Answer with 1000 where the code cannot be sent"),
    changes: [{ kind: "text", path: module.path, edits }],
  };
}

interface Echo {
  readonly argument: ts.Identifier;
  readonly isCaught: boolean;
}

/** `ws.close(code, …)` where `code` is the second parameter of `webSocketClose` and nothing looks at it before. */
function echoes(module: SourceModule): readonly Echo[] {
  return (indexOf(module).calls.get("close") ?? []).flatMap((node) => {
    const access = node.expression;
    const [argument] = node.arguments;
    if (argument === undefined || !ts.isIdentifier(argument) || !isNamedAccess(access)) return [];
    if (socketOf(access.expression)?.kind !== "handler") return [];
    const parameter = declarationOf(argument);
    if (parameter === undefined || !ts.isParameter(parameter)) return [];
    const handler = parameter.parent;
    const isCode =
      ts.isMethodDeclaration(handler) &&
      handler.name.getText() === "webSocketClose" &&
      handler.parameters[1] === parameter;
    if (!isCode || handler.body === undefined || isLookedAt(handler.body, argument.text)) return [];
    return [{ argument, isCaught: isInTry(node, handler) }];
  });
}

/** Whether the code is compared, assigned, chosen by or asked about: then it may well be guarded. */
function isLookedAt(body: ts.Block, name: string): boolean {
  for (const node of descendants(body)) {
    if (ts.isIdentifier(node) && node.text === name && isDecisive(node)) return true;
  }
  return false;
}

function isDecisive(node: ts.Node): boolean {
  for (let each = node; !ts.isStatement(each) && !ts.isFunctionLike(each); each = each.parent) {
    const { parent } = each;
    if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind !== ts.SyntaxKind.PlusToken;
    if (ts.isConditionalExpression(parent) || ts.isPrefixUnaryExpression(parent)) return true;
    if (ts.isIfStatement(parent) || ts.isSwitchStatement(parent) || ts.isWhileStatement(parent)) return true;
  }
  return false;
}

function isInTry(node: ts.Node, handler: ts.Node): boolean {
  for (let each = node; each !== handler; each = each.parent) {
    const { parent } = each;
    if (ts.isTryStatement(parent) && parent.tryBlock === each && parent.catchClause !== undefined) return true;
  }
  return false;
}
