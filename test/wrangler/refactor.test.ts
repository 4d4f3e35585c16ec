import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { applyFileEdits } from "../../src/core/fix.ts";
import type { Analysis, Project } from "../../src/core/project.ts";
import { convertFormat } from "../../src/core/refactor/convertFormat.ts";
import { convertLifecycle } from "../../src/core/refactor/convertLifecycle.ts";
import { renameObject } from "../../src/core/refactor/renameObject.ts";
import { transferObject } from "../../src/core/refactor/transferObject.ts";
import type { FileEdit } from "../../src/core/text/edits.ts";
import { makeFolder } from "../snippets/project.ts";
import { wrangler } from "../snippets/wrangler.ts";
import type { MemoryFiles } from "../support/memoryFiles.ts";
import { projectOf } from "../support/project.ts";

const source = `import { DurableObject } from "cloudflare:workers";\nexport class Room extends DurableObject {}\nexport default { fetch: () => new Response("ok") };\n`;
const head = `name = "a"\nmain = "index.ts"\ncompatibility_date = "2026-11-01"\n`;
const binding = `\n# Rooms.\n[[durable_objects.bindings]]\nname = "ROOM"\nclass_name = "Room"\n`;
const migrations = `\n[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["Room"]\n`;
const exported = `\n[exports.Room]\ntype = "durable-object"\nstorage = "sqlite" # new\n`;
const dialects = { migrations: head + binding + migrations, exports: head + binding + exported };
const other = { migrations: `migrations = []\n`, exports: "" };

interface Given {
  readonly files: MemoryFiles;
  readonly project: Project;
  readonly analysis: Analysis;
}

type Edit = (given: Given) => { readonly kind: string; readonly edits?: readonly FileEdit[] };

const rename: Edit = ({ files, project, analysis }) =>
  renameObject(files, { project, analysis }, { from: "Room", to: "Chat", isDeployed: true });
const format: Edit = ({ files, analysis }) => convertFormat(files, analysis);
const transfer: Edit = ({ files, project, analysis }) =>
  transferObject(files, { project, analysis }, { className: "Room", environment: null, toWorker: "b" });
const lifecycle: Edit = ({ files, analysis }) => convertLifecycle(files, analysis);

const sequences: Readonly<Record<string, readonly Edit[]>> = {
  "a rename, in TOML and then in JSONC": [rename, format],
  "another syntax and back, then a rename": [format, format, rename],
  "a transfer in JSONC": [format, transfer],
};

describe("wrangler accepts a configuration after", function () {
  this.timeout(120_000);

  for (const [dialect, config] of Object.entries(dialects)) {
    for (const [name, edits] of Object.entries(sequences)) {
      it(`${name}, with ${dialect}`, async () =>
        accepts(config, dialect === "exports" ? other.exports : other.migrations, edits));
    }
  }

  it("the conversion of migrations, in JSONC", async () =>
    accepts(dialects.migrations, other.migrations, [format, lifecycle]));
});

/** Applies edits one after the other and lets wrangler read and bundle what comes of them. */
async function accepts(config: string, more: string, edits: readonly Edit[]): Promise<void> {
  let texts: Readonly<Record<string, string>> = {
    "a/wrangler.toml": config,
    "a/index.ts": source,
    "b/wrangler.toml": head.replace('"a"', '"b"') + more,
    "b/index.ts": source,
  };
  for (const edit of edits) texts = after(texts, edit);
  const [folder, remove] = makeFolder("refactor");
  try {
    for (const [name, text] of Object.entries(texts)) {
      mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    for (const worker of ["a", "b"]) {
      const output = await wrangler(path.join(folder, worker), "deploy", "--dry-run");
      assert.match(output, /--dry-run: exiting now/);
      assert.doesNotMatch(output, /WARNING|ERROR/);
    }
  } finally {
    remove();
  }
}

function after(texts: Readonly<Record<string, string>>, edit: Edit): Readonly<Record<string, string>> {
  const { files, project } = projectOf(texts);
  const [first] = project.configs;
  const analysis = first && project.analyse(first);
  assert.ok(analysis);
  const { kind, edits } = edit({ files, project, analysis });
  if (edits === undefined) assert.fail(kind);
  const changed = new Map(Object.entries(texts));
  for (const [file, text] of applyFileEdits(files, edits)) {
    if (text === undefined) changed.delete(file.replace("/w/", ""));
    else changed.set(file.replace("/w/", ""), text);
  }
  return Object.fromEntries(changed);
}
