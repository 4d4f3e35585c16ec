import { entryOf, type Draft } from "./draft.ts";
import type { Mistake } from "./mistakes.ts";
import { someBinding } from "./places.ts";
import type { Random } from "./random.ts";

/** A mistake in how the entry exports a bound class. */
function inEntry(rule: string, change: (source: string, name: string, draft: Draft) => string): Mistake {
  return {
    rule,
    plant: (draft, random) => {
      const { table, path } = someBinding(draft, random);
      const name = String(table["class_name"]);
      const entry = entryOf(draft);
      const source = withoutClass(draft, entry, name);
      if (source === undefined) return undefined;
      draft.sources[entry] = change(source, name, draft);
      return { at: { path: [...path, "class_name"], part: "value" } };
    },
  };
}

/** The entry without the declaration or re-export of a class; undefined where it is written in a way not looked for. */
function withoutClass({ sources }: Draft, entry: string, name: string): string | undefined {
  const source = sources[entry] ?? "";
  const forms = [
    new RegExp(`export class ${name} extends DurableObject \\{\\n[^]*?\\n\\}\\n`),
    new RegExp(`export const ${name} = class extends DurableObject \\{\\};\\n`),
    new RegExp(`export \\{ ${name} \\} from "[^"]*";\\n`),
  ];
  const form = forms.find((each) => each.test(source));
  return form === undefined ? undefined : source.replace(form, "");
}

const declared = (name: string): string => `class ${name} extends DurableObject {}\n`;

function withHandler(source: string, added: string): string {
  return source.replace("export default {", `${added}export default {`);
}

/** Code against configuration, as far as a dry run looks. */
export const entryMistakes: readonly Mistake[] = [
  inEntry("bound-class-not-exported", (source) => source),
  inEntry("bound-class-not-exported", (source, name) => withHandler(source, declared(name))),
  inEntry("bound-class-not-exported", (source, name) =>
    withHandler(source, `${declared(name)}export { ${name} as ${name}Two };\n`),
  ),
  {
    rule: "bound-class-not-exported",
    plant: (draft, random) => {
      const { table, path } = someBinding(draft, random);
      table["class_name"] = `${String(table["class_name"])}s`;
      return { at: { path: [...path, "class_name"], part: "value" } };
    },
  },
  {
    rule: "export-type-only",
    plant: (draft: Draft, random: Random) => {
      const { table } = someBinding(draft, random);
      const name = String(table["class_name"]);
      const entry = entryOf(draft);
      const source = entry.endsWith(".ts") ? withoutClass(draft, entry, name) : undefined;
      if (source === undefined) return undefined;
      draft.sources[entry] = withHandler(source, `${declared(name)}export type { ${name} };\n`);
      return { at: { file: entry, text: `${name} };` } };
    },
  },
  inEntry("export-star-from-cjs", (source, name, draft) => {
    const folder = entryOf(draft).startsWith("src/") ? "src/" : "";
    draft.sources[`${folder}legacy.cjs`] = `exports.${name} = class {};\n`;
    return withHandler(source, 'export * from "./legacy.cjs";\n');
  }),
  inEntry("do-class-default-export", (source, name) =>
    source.replace(/export default \{[^]*$/, `export default class ${name} extends DurableObject {}\n`),
  ),
  {
    rule: "service-worker-with-do",
    plant: (draft) => {
      const entry = entryOf(draft);
      draft.sources[entry] = 'addEventListener("fetch", (event) => event.respondWith(new Response("ok")));\n';
      const path = draft.environment === null ? [] : ["env", draft.environment];
      return { at: { path: [...path, "durable_objects", "bindings", 0, "class_name"], part: "value" } };
    },
  },
];
