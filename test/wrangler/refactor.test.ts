import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { applyFileEdits } from "../../src/core/fix.ts";
import type { Analysis, Project } from "../../src/core/project.ts";
import { addBinding } from "../../src/core/refactor/addBinding.ts";
import { addObject } from "../../src/core/refactor/addObject.ts";
import { convertFormat } from "../../src/core/refactor/convertFormat.ts";
import { convertLifecycle } from "../../src/core/refactor/convertLifecycle.ts";
import { convertToObject } from "../../src/core/refactor/convertToObject.ts";
import { declareObjects } from "../../src/core/refactor/declareObjects.ts";
import { deleteObject } from "../../src/core/refactor/deleteObject.ts";
import { renameObject } from "../../src/core/refactor/renameObject.ts";
import { objectKinds } from "../../src/core/refactor/templates.ts";
import { transferObject } from "../../src/core/refactor/transferObject.ts";
import type { FileEdit } from "../../src/core/text/edits.ts";
import { toFilePath } from "../../src/core/text/path.ts";
import { makeFolder } from "../snippets/project.ts";
import { wrangler } from "../snippets/wrangler.ts";
import type { MemoryFiles } from "../support/memoryFiles.ts";
import { checkAll, projectOf } from "../support/project.ts";
import { assertUndone, type Texts } from "../unit/refactor/support.ts";

const source = `import { DurableObject } from "cloudflare:workers";
export class Room extends DurableObject {}
export class Lobby extends DurableObject {}
export class Plain {
  constructor(ctx, env) {}
}
export default { fetch: () => new Response("ok") };
`;
const head = (name: string) => `name = "${name}"\nmain = "index.ts"\ncompatibility_date = "2026-11-01"\n`;
const bindings = `
# Rooms.
[[durable_objects.bindings]]
name = "ROOM"
class_name = "Room"

[[durable_objects.bindings]]
name = "LOBBY"
class_name = "Lobby"
`;
const lifecycles = {
  migrations: `\n[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["Room", "Lobby"]\n`,
  exports: `\n[exports.Room]\ntype = "durable-object"\nstorage = "sqlite" # new\n\n[exports.Lobby]\ntype = "durable-object"\nstorage = "sqlite"\n`,
} as const;

type Dialect = keyof typeof lifecycles;
const syntaxes = ["toml", "jsonc", "json"] as const;

type Syntax = (typeof syntaxes)[number];

/** The same project in each syntax; the other syntaxes are made by the edit that is for it, which is held too by this. */
function projectIn(syntax: Syntax, dialect: Dialect): Texts {
  const toml: Texts = {
    "a/wrangler.toml": head("a") + bindings + lifecycles[dialect],
    "a/index.ts": source,
    "b/wrangler.toml": head("b") + (dialect === "migrations" ? "migrations = []\n" : ""),
    "b/index.ts": source,
  };
  if (syntax === "toml") return toml;
  const jsonc = after(toml, (given) => convertFormat(given.files, given.analysis));
  if (syntax === "jsonc") return jsonc;
  const { "a/wrangler.jsonc": text = "", ...others } = jsonc;
  return { ...others, "a/wrangler.json": text };
}

interface Given {
  readonly files: MemoryFiles;
  readonly project: Project;
  readonly analysis: Analysis;
  readonly dialect: Dialect;
}

type Edit = (given: Given) => { readonly kind: string; readonly edits?: readonly FileEdit[] };

/** What a dry run of `a` lists, by binding: the class, and the Worker that has it if it is another one. */
type Bound = Readonly<Record<string, string>>;

interface Case {
  readonly edit: Edit;
  readonly bound: Bound;
  readonly only?: Dialect;
  /** All, unless the difference is none of the configuration's. */
  readonly syntaxes?: readonly Syntax[];
}

const both: Bound = { ROOM: "Room", LOBBY: "Lobby" };
const add =
  (kind: (typeof objectKinds)[number]): Edit =>
  ({ files, analysis }) =>
    addObject(files, analysis, { name: "Hall", kind, storage: "sqlite", file: "hall.ts", environments: [null] });

