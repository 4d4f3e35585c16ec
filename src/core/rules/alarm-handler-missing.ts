import { t } from "@vscode/l10n";
import { nameNode } from "../source/moduleIndex.ts";
import { storageCalls } from "../source/storageCalls.ts";
import { placeOf } from "./shared/code.ts";
import { addHandler, concreteClasses, lacksHandler } from "./shared/handlers.ts";
import type { Rule } from "./rule.ts";

export const alarmHandlerMissing: Rule = {
  id: "alarm-handler-missing",
  severity: "error",
  stage: "run",
  summary: "`setAlarm` in a class without `alarm`",
  fix: "edit",
  onCalls: ["setAlarm"],
  *check(worker) {
    for (const found of concreteClasses(worker)) {
      if (!lacksHandler(found, "alarm")) continue;
      for (const { module, declaration } of found.line) {
        const calls = storageCalls(module).filter((each) => each.inClass === declaration.node);
        const set = calls.find(({ method, of }) => method === "setAlarm" && of !== "kv");
        if (set === undefined) continue;
        const message = t(
          "The class {0} has no `alarm`, so `setAlarm` fails with “Your Durable Object class must have an alarm() handler”; add the method.",
          found.name,
        );
        yield { at: placeOf(module, nameNode(set.access)), message, fixes: [addHandler(found, "alarm")] };
        break;
      }
    }
  },
};
