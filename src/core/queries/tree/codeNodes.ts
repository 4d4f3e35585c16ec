import { t } from "@vscode/l10n";
import { lineage, methodsOf } from "../../source/classes.ts";
import type { ClassDeclaration, ClassMember } from "../../source/model.ts";
import type { ClassView } from "../classView.ts";
import type { ParentClass } from "./configNodes.ts";
import { treeNode, uniqueIds, type TreeNode } from "./node.ts";

/** The methods that the runtime calls by their names. */
export const handlerNames: ReadonlySet<string> = new Set([
  "fetch",
  "alarm",
  "webSocketMessage",
  "webSocketClose",
  "webSocketError",
  "connect",
  "preShutdown",
]);

/** What can be called on an object of the class: its own methods in their order, then inherited ones of the project. */
export function memberNodes({ declaration, script }: ClassView, parent: ParentClass): readonly TreeNode[] {
  if (declaration === undefined || script !== undefined) return [];
  const idOf = uniqueIds();
  return callable(declaration).map(({ owner, member }) =>
    treeNode({
      id: idOf(`${parent.id}#member#${member.name}`),
      kind: handlerNames.has(member.name) ? "handler" : "method",
      label: member.name,
      description: owner === declaration ? member.signature : `${member.signature} · ${owner.name ?? ""}`,
      place: { path: owner.path, span: member.nameSpan },
      subject: parent.subject,
    }),
  );
}

/** A method that can be called on an object, and the class that has it. */
export interface CallableMember {
  readonly owner: ClassDeclaration;
  readonly member: ClassMember;
}

/** The handlers and RPC methods of a class and of the project's classes that it extends; overloads are several. */
export function callable(declaration: ClassDeclaration): readonly CallableMember[] {
  const seen = new Set<string>();
  return lineage(declaration).flatMap((owner) => {
    const own = methodsOf(owner).filter(
      (member) => !seen.has(member.name) && (handlerNames.has(member.name) || isRpc(member)),
    );
    for (const { name } of own) seen.add(name);
    return own.map((member) => ({ owner, member }));
  });
}

/** Only `#private` methods and fields are hidden from RPC; TypeScript's `private` is a promise not to call. */
function isRpc({ kind, visibility }: ClassMember): boolean {
  return kind === "method" && visibility === "public";
}

/** The library's class that it extends, in the end: what stands behind an agent, a container, an actor. */
export function baseNodes({ declaration, script }: ClassView, parent: ParentClass): readonly TreeNode[] {
  const superclass = declaration?.superclass;
  const origin = superclass?.origin;
  const isPlatform = origin === undefined || origin.module.startsWith("cloudflare:");
  if (declaration === undefined || superclass === undefined || isPlatform || script !== undefined) return [];
  return [
    treeNode({
      id: `${parent.id}#base`,
      kind: "base",
      label: origin.name,
      description: t("base class, of {0}", origin.module),
      place: { path: declaration.path, span: superclass.span },
      subject: parent.subject,
    }),
  ];
}
