import { readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";

/** A real Worker with one Durable Object class, and how it can be broken in one place. */
export interface Sample {
  readonly title: string;
  /** Path → text. */
  readonly files: Readonly<Record<string, string>>;
  readonly breaks: readonly Break[];
}

/** A change of one file, and the one problem that it has to give. */
export interface Break {
  readonly title: string;
  readonly file: string;
  readonly before: string | RegExp;
  readonly after: string;
  /** Any of these rules; which one is a matter of the Worker's language and lifecycle. */
  readonly rules: readonly string[];
  /** What is marked, and where. */
  readonly at: { readonly file: string; readonly text: string };
}

const notExported = ["bound-class-not-exported", "bound-class-not-exported-nobundle"];
const notDeclared = ["do-missing-lifecycle", "migration-missing-for-binding"];

const templates = "node_modules/create-cloudflare/templates";

/** The Durable Object templates that `npm create cloudflare` copies, with its placeholders filled in. */
export function templateSamples(): readonly Sample[] {
  return templateFolders().map(templateSample);
}

/** The same as they are in the package, with placeholders. */
export function rawTemplates(): readonly Readonly<Record<string, string>>[] {
  return templateFolders().map((folder) => readTree(`${templates}/${folder}`));
}

/** `hello-world-durable-object/ts` and the like. */
function templateFolders(): readonly string[] {
  const folders = readdirSync(templates).filter((name) => name.includes("durable-object"));
  return folders.flatMap((folder) =>
    readdirSync(`${templates}/${folder}`, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${folder}/${entry.name}`),
  );
}

function templateSample(folder: string): Sample {
  const language = path.basename(folder);
  const raw = readTree(`${templates}/${folder}`);
  const fill = (text: string): string =>
    text.replaceAll("<WORKER_NAME>", "my-worker").replaceAll("<COMPATIBILITY_DATE>", "2026-11-01");
  const files = Object.fromEntries(Object.entries(raw).map(([file, text]) => [file, fill(text)]));
  const source = language === "py" ? "src/entry.py" : `src/index.${language}`;
  const config = "wrangler.jsonc";
  const bound = { file: config, text: '"MyDurableObject"' };
  const removed: Break = {
    title: "export removed",
    file: source,
    before: "export class MyDurableObject",
    after: "class MyDurableObject",
    rules: notExported,
    at: bound,
  };
  const misspelt: Break = {
    title: "binding misspelt",
    file: config,
    before: '"name": "MY_DURABLE_OBJECT"',
    after: '"name": "MY_DURABLE_OBJCT"',
    rules: ["env-binding-missing"],
    at: { file: source, text: "MY_DURABLE_OBJECT" },
  };
  return {
    title: `create-cloudflare ${folder}`,
    files,
    breaks: [
      // A class of a Python module is exported by being there, and nothing is known of what its code reads.
      ...(language === "py" ? [] : [removed, misspelt]),
      {
        title: "class renamed",
        file: source,
        before: "class MyDurableObject",
        after: "class MyObject",
        rules: notExported,
        at: bound,
      },
      {
        title: "class dropped from the step",
        file: config,
        before: /"new_sqlite_classes": \[\s*"MyDurableObject"\s*\]/,
        after: '"new_sqlite_classes": []',
        rules: notDeclared,
        at: bound,
      },
      {
        title: "step dropped",
        file: config,
        before: /"migrations": \[[^]*?\}\s*\],/,
        after: "",
        rules: notDeclared,
        at: bound,
      },
      {
        title: "class_name misspelt",
        file: config,
        before: '"class_name": "MyDurableObject"',
        after: '"class_name": "MyDurabelObject"',
        rules: notExported,
        at: { file: config, text: '"MyDurabelObject"' },
      },
    ],
  };
}

/** Classes of libraries that are Durable Objects as they are, or are made to be extended. */
const libraryClasses = [
  ["agents", "Agent"],
  ["agents/mcp", "McpAgent"],
  ["agents/browser", "CodemodeRuntime"],
  ["agents/chat-sdk", "ChatSdkStateAgent"],
  ["partyserver", "Server"],
  ["@cloudflare/containers", "Container"],
  ["@cloudflare/actors", "Actor"],
] as const;

/** How a Worker comes to export a class of a library: what stands in which file, and how that export is renamed. */
const forms = [
  {
    title: "re-exported",
    className: (name: string) => name,
    files: (module: string, name: string) => ({ "src/index.ts": `export { ${name} } from "${module}";\n` }),
    renamed: (name: string) => [`{ ${name} }`, `{ ${name} as Other }`],
  },
  {
    title: "re-exported under another name",
    className: () => "Room",
    files: (module: string, name: string) => ({ "src/index.ts": `export { ${name} as Room } from "${module}";\n` }),
    renamed: (name: string) => [`${name} as Room`, name],
  },
  {
    title: "imported, then exported",
    className: (name: string) => name,
    files: (module: string, name: string) => ({
      "src/index.ts": `import { ${name} } from "${module}";\nexport { ${name} };\n`,
    }),
    renamed: (name: string) => [`export { ${name} }`, `export { ${name} as Other }`],
  },
  {
    title: "extended",
    className: () => "Room",
    files: (module: string, name: string) => ({
      "src/index.ts": `import { ${name} } from "${module}";\nexport class Room extends ${name} {}\n`,
    }),
    renamed: () => ["class Room", "class Lobby"],
  },
  {
    title: "through a file",
    className: (name: string) => name,
    files: (module: string, name: string) => ({
      "src/index.ts": 'export * from "./rooms";\n',
      "src/rooms.ts": `export { ${name} } from "${module}";\n`,
    }),
    renamed: (name: string) => [`{ ${name} }`, `{ ${name} as Other }`],
  },
  {
    title: "with all that the library exports",
    className: (name: string) => name,
    files: (module: string) => ({ "src/index.ts": `export * from "${module}";\n` }),
    renamed: undefined,
  },
] as const;

const handler = `export default {
  async fetch(request: Request, env: Env) {
    return env.ROOM.getByName("lobby").fetch(request);
  },
};
`;

/** Workers that export the classes of libraries, in every form; formats and lifecycles take turns. */
export function librarySamples(): readonly Sample[] {
  return libraryClasses.flatMap(([module, name], which) =>
    forms.map((form, index) =>
      librarySample({ module, name, form, config: configs[(which + index) % configs.length]! }),
    ),
  );
}

interface LibraryParts {
  readonly module: string;
  readonly name: string;
  readonly form: (typeof forms)[number];
  readonly config: (typeof configs)[number];
}

function librarySample({ module, name, form, config }: LibraryParts): Sample {
  const className = form.className(name);
  const sources: Record<string, string> = { ...form.files(module, name) };
  const exporting = Object.keys(sources).at(-1)!;
  const at = { file: config.file, text: `"${className}"` };
  const exported = /^export .*\n/m;
  const [before, after] = form.renamed?.(name) ?? [];
  return {
    title: `${name} of ${module}, ${form.title}, ${config.title}`,
    files: {
      ...sources,
      "src/index.ts": (sources["src/index.ts"] ?? "") + handler,
      [config.file]: config.head + config.binding(className) + config.lifecycle(className) + config.tail,
    },
    breaks: [
      { title: "export removed", file: exporting, before: exported, after: "export {};\n", rules: notExported, at },
      ...(before === undefined || after === undefined
        ? []
        : [{ title: "class renamed", file: exporting, before, after, rules: notExported, at }]),
      {
        title: "step dropped",
        file: config.file,
        before: config.lifecycle(className),
        after: "",
        rules: notDeclared,
        at,
      },
      {
        title: "class_name misspelt",
        file: config.file,
        before: config.binding(className),
        after: config.binding(`${className}s`),
        rules: notExported,
        at: { file: config.file, text: `"${className}s"` },
      },
      {
        title: "binding misspelt",
        file: config.file,
        before: '"ROOM"',
        after: '"ROM"',
        rules: ["env-binding-missing"],
        at: { file: "src/index.ts", text: "ROOM" },
      },
    ],
  };
}

const tomlHead = 'name = "chat"\nmain = "src/index.ts"\ncompatibility_date = "2026-11-01"\n';
const jsonHead = '{\n  // chat\n  "name": "chat",\n  "main": "src/index.ts",\n  "compatibility_date": "2026-11-01",\n';

const configs = [
  {
    title: "JSONC with exports",
    file: "wrangler.jsonc",
    head: jsonHead,
    binding: (name: string) => `  "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "${name}" }] },\n`,
    lifecycle: (name: string) => `  "exports": { "${name}": { "type": "durable-object", "storage": "sqlite" } },\n`,
    tail: "}\n",
  },
  {
    title: "TOML with migrations",
    file: "wrangler.toml",
    head: tomlHead,
    binding: (name: string) => `[[durable_objects.bindings]]\nname = "ROOM"\nclass_name = "${name}"\n`,
    lifecycle: (name: string) => `[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["${name}"]\n`,
    tail: "",
  },
  {
    title: "JSONC with migrations",
    file: "wrangler.jsonc",
    head: jsonHead,
    binding: (name: string) => `  "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "${name}" }] },\n`,
    lifecycle: (name: string) => `  "migrations": [{ "tag": "v1", "new_sqlite_classes": ["${name}"] }],\n`,
    tail: "}\n",
  },
  {
    title: "TOML with exports",
    file: "wrangler.toml",
    head: tomlHead,
    binding: (name: string) => `[durable_objects]\nbindings = [{ name = "ROOM", class_name = "${name}" }]\n`,
    lifecycle: (name: string) => `[exports.${name}]\ntype = "durable-object"\nstorage = "sqlite"\n`,
    tail: "",
  },
] as const;

function readTree(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => statSync(path.join(folder, name)).isFile());
  return Object.fromEntries(
    files.map((name) => [name.replaceAll("\\", "/"), readFileSync(path.join(folder, name), "utf8")]),
  );
}
