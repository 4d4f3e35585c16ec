import type ts from "typescript";
import { enclosingMember } from "../../source/enclosing.ts";
import { indexOf, isNamedAccess, type NamedAccess } from "../../source/moduleIndex.ts";
import { isState } from "../../source/storageCalls.ts";
import type { Worker } from "../../worker.ts";
import { classesInModules, ownerOf, type ClassInModule } from "./code.ts";

/** A call of `blockConcurrencyWhile` in a Durable Object class. */
export interface BlockingCall {
  readonly owner: ClassInModule;
  readonly node: ts.CallExpression;
  readonly access: NamedAccess;
  /** The member it stands in. */
  readonly member: ts.ClassElement;
}

/** Every such call of a Worker. */
export function blockingCalls(worker: Worker): readonly BlockingCall[] {
  const classes = classesInModules(worker);
  return [...new Set(classes.map((each) => each.module))].flatMap((module) =>
    (indexOf(module).calls.get("blockConcurrencyWhile") ?? []).flatMap((node) => {
      const access = node.expression;
      const owner = ownerOf(classes, node);
      const member = enclosingMember(node);
      if (owner === undefined || member === undefined || !isNamedAccess(access) || !isState(access.expression))
        return [];
      return [{ owner, node, access, member }];
    }),
  );
}
