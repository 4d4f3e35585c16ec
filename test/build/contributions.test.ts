import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { commandId, commandNames, settingDefaults, severityNames } from "../../src/contributions.ts";
import { milestones } from "../../src/core/queries/progress.ts";
import { doneMilestones } from "../../src/core/wrangler/milestones.ts";
import { rules } from "../../src/core/rules/index.ts";
import type { Stage } from "../../src/core/rules/rule.ts";

/**
 * What stands in package.json, package.nls.json and the README because it stands in code is compared with the code; with
 * UPDATE=1 it is written anew.
 */
const isUpdating = process.env["UPDATE"] === "1";

interface Manifest {
  contributes: {
    walkthroughs: { steps: { id: string; description: string; completionEvents: string[] }[] }[];
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

  it("the walkthrough's steps are in the order of Cloudflare's guide, and are ticked off by what has happened", () => {
    const [walkthrough] = readManifest().contributes.walkthroughs;
    assert.deepEqual(
      walkthrough?.steps.map(({ id, completionEvents }) => [id, ...completionEvents]),
      Object.entries({
        tools: "hasTools",
        account: "isLoggedIn",
        create: "hasWorkers",
        class: "hasClass",
        call: "isCalled",
        bind: "isBound",
        declare: "isDeclared",
        run: "hasAnswered",
        deploy: "isDeployed",
      }).map(([id, milestone]) => [id, `onContext:durableObjects.reached.${milestone}`]),
    );
    const ticked = walkthrough?.steps.map(({ completionEvents: [event = ""] }) => event.split(".").at(-1));
    assert.deepEqual(new Set(ticked), new Set(["hasWorkers", ...milestones, ...doneMilestones]));
  });

  it("every step of the walkthrough offers to do it, by a command that there is", () => {
    const strings = readStrings();
    const ids = commandNames.map((name) => commandId(name) as string);
    for (const { id, description } of readManifest().contributes.walkthroughs[0]?.steps ?? []) {
      const text = strings[description.replaceAll("%", "")] ?? "";
      const linked = [...text.matchAll(/\]\(command:([\w.]+)\)/g)].map(([, command = ""]) => command);
      assert.ok(linked.length > 0, id);
      for (const each of linked) assert.ok(each === "vscode.openFolder" || ids.includes(each), `${id}: ${each}`);
    }
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

/** Who tells of a mistake otherwise, and when; each group is folded away. */
const tellers: readonly (readonly [stages: readonly Stage[], heading: string])[] = [
  [["cfg"], "Every wrangler command refuses it or warns"],
  [["types", "dry"], "<code>wrangler types</code> or the build of a deploy refuses it"],
  [["dev"], "<code>wrangler dev</code> stops at it"],
  [["api"], "The API refuses the deploy"],
  [["run"], "The running program fails, or does what nobody meant"],
  [["own"], "Nobody else tells"],
];

function ruleRows(): readonly string[] {
  const groups = tellers.map(
    ([stages, heading]) => [heading, rules.filter(({ stage }) => stages.includes(stage))] as const,
  );
  assert.equal(groups.flatMap(([, found]) => found).length, rules.length);
  return groups.flatMap(([heading, found], index) => [
    ...(index === 0 ? [] : [""]),
    "<details>",
    `<summary>${heading}: ${found.length} rules</summary>`,
    "",
    "| rule | severity | what it finds |",
    "| --- | --- | --- |",
    ...found.map((rule) => `| [\`${rule.id}\`](docs/rules/${rule.id}.md) | ${rule.severity} | ${rule.summary} |`),
    "",
    "</details>",
  ]);
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
