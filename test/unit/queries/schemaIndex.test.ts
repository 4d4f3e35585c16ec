import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe as describeKey, installedSchema, parseSchema } from "../../../src/core/queries/schema.ts";
import { schemaIndex } from "../../../src/core/queries/schemaIndex.ts";
import { at } from "../../support/memoryFiles.ts";
import { projectOf } from "../../support/project.ts";

/** A wrangler of a version that is installed in a folder. */
const wrangler = (folder: string, version: string): Readonly<Record<string, string>> => ({
  [`${folder}node_modules/wrangler/package.json`]: `{ "name": "wrangler", "version": "${version}" }`,
  [`${folder}node_modules/wrangler/config-schema.json`]: `{ "description": "${version}" }`,
});

const json = { allowComments: true, allowTrailingCommas: true };

describe("the schema for JSON configurations without one", () => {
  it("is that of the wrangler they have in common, and nothing where there is none", () => {
    const files = { "a/wrangler.json": `{}`, "b/wrangler.jsonc": `{}`, "c/wrangler.toml": `` };
    assert.deepEqual(indexOf(files), {});
    assert.deepEqual(indexOf({ ...files, ...wrangler("", "4.1.0") }), {
      ...json,
      $ref: "4.1.0 /w/node_modules/wrangler/config-schema.json",
    });
    const twice = { ...wrangler("a/", "4.1.0"), ...wrangler("b/", "4.1.0") };
    assert.deepEqual(indexOf({ ...files, ...twice }), {
      ...json,
      $ref: "4.1.0 /w/a/node_modules/wrangler/config-schema.json",
    });
  });

  it("is told by name and entry where they have several", () => {
    const files = {
      "a/wrangler.json": `{ "name": "a", "main": "x.ts" }`,
      "b/wrangler.json": `{ "name": "b" }`,
      "c/wrangler.json": `{ "name": "c", "$schema": "./own.json" }`,
      ...wrangler("", "4.1.0"),
      ...wrangler("b/", "3.9.0"),
    };
    assert.deepEqual(indexOf(files), {
      ...json,
      allOf: [
        {
          if: { not: { properties: { name: { const: "a" }, main: { const: "x.ts" } }, required: ["name", "main"] } },
          else: { $ref: "4.1.0 /w/node_modules/wrangler/config-schema.json" },
        },
        {
          if: { not: { properties: { name: { const: "b" }, main: false }, required: ["name"] } },
          else: { $ref: "3.9.0 /w/b/node_modules/wrangler/config-schema.json" },
        },
      ],
    });
  });

  it("is none for configurations that cannot be told apart, or have no wrangler beside others that have", () => {
    const files = {
      "a/wrangler.json": `{ "name": "same" }`,
      "b/wrangler.json": `{ "name": "same" }`,
      "c/wrangler.json": `{ "name": "c" }`,
      ...wrangler("a/", "4.1.0"),
      ...wrangler("b/", "3.9.0"),
    };
    assert.deepEqual(indexOf(files), { ...json, allOf: [] });
  });

  it("is none where it is not wanted, or the wrangler brings none along", () => {
    const [manifest] = Object.entries(wrangler("", "2.0.0"));
    assert.ok(manifest);
    assert.deepEqual(indexOf({ "wrangler.json": `{}`, [manifest[0]]: manifest[1] }), {});
    assert.deepEqual(indexOf({ "wrangler.json": `{}`, ...wrangler("", "4.1.0") }, false), {});
  });
});

describe("the description of a key", () => {
  const schema = parseSchema(readFileSync("node_modules/wrangler/config-schema.json", "utf8"));

  it("is that of the real wrangler's schema, at the top level and in environments", () => {
    assert.match(describeKey(schema, ["main"]) ?? "", /^The entrypoint/);
    for (const scope of [[], ["env", "staging"]]) {
      const binding = [...scope, "durable_objects", "bindings", 0];
      assert.match(describeKey(schema, [...binding, "class_name"]) ?? "", /class name of the Durable Object/);
      assert.match(describeKey(schema, [...scope, "migrations", 1, "tag"]) ?? "", /unique identifier/);
      assert.match(describeKey(schema, [...scope, "exports", "Room", "storage"]) ?? "", /`DurableObjectExport/);
    }
  });

  it("is none for what it does not know", () => {
    assert.equal(describeKey(schema, ["none"]), undefined);
    assert.equal(describeKey(schema, ["main", "deeper"]), undefined);
  });
});

describe("the schema of the installed wrangler", () => {
  it("is another once another is installed", () => {
    const { project, files } = projectOf({ "wrangler.toml": "", ...wrangler("", "4.1.0") });
    assert.deepEqual(project.schemaOf(at("wrangler.toml")), { description: "4.1.0" });
    for (const [name, text] of Object.entries(wrangler("", "4.2.0"))) project.fileChanged(files.write(name, text));
    assert.deepEqual(project.schemaOf(at("wrangler.toml")), { description: "4.2.0" });
    const analysis = project.analyse(at("wrangler.toml"));
    assert.ok(analysis);
    assert.equal(installedSchema(analysis)?.path, at("node_modules/wrangler/config-schema.json"));
  });
});

function indexOf(files: Readonly<Record<string, string>>, isWanted = true): object {
  const { project } = projectOf(files);
  return schemaIndex(
    project,
    () => isWanted,
    ({ path, version }) => `${version} ${path}`,
  );
}
