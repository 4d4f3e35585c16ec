import assert from "node:assert/strict";
import * as fc from "fast-check";
import { parseDocument, formatOf } from "../../../src/core/config/document.ts";
import { applyFileEdits } from "../../../src/core/fix.ts";
import type { Analysis, Project } from "../../../src/core/project.ts";
import { addBinding } from "../../../src/core/refactor/addBinding.ts";
import { addObject } from "../../../src/core/refactor/addObject.ts";
import { convertFormat } from "../../../src/core/refactor/convertFormat.ts";
import { convertLifecycle } from "../../../src/core/refactor/convertLifecycle.ts";
import { deleteObject } from "../../../src/core/refactor/deleteObject.ts";
import { renameObject } from "../../../src/core/refactor/renameObject.ts";
import { transferObject } from "../../../src/core/refactor/transferObject.ts";
import { objectKinds } from "../../../src/core/refactor/templates.ts";
import type { FileEdit } from "../../../src/core/text/edits.ts";
import type { MemoryFiles } from "../../support/memoryFiles.ts";
import { checkAll, projectOf } from "../../support/project.ts";
import { draws, pick, type Draw } from "../config/randomConfig.ts";
import { assertUndone, type Texts } from "./support.ts";

const names = ["Room", "Lobby", "Chat", "Hall"];
const source = `import { DurableObject } from "cloudflare:workers";
export class Room extends DurableObject {}
export class Lobby extends DurableObject {}
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
const other = {
  "other/wrangler.toml": `name = "other"\nmain = "index.ts"\ncompatibility_date = "2026-11-01"\n`,
  "other/index.ts": source,
};

describe("any sequence of edits", function () {
  this.timeout(120_000);

  it("leaves configurations that parse and no new error, and each can be undone", () => {
    let applied = 0;
    fc.assert(
      fc.property(draws, (draw) => {
        const committed = { ...pick(draw, starts), ...other, "src/index.ts": source };
        let texts: Texts = committed;
        for (let step = 0; step < 5; step++) {
          const next = edited(draw, texts, committed);
          if (next !== undefined) applied++;
          texts = next ?? texts;
        }
      }),
      { numRuns: 120, seed: 7 },
    );
    assert.ok(applied > 150, `${applied} edits were applied`);
  });
});

/** The texts after one edit of any kind; undefined if it was refused. */
function edited(draw: Draw, texts: Texts, committed: Texts): Texts | undefined {
  const { files, project } = projectOf(texts, draw(3) === 0 ? undefined : committed);
  const config = project.configs.find((path) => !path.includes("/other/"));
  const analysis = config && project.analyse(config);
  assert.ok(analysis);
  const kind = draw(7);
  const result = refactor(draw, kind, { files, project, analysis });
  if (result.kind !== "edits") return undefined;
  assertUndone(files, result.edits);
  const after = textsAfter(texts, files, result.edits);
  const shown = `edit ${kind}\n${JSON.stringify(texts, null, 1)}\n=>\n${JSON.stringify(after, null, 1)}`;
  for (const [path, text] of Object.entries(after))
    if (/wrangler\.\w+$/.test(path)) assert.deepEqual(parseDocument(text, formatOf(path)).syntaxErrors, [], shown);
  const before = errorsIn(texts, committed);
  assert.deepEqual(
    errorsIn(after, committed).filter((each) => !before.includes(each)),
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

function refactor(draw: Draw, kind: number, given: Given) {
  const { files, project, analysis } = given;
  const className = pick(draw, names);
  const environment = pick(
    draw,
    analysis.config.environments.map(({ name }) => name),
  );
  switch (kind) {
    case 0:
      return addObject(files, analysis, {
        name: className,
        kind: pick(draw, objectKinds),
        storage: "sqlite",
        file: `${className.toLowerCase()}.ts`,
        environments: [environment],
      });
    case 1:
      return addBinding(files, analysis, { className: pick(draw, names.slice(0, 2)), environment });
    case 2:
      return deleteObject(files, analysis, className);
    case 3:
      return convertLifecycle(files, analysis);
    case 4:
      return convertFormat(files, analysis);
    case 5:
      return transferObject(files, { project, analysis }, { className, environment, toWorker: "other" });
    default:
      return renameObject(
        files,
        { project, analysis },
        { from: className, to: pick(draw, names), isDeployed: draw(2) === 0 },
      );
  }
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
function errorsIn(texts: Texts, committed: Texts): readonly string[] {
  const problems = checkAll(projectOf(texts, committed).project);
  return problems.filter((each) => each.severity === "error").map((each) => each.rule);
}
