import type ts from "typescript";
import { storageCalls, type StorageCall } from "../../source/storageCalls.ts";
import type { SourceModule } from "../../source/model.ts";
import type { Worker } from "../../worker.ts";
import { modulesOf } from "./code.ts";

/** A call of `setAlarm` on a storage or a transaction, with the time it is given. */
export interface AlarmCall extends StorageCall {
  readonly module: SourceModule;
  readonly time: ts.Expression | undefined;
}

/** Every `setAlarm` of a Worker's modules. */
export function alarmCalls(worker: Worker): readonly AlarmCall[] {
  return modulesOf(worker).flatMap((module) =>
    storageCalls(module).flatMap((call) => {
      if (call.method !== "setAlarm" || call.of === "kv") return [];
      return [{ ...call, module, time: call.node.arguments[0] }];
    }),
  );
}
