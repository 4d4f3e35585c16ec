import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import {
  commandId,
  commandNames,
  contextKey,
  contextKeyNames,
  settingDefaults,
  severityNames,
} from "../../src/contributions.ts";
import { milestones } from "../../src/core/queries/progress.ts";
import { rules } from "../../src/core/rules/index.ts";

/**
 * What stands in package.json, package.nls.json and the README because it stands in code is compared with the code; with
 * UPDATE=1 it is written anew.
 */
const isUpdating = process.env["UPDATE"] === "1";

interface Manifest {
  contributes: {
    walkthroughs: unknown;
    commands: { command: string; title: string; category?: string }[];
    configuration: { properties: Record<string, Record<string, unknown>> };
  };
}

type Strings = Record<string, string>;

describe("contributions", () => {
  it("package.json contributes the commands that code registers, each with a title to translate", () => {
    const { commands } = readManifest().contributes;
    const ids = commandNames.map((name) => commandId(name));
    assert.deepEqual(commands.map((each) => each.command).toSorted(), ids.toSorted());
    for (const each of commands) assert.match(each.title, /^%.+%$/, each.command);
    assert.deepEqual([...new Set(commands.map((each) => each.category))], ["Durable Objects"]);
  });

  it("package.json contributes the settings that code reads, with their defaults", () => {
    const { properties } = readManifest().contributes.configuration;
    const defaults = Object.entries(settingDefaults).map(([name, value]) => [`durableObjects.${name}`, value]);
    assert.deepEqual(
      Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, each["default"]])),
      Object.fromEntries(defaults),
    );
  });

  it("every %key% of package.json has an English string, and every string a key", () => {
    const used = [...readFileSync("package.json", "utf8").matchAll(/"%([\w.-]+)%"/g)].map((match) => match[1]);
    assert.deepEqual(
      Object.keys(readStrings()).toSorted((a, b) => (a < b ? -1 : 1)),
      [...new Set(used)].toSorted((a = "", b = "") => (a < b ? -1 : 1)),
    );
  });

  it("the walkthrough's steps lead to commands and wait for context keys that there are", () => {
    const { walkthroughs } = readManifest().contributes;
    const strings = JSON.stringify(readStrings());
    const used = [...JSON.stringify(walkthroughs).matchAll(/on(Command|Context):([\w.]+)/g)];
    const ids = commandNames.map((name) => commandId(name) as string);
    const milestoneKeys = ["hasWorkers", ...milestones].map((name) => `durableObjects.reached.${name}`);
    const keys = [...contextKeyNames.map((name) => contextKey(name) as string), ...milestoneKeys];
    const linked = [...strings.matchAll(/\(command:(durableObjects\.\w+)/g)].map(([, id = ""]) => id);
    assert.ok(used.length > 8 && linked.length > 8);
    for (const [, kind, id = ""] of used) assert.ok((kind === "Command" ? ids : keys).includes(id), id);
    for (const id of linked) assert.ok(ids.includes(id), id);
  });

  it("the setting durableObjects.rules completes every rule, with its summary", () => {
    const manifest = readManifest();
    const setting = manifest.contributes.configuration.properties["durableObjects.rules"] ?? {};
    const expected = Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule.id)]));
    const strings = Object.fromEntries(rules.map((rule) => [`rule.${rule.id}`, `${rule.summary} (${rule.severity}).`]));
    if (isUpdating) {
      setting["properties"] = expected;
      writeJson("package.json", manifest);
      const others = Object.entries(readStrings()).filter(([key]) => !key.startsWith("rule."));
      writeJson("package.nls.json", { ...Object.fromEntries(others), ...strings });
    }
    assert.deepEqual(setting["properties"], expected);
    assert.deepEqual(
      Object.fromEntries(Object.entries(readStrings()).filter(([key]) => key.startsWith("rule."))),
      strings,
    );
  });

  for (const [name, rows] of Object.entries({ rules: ruleRows, settings: settingRows, commands: commandRows })) {
    it(`the README's table of ${name} is up to date`, () => {
      const readme = readFileSync("README.md", "utf8");
      const [before, rest] = cut(readme, `<!-- ${name} -->\n`);
      const [, after] = cut(rest, `<!-- /${name} -->`);
      const expected = `${before}<!-- ${name} -->\n\n${rows().join("\n")}\n\n<!-- /${name} -->${after}`;
      if (isUpdating) writeFileSync("README.md", expected);
      else assert.equal(readme, expected);
    });
  }
});

function ruleSchema(id: string): unknown {
  return { type: "string", enum: [...severityNames], description: `%rule.${id}%` };
}

function ruleRows(): readonly string[] {
  const rows = rules.map(
    (rule) => `| [\`${rule.id}\`](docs/rules/${rule.id}.md) | ${rule.severity} | ${rule.summary} |`,
  );
  return ["| rule | severity | what it finds |", "| --- | --- | --- |", ...rows];
}

function settingRows(): readonly string[] {
  const strings = readStrings();
  const { properties } = readManifest().contributes.configuration;
  const rows = Object.entries(properties).map(([name, each]) => {
    const text = String(each["description"] ?? each["markdownDescription"]).replaceAll("%", "");
    return `| \`${name}\` | \`${JSON.stringify(each["default"])}\` | ${strings[text] ?? text} |`;
  });
  return ["| setting | default | what it does |", "| --- | --- | --- |", ...rows];
}

function commandRows(): readonly string[] {
  const strings = readStrings();
  const rows = readManifest().contributes.commands.map(
    (each) => `| ${strings[each.title.replaceAll("%", "")]} | \`${each.command}\` |`,
  );
  return ["| command | id |", "| --- | --- |", ...rows];
}

function readManifest(): Manifest {
  return JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
}

function readStrings(): Strings {
  return JSON.parse(readFileSync("package.nls.json", "utf8")) as Strings;
}

function writeJson(path: string, value: unknown): void {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}

/** The text before the first and behind the last character of a marker. */
function cut(text: string, marker: string): readonly [string, string] {
  const at = text.indexOf(marker);
  assert.notEqual(at, -1, `README.md lacks ${marker}`);
  return [text.slice(0, at), text.slice(at + marker.length)];
}
