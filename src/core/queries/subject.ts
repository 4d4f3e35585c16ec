import type { FilePath, Place } from "../text/span.ts";

/** What a word in a configuration or in code stands for. */
export type Subject =
  /** A class, by the name it is exported by, of the configuration that brings it along. */
  | { readonly kind: "class"; readonly config: FilePath; readonly name: string }
  /** A class of a Worker that is not in the workspace. */
  | { readonly kind: "foreignClass"; readonly script: string; readonly name: string }
  /** A Durable Object binding of a configuration; those of its environments with one name are one. */
  | { readonly kind: "binding"; readonly config: FilePath; readonly name: string }
  /** A Worker by the name it is deployed under. */
  | { readonly kind: "worker"; readonly name: string }
  /** A container, by its name in `containers`. */
  | { readonly kind: "container"; readonly config: FilePath; readonly name: string };

/** What an occurrence does for its subject. */
export type Role =
  /** The class in source, the `name` of a binding, the `name` of a Worker or a container. */
  | "declaration"
  /** `export { Room }` in an entry. */
  | "export"
  /** `class_name`, `renamed_to`, a list of a migration, a key of `exports`, `container`, `script_name`. */
  | "configuration"
  /** `env.ROOM`, `ctx.exports.Room`. */
  | "use";

/** One place that names a subject. */
export interface Occurrence {
  readonly subject: Subject;
  readonly role: Role;
  /** The name alone: without the quotes of a string. */
  readonly place: Place;
  /** The configuration it was found from. */
  readonly config: FilePath;
  /** Null for the top level, and for code. */
  readonly environment: string | null;
}

/** A text that is the same for the same subject. */
export function keyOf(subject: Subject): string {
  switch (subject.kind) {
    case "class":
    case "binding":
    case "container":
      return JSON.stringify([subject.kind, subject.config, subject.name]);
    case "foreignClass":
      return JSON.stringify([subject.kind, subject.script, subject.name]);
    case "worker":
      return JSON.stringify([subject.kind, subject.name]);
  }
}
