import ts from "typescript";
import { nodesIn } from "../../source/enclosing.ts";
import type { ClassDeclaration } from "../../source/model.ts";
import { accessedName, indexOf, isNamedAccess, nameNode, type NamedAccess } from "../../source/moduleIndex.ts";
import { spanOf } from "../../source/syntax.ts";
import type { Place } from "../../text/span.ts";
import type { Worker } from "../../worker.ts";
import { readContainerLinks } from "./containerLinks.ts";
import { durableObjectClasses, type DurableObjectClass } from "./durableObjectClasses.ts";

/** A use of storage that only SQLite storage has. */
export interface SqliteUse {
  readonly api: "sql" | "kv";
  readonly place: Place;
}

/** A class with key-value storage whose code needs SQLite storage, and where it does first. */
export interface MistakenClass {
  readonly found: DurableObjectClass;
  readonly use: SqliteUse;
}

/** The classes whose code fails on the key-value storage they have. */
export function mistakenClasses(worker: Worker): readonly MistakenClass[] {
  return durableObjectClasses(worker).flatMap((found) => {
    const { lifecycle, declaration } = found;
    if (lifecycle?.storage !== "kv" || lifecycle.state !== "live") return [];
    const [use] = sqliteUses(worker, declaration);
    return use === undefined ? [] : [{ found, use }];
  });
}

/**
 * Whether another rule says of a class with key-value storage that it needs SQLite storage, with certainty: it runs a
 * container, or its code fails. Then nothing has to be said about key-value storage as such.
 */
export function isMistakenlyKeyValue(worker: Worker, className: string): boolean {
  const links = readContainerLinks(worker);
  const hasContainer = links?.containers.some(
    ({ link, claims }) =>
      link.className?.value === className || claims.some(({ entry }) => entry.className === className),
  );
  return hasContainer === true || mistakenClasses(worker).some(({ found }) => found.name === className);
}

/** The calls of `….storage.sql.x()` and `….storage.kv.x()` in a class; reading the property alone does not fail. */
function sqliteUses({ entry }: Worker, declaration: ClassDeclaration): readonly SqliteUse[] {
  const module =
    entry.kind === "module" ? [...entry.modules.values()].find((each) => each.path === declaration.path) : undefined;
  if (module === undefined) return [];
  const { accesses } = indexOf(module);
  return (["sql", "kv"] as const).flatMap((api) =>
    nodesIn(accesses.get(api), declaration.node)
      .filter(isCalledStorage)
      .map((node) => ({ api, place: { path: module.path, span: spanOf(nameNode(node), module.ast) } })),
  );
}

function isCalledStorage(node: NamedAccess): boolean {
  const owner = node.expression;
  const isStorage =
    (isNamedAccess(owner) && accessedName(owner) === "storage") || (ts.isIdentifier(owner) && owner.text === "storage");
  const { parent } = node;
  return isStorage && isNamedAccess(parent) && parent.expression === node && ts.isCallExpression(parent.parent);
}
