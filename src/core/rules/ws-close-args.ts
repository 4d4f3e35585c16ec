import { t } from "@vscode/l10n";
import ts from "typescript";
import { hasBehaviour } from "../config/compatibility.ts";
import { numberOf, stringOf } from "../source/literals.ts";
import type { SourceModule } from "../source/model.ts";
import { indexOf, isNamedAccess } from "../source/moduleIndex.ts";
import { socketOf, type Socket } from "../source/sockets.ts";
import { innermost } from "../source/syntax.ts";
import type { Worker } from "../worker.ts";
import { modulesOf, placeOf } from "./shared/code.ts";
import type { Rule } from "./rule.ts";

/** The longest reason, in bytes of UTF-8 (workerd, and RFC 6455: 125 bytes with the code). */
const maxReason = 123;

/** Codes that no close frame may carry. */
const unsendable: ReadonlySet<number> = new Set([1004, 1005, 1006, 1015]);

export const wsCloseArgs: Rule = {
  id: "ws-close-args",
  severity: "error",
  stage: "run",
  summary: "A close code or reason that `close` refuses",
  fix: "none",
  onCalls: ["close"],
  *check(worker) {
    for (const module of modulesOf(worker)) {
      for (const { code, reason } of closes(module)) {
        const wrongCode = code && codeFault(code);
        if (code !== undefined && wrongCode !== undefined) yield { at: placeOf(module, code), message: wrongCode };
        const wrongReason = reason && reasonFault(worker, { code, reason });
        if (reason !== undefined && wrongReason !== undefined)
          yield { at: placeOf(module, reason), message: wrongReason };
      }
    }
  },
};

interface Close {
  readonly code: ts.Expression | undefined;
  readonly reason: ts.Expression | undefined;
}

/** Calls of `close` on what is certainly a WebSocket. */
function closes(module: SourceModule): readonly Close[] {
  return (indexOf(module).calls.get("close") ?? []).flatMap((node) => {
    const access = node.expression;
    const [code, reason] = node.arguments;
    if (!isNamedAccess(access) || code === undefined || node.arguments.some((each) => ts.isSpreadElement(each)))
      return [];
    const socket = socketOf(access.expression);
    return socket === undefined || isNewSocket(socket) ? [] : [{ code, reason }];
  });
}

/** What `new WebSocket(…)` may be closed with depends on whether it is connected yet. */
function isNewSocket({ kind, origin }: Socket): boolean {
  const value = ts.isVariableDeclaration(origin) ? origin.initializer : origin;
  return kind === "outgoing" && value !== undefined && ts.isExpression(value) && ts.isNewExpression(innermost(value));
}

function codeFault(code: ts.Expression): string | undefined {
  const value = numberOf(code);
  if (value === undefined) return undefined;
  if (value >= 1000 && value <= 4999 && !unsendable.has(value)) return undefined;
  return t(
    "`close` fails with “Invalid WebSocket close code: {0}.” when it runs; use 1000 to 4999, except 1004, 1005, 1006 and 1015.",
    value,
  );
}

function reasonFault(
  { environment }: Worker,
  { code, reason }: { readonly code: ts.Expression | undefined; readonly reason: ts.Expression },
): string | undefined {
  const isWithoutCode = code !== undefined && ts.isIdentifier(code) && code.text === "undefined";
  if (isWithoutCode) {
    return t("`close` fails when it gets a reason without a code; give a code too, such as 1000.");
  }
  const text = stringOf(reason);
  if (text === undefined || hasBehaviour(environment, "closeReasonLimit") !== true) return undefined;
  const length = new TextEncoder().encode(text).length;
  if (length <= maxReason) return undefined;
  return t("The reason has {0} bytes, and `close` fails when it gets more than {1}; shorten it.", length, maxReason);
}
