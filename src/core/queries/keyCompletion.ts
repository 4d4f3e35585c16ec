import { parseDocument } from "../config/document.ts";
import { placeAt } from "../config/insert.ts";
import { type ConfigPath, nodeAt } from "../config/tree.ts";
import type { Analysis, Project } from "../project.ts";
import { applyEdits } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import type { Completion } from "./completion.ts";
import { describe } from "./schema.ts";
import { wordAt } from "./snippets/index.ts";
import { lookUp } from "../lookUp.ts";

/** What stands behind a key at first: a string, an array of strings, an inline table, an array of them. */
type Stub = '"$1"' | '["$1"]' | "{ $1 }" | "[{ $1 }]" | "$1";

/** The keys of the objects that this extension is about, by the way there: `*` is any key, `[]` an item. */
const keysByPlace: Readonly<Record<string, Readonly<Record<string, Stub>>>> = {
  durable_objects: { bindings: "[{ $1 }]", code_update_strategy: "{ $1 }" },
  "durable_objects.bindings.[]": { name: '"$1"', class_name: '"$1"', script_name: '"$1"', environment: '"$1"' },
  "durable_objects.code_update_strategy": { mode: '"$1"', max_delay: "$1" },
  "migrations.[]": {
    tag: '"$1"',
    new_sqlite_classes: '["$1"]',
    new_classes: '["$1"]',
    renamed_classes: "[{ $1 }]",
    deleted_classes: '["$1"]',
    transferred_classes: "[{ $1 }]",
  },
  "migrations.[].renamed_classes.[]": { from: '"$1"', to: '"$1"' },
  "migrations.[].transferred_classes.[]": { from: '"$1"', from_script: '"$1"', to: '"$1"' },
  "exports.*": {
    type: '"$1"',
    storage: '"$1"',
    state: '"$1"',
    renamed_to: '"$1"',
    transferred_to: '"$1"',
    transfer_from: '"$1"',
    container: '"$1"',
  },
};

/** The headers of TOML that lead there; `*` is for the person to fill in. */
const headers: readonly { readonly text: string; readonly isArray: boolean }[] = [
  { text: "durable_objects.bindings", isArray: true },
  { text: "migrations", isArray: true },
  { text: "exports", isArray: false },
  { text: "durable_objects", isArray: false },
];

/** The keys that can be written at an offset of a TOML configuration. In JSON the schema of wrangler gives them. */
export function keysAt(project: Project, { path, config }: Analysis, offset: number): readonly Completion[] {
  const { text, format } = config.document;
  if (format !== "toml") return [];
  const header = headerAt(text, offset);
  if (header !== undefined)
    return headersAt(
      config.environments.flatMap(({ name }) => name ?? []),
      header,
    );
  const span = wordAt(text, offset, true);
  const document = parseDocument(applyEdits(text, [{ span, newText: "" }]), format);
  const place = placeAt(document, span.start);
  const keys = place && lookUp(keysByPlace, patternOf(place.path));
  if (place === undefined || keys === undefined) return [];
  const node = nodeAt(document.root, place.path);
  const taken = new Set(node?.kind === "object" ? node.properties.map(({ key }) => key) : []);
  return Object.entries(keys)
    .filter(([key]) => !taken.has(key))
    .map(([key, stub]) => {
      const documentation = describe(project.schemaOf(path), [...place.path, key]);
      const text = `${key} = ${stub}`;
      const base = {
        label: key,
        kind: "key",
        detail: "",
        span,
        text,
        plain: text.replace("$1", ""),
        isSnippet: true,
      } as const;
      return documentation === undefined ? base : { ...base, documentation };
    });
}

/** A path from the settings of the Worker or environment, as the table of keys has it. */
function patternOf(path: ConfigPath): string {
  const own = path[0] === "env" ? path.slice(2) : path;
  return own
    .map((step, index) => (typeof step === "number" ? "[]" : index === 1 && own[0] === "exports" ? "*" : step))
    .join(".");
}

interface Header {
  readonly span: Span;
  readonly isArray: boolean;
  /** Behind the cursor: the brackets that an editor has closed already. */
  readonly closing: number;
}

/** A header that is being typed. */
function headerAt(text: string, offset: number): Header | undefined {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  const match = /^\s*(\[\[?)([\w.-]*)$/.exec(line);
  const closing = /^(\]{0,2})[ \t\r]*(?:\n|$)/.exec(text.slice(offset, offset + 100))?.[1];
  if (match === null || closing === undefined) return undefined;
  const [, open = "", word = ""] = match;
  return { span: { start: offset - word.length, end: offset }, isArray: open.length === 2, closing: closing.length };
}

function headersAt(environments: readonly string[], { span, isArray, closing }: Header): readonly Completion[] {
  const brackets = isArray ? 2 : 1;
  const prefixes = ["", ...environments.map((name) => `env.${/^[\w-]+$/.test(name) ? name : JSON.stringify(name)}.`)];
  return prefixes.flatMap((prefix) =>
    headers
      .filter((each) => each.isArray === isArray)
      .map(({ text }) => {
        const written = prefix + text + (text === "exports" ? ".$1" : "") + "]".repeat(Math.max(0, brackets - closing));
        const base = { label: prefix + text, kind: "key", detail: "", span } as const;
        return { ...base, text: written, plain: written.replace("$1", ""), isSnippet: true };
      }),
  );
}
