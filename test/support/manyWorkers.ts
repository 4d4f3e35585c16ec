const classes = ["Room", "Lobby", "Player", "Score", "Board"];

/** Workers of five classes each, with a binding for each and one module. @returns path → text */
export function manyWorkers(count: number): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => worker(index)).flat());
}

function worker(index: number): readonly (readonly [string, string])[] {
  const folder = `workers/w${String(index).padStart(3, "0")}`;
  const config = {
    name: `worker-${index}`,
    main: "src/index.ts",
    compatibility_date: "2026-01-01",
    durable_objects: { bindings: classes.map((name) => ({ name: name.toUpperCase(), class_name: name })) },
    migrations: [{ tag: "v1", new_sqlite_classes: classes }],
  };
  const source = classes.map(
    (name) => `export class ${name} extends DurableObject {\n  get(id: string) { return id; }\n}\n`,
  );
  return [
    [`${folder}/wrangler.json`, JSON.stringify(config, undefined, 2)],
    [
      `${folder}/src/index.ts`,
      `import { DurableObject } from "cloudflare:workers";\n${source.join("")}export default {};\n`,
    ],
  ];
}
