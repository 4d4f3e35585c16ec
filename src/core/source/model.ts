import type ts from "typescript";
import type { Comment } from "../text/comment.ts";
import type { FilePath, Place, Span } from "../text/span.ts";

/** A module as parsed: TypeScript's syntax tree (positions are UTF-16 offsets), and what it declares and exports itself. */
export interface SourceModule {
  /** The path it was reached by; the real path is its identity in `Entry.modules`. */
  readonly path: FilePath;
  readonly text: string;
  readonly ast: ts.SourceFile;
  readonly comments: readonly Comment[];
}

/** What `main` of a Worker turned out to be. */
export type Entry =
  /** The configuration names no `main` (Pages, assets only, a library, tests). */
  | { readonly kind: "none" }
  /** `main` names a file that is not there, or a folder; `isGenerated` if a build or a framework is likely to make it. */
  | { readonly kind: "missing"; readonly path: FilePath; readonly isFolder: boolean; readonly isGenerated: boolean }
  /** A language whose exports cannot be read (HTML, …). */
  | { readonly kind: "unreadable"; readonly path: FilePath; readonly language: "other" }
  /** The shim that worker-build makes of a Rust crate, which is undefined where it was not found. */
  | {
      readonly kind: "unreadable";
      readonly path: FilePath;
      readonly language: "rust";
      readonly crate: RustCrate | undefined;
    }
  | ModuleEntry;

/** An entry whose exports were read: JavaScript or TypeScript, or a Python Worker. */
export interface ModuleEntry {
  readonly kind: "module";
  readonly language: "javascript" | "python";
  readonly path: FilePath;
  /** As wrangler guesses it from the entry alone: no exports, or no default export and `addEventListener`, is a service worker. */
  readonly format: "modules" | "service-worker";
  readonly exports: EntryExports;
  /** Every module reachable by imports that could be followed inside the project (no `node_modules`), by real path; the entry first. */
  readonly modules: ReadonlyMap<FilePath, SourceModule>;
  /** Whether an import of project code could not be followed, so that `modules` may lack some. */
  readonly isPartial: boolean;
  /** Every file whose text (or absence) decided this answer. A change of one of them makes it stale. */
  readonly reads: ReadonlySet<FilePath>;
}

/** What could be read of a Rust crate. */
export interface RustCrate {
  /** Its `src/lib.rs`. */
  readonly path: FilePath;
  /** The structs that `#[durable_object]` stands at. */
  readonly classes: readonly string[];
  /** Whether every file of it was found. */
  readonly isWhole: boolean;
  /** Whether a name stands anywhere in its code. */
  mentions(name: string): boolean;
}

/** The names a module exports at run time, as esbuild would list them. */
export interface EntryExports {
  readonly names: ReadonlyMap<string, ExportedName>;
  /** Why more names than these may be exported; none if all are known. While there is one, nothing can be called missing. */
  readonly open: readonly OpenReason[];
}

export interface OpenReason {
  readonly kind: "exportStarUnresolved" | "exportStarExternal" | "commonJs" | "generated" | "unreadable" | "tooLarge";
  /** What could not be followed, as written. */
  readonly detail: string;
  readonly place: Place;
}

export interface ExportedName {
  readonly name: string;
  /** Where the entry (or the module behind an `export *`) says that it exports the name. */
  readonly place: Place;
  readonly value: ExportedValue;
}

/** What stands behind an exported name. */
export type ExportedValue =
  | { readonly kind: "class"; readonly declaration: ClassDeclaration }
  /** Anything that may be a class: a call, a value of an npm package, an import that could not be followed; the class found inside, if any. */
  | { readonly kind: "maybe"; readonly declaration?: ClassDeclaration }
  /** Certainly no class: a literal, an arrow function, a namespace object (`export * as X`), a plain function. */
  | { readonly kind: "notAClass"; readonly what: "literal" | "function" | "namespace" | "object" }
  /** Exists for the type checker only: `export type`, an interface, `declare class` of the project's own source. */
  | { readonly kind: "type"; readonly typeKeyword?: Place }
  /**
   * Re-exported from a module that was read and does not export it: it has no such name, or several of its `export *`
   * have. esbuild lists such a name, in TypeScript without a word, but the bundle does not export it.
   */
  | { readonly kind: "missing"; readonly from: FilePath };

/** A class in source. */
export interface ClassDeclaration {
  /** Undefined for an anonymous class expression. */
  readonly name: string | undefined;
  readonly path: FilePath;
  /** The class's own name, or the `class` keyword where it has none. */
  readonly nameSpan: Span;
  /** From `export`/`class` (decorators included) to the closing brace. */
  readonly span: Span;
  /** Between the braces. */
  readonly bodySpan: Span;
  readonly superclass: Superclass | undefined;
  readonly members: readonly ClassMember[];
  readonly isAbstract: boolean;
  /** TypeScript's node, for the rules that look into bodies. */
  readonly node: ts.ClassLikeDeclaration;
}

export interface Superclass {
  /** The expression behind `extends`, as written without type arguments: `DurableObject`, `Agent`, `mixin(Base)`. */
  readonly text: string;
  readonly span: Span;
  /**
   * The base of the platform or a library that it leads to in the end, through the project's own classes: the name it is
   * exported by and the module specifier; undefined if that is not known.
   */
  readonly origin: ExportOrigin | undefined;
  /** The project's own class that is extended directly, if there is one. */
  readonly declaration: ClassDeclaration | undefined;
}

/** An export of the platform or of a library: `DurableObject` of `cloudflare:workers`. */
export interface ExportOrigin {
  readonly name: string;
  readonly module: string;
}

export interface ClassMember {
  readonly kind: "constructor" | "method" | "getter" | "setter" | "field";
  /** Of a field: whether its initialiser is a function. */
  readonly isFunction: boolean;
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly isStatic: boolean;
  /** `#name`, or TypeScript's `private` or `protected`. */
  readonly visibility: "public" | "protected" | "private" | "#private";
  /** Parameters and return type as written, on one line: `(id: string): Promise<void>`. */
  readonly signature: string;
}
