import type ts from "typescript";
import { enclosingFunction, nodesIn } from "../../source/enclosing.ts";
import { indexOf } from "../../source/moduleIndex.ts";
import { runsBefore } from "../../source/order.ts";
import { hibernatableIn } from "../../source/sockets.ts";
import type { ClassInModule } from "./code.ts";
import type { ConcreteClass } from "./handlers.ts";

/** Whether a class, or one of the project's that it extends, accepts WebSockets that hibernate. */
export function hibernates({ line }: ConcreteClass): boolean {
  return line.some(acceptsHibernatable);
}

/** Whether the text of one class accepts WebSockets that hibernate. */
export function acceptsHibernatable({ module, declaration }: ClassInModule): boolean {
  return hibernatableIn(module, declaration.node) !== undefined;
}

/** Whether a class sends to all its sockets, or answers pings by itself: then it may well have nothing to hear. */
export function onlyPushes({ line }: ConcreteClass): boolean {
  return line.some(({ module, declaration }) => {
    const { calls } = indexOf(module);
    return pushing.some((name) => nodesIn(calls.get(name), declaration.node).length > 0);
  });
}

const pushing = ["getWebSockets", "setWebSocketAutoResponse"];

/** Whether two calls are both made whenever the later one is. */
export function areBothMade(a: ts.Node, b: ts.Node): boolean {
  if (enclosingFunction(a) !== enclosingFunction(b)) return false;
  return runsBefore(a, b) || runsBefore(b, a);
}
