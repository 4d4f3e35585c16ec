import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "../host/paths.ts";
import { atEnd, removeFolder } from "../host/endings.ts";
import { bindingOf, caseOf, cases, classOf, fileOf, textOf } from "./cases.ts";
import type { Language } from "./files.ts";

const languages: readonly Language[] = ["typescript", "javascript"];
const classes = cases.filter((each) => each.kind === "class");

/**
 * Makes a folder for a test's project below the project's own `node_modules`, so that packages are found from there.
 * @returns the folder, and what removes it
 */
export function makeFolder(name: string): readonly [folder: string, remove: () => void] {
  const folder = path.join(projectFolder, ".cache", "snippets", `${name}-${process.pid}`);
  removeFolder(folder);
  mkdirSync(path.join(folder, "src"), { recursive: true });
  return [folder, atEnd(() => removeFolder(folder))];
}

/** Writes the files of `projectFiles` into a folder. */
export function writeProject(folder: string): void {
  for (const [name, text] of Object.entries(projectFiles())) writeFileSync(path.join(folder, name), text);
}

/** A Worker that holds every snippet, as a person gets it, in both languages, with the configuration it needs. */
export function projectFiles(): Readonly<Record<string, string>> {
  const snippets = languages.flatMap((language) =>
    cases.map((each) => [`src/${fileOf(each, language)}`, textOf(each, language)]),
  );
  return {
    ...Object.fromEntries(snippets),
    "src/index.ts": entry(),
    Dockerfile: "FROM scratch\n",
    "wrangler.json": JSON.stringify(configuration(), undefined, 2),
  };
}

/** Adds a step to the schema of `do-schema`, as a person does where the snippet leaves the cursor. */
export function addMigration(folder: string, statement: string): void {
  const schema = caseOf("schema");
  const more = { ...schema, typed: () => ({ 0: `\n\t${JSON.stringify(statement)},` }) };
  for (const language of languages)
    writeFileSync(path.join(folder, "src", fileOf(schema, language)), textOf(more, language));
}

/** The newest date that the runtime of this wrangler knows well; `nodejs_compat` is on by default since 2026-08-04. */
export const compatibilityDate = "2026-11-01";

function configuration(): unknown {
  const all = languages.flatMap((language) => classes.map((each) => ({ ...each, language })));
  return {
    name: "snippets",
    main: "src/index.ts",
    compatibility_date: compatibilityDate,
    durable_objects: {
      bindings: all.map(({ file, language }) => ({
        name: bindingOf(file, language),
        class_name: classOf(file, language),
      })),
    },
    exports: Object.fromEntries(
      all.map(({ file, language, prefix }) => {
        // The asynchronous key-value API works with both backends: once each.
        const isOld = prefix === "do-kv-async" && language === "typescript";
        return [classOf(file, language), { type: "durable-object", storage: isOld ? "legacy-kv" : "sqlite" }];
      }),
    ),
    containers: all
      .filter((each) => each.prefix === "do-container")
      .map(({ file, language }) => ({ class_name: classOf(file, language), image: "./Dockerfile" })),
  };
}

/**
 * The entry: the snippets' classes, and for the test to reach them: `/call/<binding>/<object>/<method>` (arguments as
 * JSON in the body), `/object/<binding>/<object>/…` (the object's fetch), `/worker/<file>/…` (a snippet's own Worker)
 * and `/starts` (how often the constructors
 * of some classes ran, by class and object).
 */
function entry(): string {
  const files = languages.flatMap((language) => cases.map((each) => fileOf(each, language)));
  const imports = files.map((file, at) => `import * as m${at} from "./${file}";`);
  const modules = files.map((file, at) => `${JSON.stringify(file)}: m${at}`);
  const exported = languages.flatMap((language) =>
    classes.map((each) => {
      const name = classOf(each.file, language);
      const file = fileOf(each, language);
      if (!counted.has(each.prefix)) return `export { ${name} } from "./${file}";`;
      return countedClass(name, `m${files.indexOf(file)}`);
    }),
  );
  return `// @ts-nocheck
${imports.join("\n")}
const modules = { ${modules.join(", ")} };
const starts = {};
${exported.join("\n")}
${handler}`;
}

/** The classes whose starts are counted, and whose methods the test reaches beside the runtime. */
const counted = new Set(["do-websocket", "do-alarm", "do-schema"]);

function countedClass(name: string, module: string): string {
  return `export class ${name} extends ${module}.${name} {
  constructor(ctx, env) { super(ctx, env); const key = "${name} " + ctx.id.name; starts[key] = (starts[key] ?? 0) + 1; }
  stored(key) { return this.ctx.storage.kv.get(key) ?? null; }
  failedAlarm(retryCount) { return this.alarm({ isRetry: true, retryCount, scheduledTime: Date.now() }); }
}`;
}

const handler = `export default {
  async fetch(request, env, ctx) {
    return answer(request, env, ctx).catch((error) => new Response(String(error), { status: 500 }));
  },
};

async function answer(request, env, ctx) {
    const url = new URL(request.url);
    const [, kind, target, name, ...rest] = url.pathname.split("/");
    if (kind === "starts") return Response.json(starts);
    if (kind === "worker") {
      url.pathname = "/" + [name, ...rest].join("/");
      return modules[target].default.fetch(new Request(url, request), env, ctx);
    }
    const stub = env[target].getByName(name);
    if (kind === "object") return stub.fetch(request);
    return Response.json((await stub[rest[0]](...(await request.json()))) ?? null);
}
`;
