import { remember } from "../../remember.ts";
import type { ClassDeclaration, SourceModule } from "../../source/model.ts";
import { stubCalls, type StubCall } from "../../source/stubs.ts";
import type { Worker } from "../../worker.ts";
import { isOwn } from "./bindings.ts";
import { modulesOf } from "./code.ts";
import { exportedClass } from "./exportedClass.ts";
import { isDecorated } from "./handlers.ts";

/** A call on a stub of a binding of this Worker, with the class behind it where that is this Worker's own and certain. */
export interface KnownStubCall extends StubCall {
  readonly module: SourceModule;
  readonly declaration: ClassDeclaration | undefined;
}

const known = new WeakMap<Worker, readonly KnownStubCall[]>();

/** What stubs have besides the methods of the class. */
export const stubMembers: ReadonlySet<string> = new Set(["fetch", "connect"]);

/** Every call of a method on what is certainly the stub of a Durable Object. */
export function knownStubCalls(worker: Worker): readonly KnownStubCall[] {
  return remember(known, worker, find);
}

function find(worker: Worker): readonly KnownStubCall[] {
  const { environment } = worker;
  const bindings = new Map(
    environment.bindings.flatMap((each) => (each.name ? [[each.name.value, each] as const] : [])),
  );
  if (bindings.size === 0) return [];
  return modulesOf(worker).flatMap((module) =>
    stubCalls(module).flatMap((call) => {
      const binding = bindings.get(call.binding);
      if (binding === undefined) return [];
      const className = isOwn(binding, environment) ? binding.className?.value : undefined;
      return [{ ...call, module, declaration: className === undefined ? undefined : classBehind(worker, className) }];
    }),
  );
}

function classBehind(worker: Worker, className: string): ClassDeclaration | undefined {
  const value = exportedClass(worker, className)?.value;
  return value?.kind === "class" && !isDecorated(value.declaration) ? value.declaration : undefined;
}
