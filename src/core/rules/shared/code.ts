import ts from "typescript";
import { remember } from "../../remember.ts";
import { lineage } from "../../source/classes.ts";
import { enclosingClass } from "../../source/enclosing.ts";
import type { ClassDeclaration, SourceModule } from "../../source/model.ts";
import { spanOf } from "../../source/syntax.ts";
import type { Place } from "../../text/span.ts";
import type { Worker } from "../../worker.ts";
import { durableObjectClasses, type DurableObjectClass } from "./durableObjectClasses.ts";

const modules = new WeakMap<Worker, readonly SourceModule[]>();

/** The modules of a Worker's entry, as far as they are JavaScript or TypeScript. */
export function modulesOf(worker: Worker): readonly SourceModule[] {
  return remember(modules, worker, ({ entry }) =>
    entry.kind === "module" && entry.language === "javascript" ? [...entry.modules.values()] : [],
  );
}

/** A Durable Object class with the module it stands in. */
export interface ClassInModule extends DurableObjectClass {
  readonly module: SourceModule;
}

const classes = new WeakMap<Worker, readonly ClassInModule[]>();

/** The classes of a Worker that certainly become Durable Objects, in modules that were read. */
export function classesInModules(worker: Worker): readonly ClassInModule[] {
  return remember(classes, worker, findClasses);
}

function findClasses(worker: Worker): readonly ClassInModule[] {
  const all = modulesOf(worker);
  return durableObjectClasses(worker).flatMap((each) => {
    const module = all.find(({ path, ast }) => path === each.declaration.path && isIn(each.declaration, ast));
    return module === undefined ? [] : [{ ...each, module }];
  });
}

/** Whether a class extends `DurableObject` of the platform itself. */
export function extendsDirectly({ superclass }: ClassDeclaration): boolean {
  return superclass !== undefined && superclass.declaration === undefined && isPlatform(superclass.origin);
}

/** Whether everything that a class inherits is the project's own or the platform's `DurableObject`. */
export function isWhollyKnown(declaration: ClassDeclaration): boolean {
  const root = lineage(declaration).at(-1);
  return (
    root !== undefined && (root.superclass === undefined || extendsDirectly(root)) && !hasComputedNames(declaration)
  );
}

/** Whether a class, in the end, extends `DurableObject` of the platform through classes of the project alone. */
export function isPlainDurableObject(declaration: ClassDeclaration): boolean {
  const root = lineage(declaration).at(-1);
  return root !== undefined && extendsDirectly(root);
}

/** The constructor of a class that has a body. */
export function constructorOf({
  node,
}: ClassDeclaration): (ts.ConstructorDeclaration & { body: ts.Block }) | undefined {
  return node.members.find(isConstructorWithBody);
}

/** The Durable Object class whose body a node stands in directly, functions in between aside. */
export function ownerOf(among: readonly ClassInModule[], node: ts.Node): ClassInModule | undefined {
  const found = enclosingClass(node);
  return found && among.find((each) => each.declaration.node === found);
}

/** The place of a node. */
export function placeOf({ path, ast }: SourceModule, node: ts.Node): Place {
  return { path, span: spanOf(node, ast) };
}

/** The text of a node as written. */
export function textOf({ ast, text }: SourceModule, node: ts.Node): string {
  return text.slice(node.getStart(ast), node.end);
}

function isIn({ node }: ClassDeclaration, ast: ts.SourceFile): boolean {
  return node.getSourceFile() === ast;
}

function isPlatform(origin: { readonly name: string; readonly module: string } | undefined): boolean {
  return origin?.module === "cloudflare:workers" && origin.name === "DurableObject";
}

function hasComputedNames(declaration: ClassDeclaration): boolean {
  return lineage(declaration).some(({ node }) =>
    node.members.some((each) => each.name !== undefined && ts.isComputedPropertyName(each.name)),
  );
}

function isConstructorWithBody(member: ts.ClassElement): member is ts.ConstructorDeclaration & { body: ts.Block } {
  return ts.isConstructorDeclaration(member) && member.body !== undefined;
}
