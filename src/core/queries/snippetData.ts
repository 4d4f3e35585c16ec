/**
 * A snippet for a wrangler file, in no syntax: the completion renders it as TOML, JSONC or JSON, with the indentation,
 * brackets and commas that its place needs. `snippets/wrangler.json` holds them all.
 */
export interface ConfigSnippet {
  /** Unique, in kebab-case. */
  readonly id: string;
  /** What a person types to get it; begins with `do-`, and is unique in this list. */
  readonly prefix: string;
  /** A few words, in English; the key of its translation. */
  readonly title: string;
  /** One sentence that says what it is for, in English; the key of its translation. */
  readonly description: string;
  /**
   * Where it goes: the keys from the settings of a Worker (or of an environment) down to the object or array that takes
   * it; `*` stands for any key. It fits at every place on this way: what is missing below the cursor is written too,
   * so that `["durable_objects", "bindings"]` is offered as an item inside the array, as `bindings` inside
   * `durable_objects`, and as `durable_objects` with all of it at the top. With a `*` it fits only in the last object.
   */
  readonly into: readonly string[];
  /** Whether the settings that `into` starts from are those at the top of the file, those of an environment, or either. */
  readonly levels: readonly ConfigLevel[];
  /** Over lines (in TOML under a header of its own), or on one line (in TOML as an inline table). */
  readonly style: "block" | "inline";
  readonly insert: SnippetProperties | SnippetItems;
}

export type ConfigLevel = "top" | "environment";

/** Properties for an object, in this order. */
export interface SnippetProperties {
  readonly kind: "properties";
  readonly properties: readonly { readonly key: string | Placeholder; readonly value: SnippetValue }[];
}

/** Items for the end of an array, in this order. */
export interface SnippetItems {
  readonly kind: "items";
  readonly items: readonly SnippetValue[];
}

/** A value as JSON has it, with placeholders in it. */
export type SnippetValue =
  | string
  | number
  | boolean
  | Placeholder
  | readonly SnippetValue[]
  | { readonly [key: string]: SnippetValue };

/** A place where the person types, as `${1:text}` or `${1|a,b|}` in VS Code's snippets. No setting of wrangler is called `$`. */
export interface Placeholder {
  /** The number of the tab stop, from 1; the same number is the same text in every place. */
  readonly $: number;
  /** What stands there at first, where the project offers nothing better; a number stays without quotes. */
  readonly text: string | number;
  /** The values to choose from: fixed ones, or what the project has (see `ChoiceSource`). */
  readonly choices?: readonly string[] | ChoiceSource;
}

/**
 * What of the project is offered: the classes that the entry exports and that extend DurableObject; the classes that
 * are live in the lifecycle but no longer exported (what a rename, a deletion or a transfer starts from); a binding name
 * made from the class of the same snippet (`ChatRoom` → `CHAT_ROOM`); the tag after the last one of `migrations`; the
 * names of the other Workers of the workspace; the names in `containers`; the names under `env`.
 */
export type ChoiceSource =
  | "exportedClass"
  | "missingClass"
  | "bindingName"
  | "nextTag"
  | "otherWorker"
  | "containerName"
  | "environmentName";

/** Tells a placeholder from an object of settings. */
export function isPlaceholder(value: SnippetValue): value is Placeholder {
  return typeof value === "object" && !Array.isArray(value) && "$" in value;
}
