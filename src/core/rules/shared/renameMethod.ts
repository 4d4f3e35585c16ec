import { t } from "@vscode/l10n";
import type { ClassDeclaration, ClassMember } from "../../source/model.ts";
import { nameNode } from "../../source/moduleIndex.ts";
import type { Worker } from "../../worker.ts";
import { placeOf } from "./code.ts";
import type { Change, Fix } from "../rule.ts";
import { knownStubCalls, type KnownStubCall } from "./stubs.ts";

interface Found {
  readonly owner: ClassDeclaration;
  readonly member: ClassMember;
}

/** The handlers of the platform keep their names: a method that others call has to be a new one. */
const handlers: ReadonlySet<string> = new Set(["alarm", "webSocketMessage", "webSocketClose", "webSocketError"]);

/** Gives a method another name, where it is declared and in every call on a stub that is known; none for a handler. */
export function renameMethodFix(worker: Worker, call: KnownStubCall, { owner, member }: Found): readonly Fix[] {
  if (handlers.has(call.method)) return [];
  const name = `${call.method}Object`;
  if (owner.members.some((each) => each.name === name)) return [];
  const places = [
    { path: owner.path, span: member.nameSpan },
    ...knownStubCalls(worker)
      .filter((each) => each.declaration === call.declaration && each.method === call.method)
      .map((each) => placeOf(each.module, nameNode(each.access))),
  ];
  const changes = [...new Set(places.map(({ path }) => path))].map((path): Change => {
    const spans = new Map(places.flatMap((each) => (each.path === path ? [[each.span.start, each.span]] : [])));
    return { kind: "text", path, edits: [...spans.values()].map((span) => ({ span, newText: name })) };
  });
  return [{ title: t("Rename the method to `{0}`", name), changes }];
}
