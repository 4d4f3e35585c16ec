/** A Worker with one Durable Object and no mistake, by path below its folder. */
export const counter = {
  "wrangler.jsonc": `{
  "name": "counter",
  "main": "src/index.ts",
  "compatibility_date": "2026-01-01",
  "durable_objects": { "bindings": [{ "name": "COUNTER", "class_name": "Counter" }] },
  "migrations": [{ "tag": "v1", "new_sqlite_classes": ["Counter"] }]
}
`,
  "src/index.ts": `import { DurableObject } from "cloudflare:workers";
export class Counter extends DurableObject {}
export default { fetch: (request, env) => env.COUNTER.getByName(request.url).fetch(request) };
`,
} as const;

/** The rule that speaks when a bound class is not exported, and the text it underlines in `counter`. */
export const notExported = 'bound-class-not-exported: "Counter"';

/** The same Worker with a mistake: its class is not exported. */
export const broken = { ...counter, "src/index.ts": counter["src/index.ts"].replace("export class", "class") };

/** Files moved into a folder. */
export function below(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
}
