import assert from "node:assert/strict";
import * as fc from "fast-check";
import { parseDocument, formatOf } from "../../../src/core/config/document.ts";
import { applyFileEdits } from "../../../src/core/fix.ts";
import type { Analysis, Project } from "../../../src/core/project.ts";
import { addBinding } from "../../../src/core/refactor/addBinding.ts";
import { addObject } from "../../../src/core/refactor/addObject.ts";
import { convertFormat } from "../../../src/core/refactor/convertFormat.ts";
import { convertLifecycle } from "../../../src/core/refactor/convertLifecycle.ts";
import { convertToObject } from "../../../src/core/refactor/convertToObject.ts";
import { declareObjects } from "../../../src/core/refactor/declareObjects.ts";
import { deleteObject, type Deleted } from "../../../src/core/refactor/deleteObject.ts";
import type { Refactored } from "../../../src/core/refactor/refactoring.ts";
import { renameObject, type Renamed } from "../../../src/core/refactor/renameObject.ts";
import { transferObject } from "../../../src/core/refactor/transferObject.ts";
import { objectKinds } from "../../../src/core/refactor/templates.ts";
import type { FileEdit } from "../../../src/core/text/edits.ts";
import type { MemoryFiles } from "../../support/memoryFiles.ts";
import { checkAll, projectOf } from "../../support/project.ts";
import { classNames, cleanDraft, entryOf } from "../../wrangler/agreement/draft.ts";
import { Random } from "../../wrangler/agreement/random.ts";
import { writeConfig } from "../../wrangler/agreement/write.ts";
import { draws, pick, type Draw } from "../config/randomConfig.ts";
import { assertUndone, type Texts } from "./support.ts";

const names = ["Room", "Lobby", "Chat", "Hall"];
const source = `import { DurableObject } from "cloudflare:workers";
export class Room extends DurableObject {}
export class Lobby extends DurableObject {}
export class Plain {}
export default { fetch: () => new Response("ok") };
`;
const toml = `name = "chat"
main = "src/index.ts" # entry
compatibility_date = "2026-11-01"

# Rooms.
[[durable_objects.bindings]]
name = "ROOM"
class_name = "Room"
`;
const head = `{
  // Ours.
  "name": "chat", "main": "src/index.ts",
  "compatibility_date": "2026-11-01",
  "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room" }] },
`;
const staging = `\n[env.staging]\nvars = { A = "1" }\n`;
const starts: readonly Texts[] = [
  { "wrangler.toml": `${toml}\n[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["Room", "Lobby"]\n${staging}` },
  {
    "wrangler.toml": `${toml}\n[exports]\nRoom = { type = "durable-object", storage = "sqlite" }\nLobby.type = "durable-object"\nLobby.storage = "sqlite"\n${staging}`,
  },
  { "wrangler.toml": toml.replaceAll("\n", "\r\n") },
  { "wrangler.jsonc": `${head}  "migrations": [{ "tag": "v1", "new_sqlite_classes": ["Room", "Lobby"] }],\n}\n` },
  {
    "wrangler.jsonc": `${head}\t"exports": { "Room": { "type": "durable-object", "storage": "sqlite" } }, "env": { "staging": {} } }`,
  },
  { "wrangler.json": `{"name":"chat","main":"src/index.ts","compatibility_date":"2026-11-01","exports":{}}` },
];
/** Beside the folder of the Worker itself, whose code is its own. */
const other = {
  "other/wrangler.toml": `name = "other"\nmain = "index.ts"\ncompatibility_date = "2026-11-01"\n`,
  "other/index.ts": `import { DurableObject } from "cloudflare:workers";
${classNames.map((name) => `export class ${name} extends DurableObject {}\n`).join("")}
export default { fetch: () => new Response("ok") };
`,
};

describe("any sequence of edits", function () {
  this.timeout(240_000);

  it("leaves configurations that parse and no new error, and each can be undone", () =>
    holds((draw) => own({ ...pick(draw, starts), "src/index.ts": source })));

  it("does so in projects as wrangler takes them, in any style", () => holds(randomProject));
});

/** Every kind of edit has to have been made, or the property says little. */
function holds(project: (draw: Draw) => Texts): void {
  const applied = new Map<string, number>();
  fc.assert(
    fc.property(draws, (draw) => {
      const committed = { ...project(draw), ...other };
      const history = draw(3) === 0 ? undefined : committed;
      let texts: Texts = committed;
      for (let step = 0; step < 5; step++) {
        const kind = pick(draw, kinds);
        const next = edited(draw, { kind, texts, history });
        if (next !== undefined) applied.set(kind, (applied.get(kind) ?? 0) + 1);
        texts = next ?? texts;
      }
    }),
    { numRuns: 150, seed: Number(process.env["SEED"] ?? 7) },
  );
  for (const kind of kinds) assert.ok((applied.get(kind) ?? 0) > 1, `${kind}: ${applied.get(kind)}`);
}

