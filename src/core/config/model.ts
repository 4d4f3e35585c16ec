import type { FilePath, Span } from "../text/span.ts";
import type { ConfigDocument } from "./syntax.ts";
import type { ConfigNode, ConfigPath, NumberNode, ObjectNode, StringNode } from "./tree.ts";

/** A wrangler configuration: the document, and what each environment makes of it. */
export interface WranglerConfig {
  readonly path: FilePath;
  readonly document: ConfigDocument;
  /** The top level first, then the named environments in the order of the text. */
  readonly environments: readonly [EnvironmentConfig, ...EnvironmentConfig[]];
  /** Why nothing in this file may be more than a hint: a template, a configuration of tests, placeholders; undefined for a plain one. */
  readonly hintsOnly: "template" | "test" | "placeholders" | undefined;
  /** Whether `pages_build_output_dir` makes it a Pages project. */
  readonly isPages: boolean;
}

/** One environment with wrangler's own inheritance applied (measured with wrangler 4.164). */
export interface EnvironmentConfig {
  /** Null for the top level. */
  readonly name: string | null;
  /** The object that the environment's own keys stand in, and its path (`[]` or `["env", name]`). */
  readonly node: ObjectNode;
  readonly path: ConfigPath;
  /** The key of a named environment as written. */
  readonly nameSpan: Span | undefined;
  /** The name the Worker is deployed under: the environment's own, or the top one with `-<environment>`; undefined if there is none. */
  readonly workerName: string | undefined;
  readonly nameNode: StringNode | undefined;
  readonly main: StringNode | undefined;
  readonly compatibilityDate: StringNode | undefined;
  readonly compatibilityFlags: readonly StringNode[];
  readonly noBundle: boolean;
  /** Whether a custom build (`build.command`) runs before wrangler reads `main`. */
  readonly hasBuildCommand: boolean;
  /** `durable_objects` as written in this environment; it is never inherited. */
  readonly durableObjects: ConfigNode | undefined;
  readonly bindings: readonly Binding[];
  readonly migrations: Inherited<readonly Migration[]>;
  readonly exports: Inherited<readonly ExportEntry[]>;
  readonly containers: readonly ContainerLink[];
}

/** A value that an environment may take over from the top level. */
export interface Inherited<T> {
  readonly value: T;
  /** The node it was read from, of whatever type; undefined if the key is nowhere. */
  readonly node: ConfigNode | undefined;
  /** Where it stands, or where an own one would have to stand: `["migrations"]` or `["env", "staging", "migrations"]`. */
  readonly path: ConfigPath;
  readonly isInherited: boolean;
}

/** An item of `durable_objects.bindings` that is an object; fields that are absent or no strings are undefined. */
export interface Binding {
  readonly node: ObjectNode;
  readonly name: StringNode | undefined;
  readonly className: StringNode | undefined;
  readonly scriptName: StringNode | undefined;
  readonly environment: StringNode | undefined;
  /** Whether the class is this Worker's own: wrangler asks for a falsy `script_name`. */
  readonly isLocal: boolean;
}

/** An item of `migrations` that is an object; entries of the wrong type are left out here and reported by `migration-shape`. */
export interface Migration {
  readonly node: ObjectNode;
  readonly tag: StringNode | undefined;
  readonly newClasses: readonly StringNode[];
  readonly newSqliteClasses: readonly StringNode[];
  readonly deletedClasses: readonly StringNode[];
  readonly renamedClasses: readonly RenamedClass[];
  readonly transferredClasses: readonly TransferredClass[];
}

export interface RenamedClass {
  readonly node: ObjectNode;
  readonly from: StringNode;
  readonly to: StringNode;
}

export interface TransferredClass extends RenamedClass {
  readonly fromScript: StringNode;
}

export const exportStates = ["created", "deleted", "renamed", "transferred", "expecting-transfer"] as const;

export type ExportState = (typeof exportStates)[number];

/** An entry of `exports` that is an object of `type: "durable-object"`. */
export interface ExportEntry {
  readonly className: string;
  readonly keySpan: Span;
  readonly node: ObjectNode;
  /** `created` where none is written; undefined where wrangler knows no such state. */
  readonly state: ExportState | undefined;
  readonly stateNode: ConfigNode | undefined;
  readonly storage: StringNode | undefined;
  readonly renamedTo: StringNode | undefined;
  readonly transferredTo: StringNode | undefined;
  readonly transferFrom: StringNode | undefined;
  readonly container: StringNode | undefined;
}

/** What ties an item of `containers` to a Durable Object. */
export interface ContainerLink {
  readonly node: ObjectNode;
  readonly name: StringNode | undefined;
  readonly className: StringNode | undefined;
  readonly maxInstances: NumberNode | undefined;
}