const cases: Readonly<Record<string, Case>> = {
  ...Object.fromEntries(
    objectKinds.map((kind): [string, Case] => [
      `add (${kind})`,
      { edit: add(kind), bound: { ...both, HALL: "Hall" }, syntaxes: kind === "rpc" ? syntaxes : ["toml"] },
    ]),
  ),
  "add a binding": {
    edit: ({ files, analysis }) => addBinding(files, analysis, { className: "Plain", environment: null }),
    bound: { ...both, PLAIN: "Plain" },
  },
  "rename a deployed class": {
    edit: ({ files, project, analysis }) =>
      renameObject(files, { project, analysis }, { from: "Room", to: "Chat", isDeployed: true }),
    bound: { ROOM: "Chat", LOBBY: "Lobby" },
  },
  "rename a new class": {
    edit: ({ files, project, analysis }) =>
      renameObject(files, { project, analysis }, { from: "Room", to: "Chat", isDeployed: false }),
    bound: { ROOM: "Chat", LOBBY: "Lobby" },
  },
  "delete a deployed class": {
    edit: ({ files, project, analysis }) =>
      deleteObject(files, { project, analysis }, { className: "Room", isDeployed: true }),
    bound: { LOBBY: "Lobby" },
  },
  "delete a new class": {
    edit: ({ files, project, analysis }) =>
      deleteObject(files, { project, analysis }, { className: "Room", isDeployed: false }),
    bound: { LOBBY: "Lobby" },
  },
  transfer: {
    edit: ({ files, project, analysis }) =>
      transferObject(files, { project, analysis }, { className: "Room", environment: null, toWorker: "b" }),
    bound: { ROOM: "Room, defined in b", LOBBY: "Lobby" },
  },
  "convert the lifecycle": {
    edit: ({ files, analysis }) => convertLifecycle(files, analysis),
    bound: both,
    only: "migrations",
  },
  "convert the format": { edit: ({ files, analysis }) => convertFormat(files, analysis), bound: both },
  "convert a class, and declare it": {
    edit: ({ project }) => convertToObject(project, toFilePath("/w/a/index.ts"), source.indexOf("class Plain")),
    bound: both,
  },
};

describe("wrangler accepts, our rules are silent, and Undo gives the old bytes after: ", function () {
  this.timeout(240_000);

  for (const [name, each] of Object.entries(cases)) {
    for (const dialect of ["migrations", "exports"] as const) {
      if (each.only !== undefined && each.only !== dialect) continue;
      it(`${name}, with ${dialect}`, async () => {
        const wanted = each.syntaxes ?? syntaxes;
        await Promise.all(
          wanted.map(async (syntax) => accepts(projectIn(syntax, dialect), { ...each, dialect }, syntax)),
        );
      });
    }
  }

  it("a sequence of them", async () => {
    const texts = projectIn("toml", "migrations");
    const renamed = after(texts, (given) =>
      renameObject(given.files, given, { from: "Room", to: "Chat", isDeployed: true }),
    );
    const formatted = after(renamed, (given) => convertFormat(given.files, given.analysis));
    const plain = after(formatted, ({ project }) =>
      convertToObject(project, toFilePath("/w/a/index.ts"), source.indexOf("class Plain")),
    );
    await accepts(plain, {
      edit: ({ files, analysis }) => declareObjects(files, analysis),
      bound: { ROOM: "Chat", LOBBY: "Lobby" },
      dialect: "migrations",
    });
  });
});

async function accepts(
  before: Texts,
  { edit, bound, dialect }: Case & { readonly dialect: Dialect },
  syntax: Syntax = "toml",
): Promise<void> {
  const texts = after(before, edit, dialect);
  const problems = checkAll(projectOf(texts).project).filter(({ severity }) => severity !== "hint");
  assert.deepEqual(
    problems.map(({ rule, message }) => `${rule}: ${message}`),
    [],
  );
  const [folder, remove] = makeFolder(`refactor-${syntax}`);
  try {
    for (const [name, text] of Object.entries(texts)) {
      mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    assert.deepEqual(await dryRun(path.join(folder, "a")), bound);
    if (texts["b/wrangler.toml"] !== before["b/wrangler.toml"]) await dryRun(path.join(folder, "b"));
  } finally {
    remove();
  }
}

/** Lets wrangler read and bundle a Worker, without a word against it. @returns the Durable Objects that it lists */
async function dryRun(folder: string): Promise<Bound> {
  const output = await wrangler(folder, "deploy", "--dry-run");
  assert.match(output, /--dry-run: exiting now/);
  assert.doesNotMatch(output, /WARNING|ERROR/);
  const listed = output.matchAll(/env\.(\w+) \(([^)]+)\)\s+Durable Object/g);
  return Object.fromEntries([...listed].map(([, name = "", what = ""]) => [name, what]));
}

/** The texts after an edit of the first configuration, which can be taken back. */
function after(texts: Texts, edit: Edit, dialect: Dialect = "migrations"): Texts {
  const { files, project } = projectOf(texts);
  const [first] = project.configs;
  const analysis = first && project.analyse(first);
  assert.ok(analysis);
  const { kind, edits } = edit({ files, project, analysis, dialect });
  if (edits === undefined) assert.fail(kind);
  assertUndone(files, edits);
  const changed = new Map(Object.entries(texts));
  for (const [file, text] of applyFileEdits(files, edits)) {
    if (text === undefined) changed.delete(file.replace("/w/", ""));
    else changed.set(file.replace("/w/", ""), text);
  }
  return Object.fromEntries(changed);
}