/** A project that wrangler has nothing to say against, with a plain class beside the entry's own. */
function randomProject(draw: Draw): Texts {
  const random = new Random(draw(2 ** 30));
  const draft = cleanDraft(random);
  const entry = entryOf(draft);
  return own({
    ...draft.sources,
    [entry]: `${draft.sources[entry] ?? ""}export class Plain {}\n`,
    [`wrangler.${draft.format}`]: writeConfig(random, draft),
  });
}

function own(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [`own/${path}`, text]));
}

const kinds = [
  "addObject",
  "addBinding",
  "declareObjects",
  "deleteObject",
  "convertLifecycle",
  "convertFormat",
  "convertToObject",
  "transferObject",
  "renameObject",
] as const;

type Kind = (typeof kinds)[number];

interface Step {
  readonly kind: Kind;
  readonly texts: Texts;
  /** The texts as committed; undefined where there is no history. */
  readonly history: Texts | undefined;
}

/** The texts after one edit of any kind; undefined if it was refused. */
function edited(draw: Draw, { kind, texts, history }: Step): Texts | undefined {
  const { files, project } = projectOf(texts, history);
  const config = project.configs.find((path) => !path.includes("/other/"));
  const analysis = config && project.analyse(config);
  assert.ok(analysis);
  const result = refactor(draw, kind, { files, project, analysis });
  if (result.kind !== "edits") return undefined;
  assertUndone(files, result.edits);
  const after = textsAfter(texts, files, result.edits);
  const shown = `edit ${kind}\n${JSON.stringify(texts, null, 1)}\n=>\n${JSON.stringify(after, null, 1)}`;
  for (const [path, text] of Object.entries(after))
    if (/wrangler\.\w+$/.test(path)) assert.deepEqual(parseDocument(text, formatOf(path)).syntaxErrors, [], shown);
  const before = errorsIn(texts, history);
  assert.deepEqual(
    errorsIn(after, history).filter((each) => !before.includes(each)),
    [],
    shown,
  );
  return after;
}

interface Given {
  readonly files: MemoryFiles;
  readonly project: Project;
  readonly analysis: Analysis;
}

function refactor(draw: Draw, kind: Kind, given: Given): Refactored | Renamed | Deleted {
  const { files, project, analysis } = given;
  const known = analysis.workers.flatMap(({ lifecycle }) => [...lifecycle.classes.keys()]);
  const className = pick(draw, draw(2) === 0 && known.length > 0 ? known : names);
  const environment = pick(
    draw,
    analysis.config.environments.map(({ name }) => name),
  );
  switch (kind) {
    case "addObject":
      return addObject(files, analysis, {
        name: pick(draw, names),
        kind: pick(draw, objectKinds),
        storage: pick(draw, ["sqlite", "kv"]),
        file: `${className.toLowerCase()}.ts`,
        environments: [environment],
      });
    case "addBinding":
      return addBinding(files, analysis, { className, environment });
    case "declareObjects":
      return declareObjects(files, analysis);
    case "deleteObject":
      return deleteObject(files, { project, analysis }, { className, isDeployed: draw(2) === 0 });
    case "convertLifecycle":
      return convertLifecycle(files, analysis);
    case "convertFormat":
      return convertFormat(files, analysis);
    case "convertToObject":
      return convertPlain(given);
    case "transferObject":
      return transferObject(files, { project, analysis }, { className, environment, toWorker: "other" });
    case "renameObject":
      return renameObject(
        files,
        { project, analysis },
        { from: className, to: pick(draw, names), isDeployed: draw(2) === 0 },
      );
  }
}

/** The first plain class of the Worker's own modules. */
function convertPlain({ files, project, analysis }: Given): Refactored {
  const { entry } = analysis.workers[0];
  const paths = entry.kind === "module" ? [...entry.modules.values()].map(({ path }) => path) : [];
  for (const path of paths) {
    const offset = files.readFile(path)?.search(/class \w+ \{/) ?? -1;
    if (offset !== -1) return convertToObject(project, path, offset);
  }
  return { kind: "refused", reason: "" };
}

function textsAfter(texts: Texts, files: MemoryFiles, edits: readonly FileEdit[]): Texts {
  const after = new Map(Object.entries(texts));
  for (const [path, text] of applyFileEdits(files, edits)) {
    const name = path.replace("/w/", "");
    if (text === undefined) after.delete(name);
    else after.set(name, text);
  }
  return Object.fromEntries(after);
}

/** By rule: an error that was there may speak of another name afterwards. */
function errorsIn(texts: Texts, committed: Texts | undefined): readonly string[] {
  const problems = checkAll(projectOf(texts, committed).project);
  return problems.filter((each) => each.severity === "error").map((each) => each.rule);
}
