import { t } from "@vscode/l10n";
import type ts from "typescript";
import { enclosingClass } from "../source/enclosing.ts";
import type { SourceModule } from "../source/model.ts";
import { nameNode } from "../source/moduleIndex.ts";
import { hibernatableIn } from "../source/sockets.ts";
import { placeOf } from "./shared/code.ts";
import { addHandler, concreteClasses, lacksHandler } from "./shared/handlers.ts";
import { lostListeners } from "./shared/lostListeners.ts";
import type { Rule } from "./rule.ts";
import { onlyPushes } from "./shared/socketUse.ts";

export const wsMissingMessageHandler: Rule = {
  id: "ws-missing-message-handler",
  severity: "error",
  stage: "run",
  summary: "`acceptWebSocket` in a class without `webSocketMessage`",
  fix: "edit",
  onCalls: ["acceptWebSocket"],
  *check(worker) {
    for (const found of concreteClasses(worker)) {
      if (!lacksHandler(found, "webSocketMessage")) continue;
      for (const { module, declaration } of found.line) {
        const accepted = hibernatableIn(module, declaration.node);
        if (accepted === undefined || listens(module, declaration.node)) continue;
        const message = t(
          "The class {0} has no `webSocketMessage`, so what clients send is dropped without an error; add the method.",
          found.name,
        );
        const severity = onlyPushes(found) ? ({ severity: "hint" } as const) : {};
        const at = placeOf(module, nameNode(accepted.access));
        yield { at, message, ...severity, fixes: [addHandler(found, "webSocketMessage")] };
        break;
      }
    }
  },
};

/** A listener that never runs is a problem of its own, and is moved to where the method is missing. */
function listens(module: SourceModule, owner: ts.Node): boolean {
  return lostListeners(module).some(
    ({ at, handler }) => handler === "webSocketMessage" && enclosingClass(at) === owner,
  );
}
