import { t } from "@vscode/l10n";
import ts from "typescript";
import { nodesIn } from "../source/enclosing.ts";
import { numberOf } from "../source/literals.ts";
import { indexOf } from "../source/moduleIndex.ts";
import { placeOf, type ClassInModule } from "./shared/code.ts";
import { concreteClasses } from "./shared/handlers.ts";
import type { Finding, Rule } from "./rule.ts";
import { hibernates } from "./shared/socketUse.ts";

/** An idle object hibernates after ten seconds, so that shorter timers put it off a little only. */
const idle = 10_000;

export const timerBlocksHibernation: Rule = {
  id: "timer-blocks-hibernation",
  severity: "warning",
  stage: "run",
  summary: "A timer that keeps an object from hibernating",
  fix: "none",
  onCalls: ["setInterval", "setTimeout"],
  *check(worker) {
    for (const found of concreteClasses(worker)) {
      if (!hibernates(found)) continue;
      for (const each of found.line) yield* intervals(each);
    }
  },
};

function* intervals(each: ClassInModule): Generator<Finding> {
  const { module, declaration } = each;
  const { calls } = indexOf(module);
  const own = (name: string) =>
    nodesIn(calls.get(name), declaration.node).filter((node) => ts.isIdentifier(node.expression));
  for (const node of own("setInterval")) {
    const message = t(
      "While the interval runs the object cannot hibernate and is billed all the time; use an alarm that sets itself again.",
    );
    yield { at: placeOf(module, node.expression), message };
  }
  for (const node of own("setTimeout")) {
    const [, delay] = node.arguments;
    const value = delay && numberOf(delay);
    if (value === undefined || value <= idle) continue;
    const message = t("The object cannot hibernate until the timer has run; use an alarm for waits as long as this.");
    yield { at: placeOf(module, node.expression), message, severity: "hint" };
  }
}
