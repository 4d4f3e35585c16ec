import { t } from "@vscode/l10n";
import ts from "typescript";
import { behaviours, hasBehaviour } from "../config/compatibility.ts";
import { enclosingStatement } from "../source/enclosing.ts";
import { indentAt } from "../source/extendEdits.ts";
import { stringOf } from "../source/literals.ts";
import type { SourceModule } from "../source/model.ts";
import { accessedName, indexOf, isNamedAccess, type NamedAccess } from "../source/moduleIndex.ts";
import { socketOf } from "../source/sockets.ts";
import { descendants, innermost } from "../source/syntax.ts";
import { insertAt, lineEndingOf } from "../text/edits.ts";
import { modulesOf, placeOf, textOf } from "./shared/code.ts";
import type { Fix, Rule } from "./rule.ts";

export const wsBinaryTypeBlob: Rule = {
  id: "ws-binary-type-blob",
  severity: "warning",
  stage: "run",
  summary: "Binary messages read as an ArrayBuffer where they are Blobs",
  fix: "edit",
  *check(worker) {
    if (hasBehaviour(worker.environment, "binaryAsBlob") !== true) return;
    for (const module of modulesOf(worker)) {
      const heard = listeners(module);
      // Who knows of `binaryType` or of Blobs has chosen.
      if (heard.length === 0 || /\bbinaryType\b|\bBlob\b|\barrayBuffer\(/.test(module.text)) continue;
      for (const listener of heard) {
        const use = bufferUse(listener.handler);
        if (use === undefined) continue;
        const message = t(
          "From the compatibility date {0} `data` of a binary message is a Blob here, not an ArrayBuffer; set `binaryType` to “arraybuffer” before messages come.",
          behaviours.binaryAsBlob.since,
        );
        yield { at: placeOf(module, use), message, fixes: setType(module, listener) };
      }
    }
  },
};

interface Listener {
  readonly call: ts.CallExpression;
  readonly socket: ts.Expression;
  readonly handler: ts.ArrowFunction | ts.FunctionExpression;
}

/** `ws.addEventListener("message", (event) => …)` on a socket that does not hibernate. */
function listeners(module: SourceModule): readonly Listener[] {
  return (indexOf(module).calls.get("addEventListener") ?? []).flatMap((call) => {
    const [event, handler] = call.arguments;
    const access = call.expression;
    if (event === undefined || handler === undefined || !isNamedAccess(access)) return [];
    const kind = socketOf(access.expression)?.kind;
    const isFunction = ts.isArrowFunction(handler) || ts.isFunctionExpression(handler);
    if ((kind !== "pair" && kind !== "outgoing") || stringOf(event) !== "message" || !isFunction) return [];
    return [{ call, socket: access.expression, handler }];
  });
}

/** The first `event.data` that only an ArrayBuffer can be: `new Uint8Array(event.data)`, `event.data.byteLength`. */
function bufferUse({ parameters: [event], body }: Listener["handler"]): NamedAccess | undefined {
  if (event === undefined || !ts.isIdentifier(event.name)) return undefined;
  for (const node of descendants(body)) {
    if (!isNamedAccess(node) || accessedName(node) !== "data") continue;
    if (!ts.isIdentifier(node.expression) || node.expression.text !== event.name.text) continue;
    if (isReadAsBuffer(node)) return node;
  }
  return undefined;
}

function isReadAsBuffer(node: NamedAccess): boolean {
  let outer: ts.Expression = node;
  while (ts.isExpression(outer.parent) && innermost(outer.parent) === node) outer = outer.parent;
  const { parent } = outer;
  if (ts.isNewExpression(parent)) return /^(Uint8Array|DataView|Uint8ClampedArray)$/.test(parent.expression.getText());
  if (isNamedAccess(parent)) return accessedName(parent) === "byteLength";
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== outer || !isNamedAccess(parent.expression)) return false;
  return accessedName(parent.expression) === "decode";
}

function setType(module: SourceModule, { call, socket }: Listener): readonly Fix[] {
  const statement = enclosingStatement(call);
  if (statement === undefined || !ts.isExpressionStatement(statement)) return [];
  const { text, ast } = module;
  const start = statement.getStart(ast);
  const line = `${textOf(module, socket)}.binaryType = "arraybuffer";`;
  const edits = [insertAt(start, line + lineEndingOf(text) + indentAt(text, start))];
  return [{ title: t("Set `binaryType`"), changes: [{ kind: "text", path: module.path, edits }] }];
}
