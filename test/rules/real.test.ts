import assert from "node:assert/strict";
import type { Problem } from "../../src/core/check.ts";
import { rules } from "../../src/core/rules/index.ts";
import { MemoryFiles } from "../support/memoryFiles.ts";
import { withPackages } from "../support/packages.ts";
import { checkAll, openProject } from "../support/project.ts";
import { librarySamples, rawTemplates, templateSamples, type Break, type Sample } from "../support/samples.ts";

describe("real Workers that nobody here wrote", function () {
  this.timeout(60_000);
  const samples = [...templateSamples(), ...librarySamples()];

  it("are silent as templates, with their placeholders", () => {
    const raw = rawTemplates();
    assert.ok(raw.length >= 4);
    for (const files of raw) assert.deepEqual(seriousOf(files), []);
  });

  for (const sample of samples) {
    it(`give no false alarm: ${sample.title}`, () => assert.deepEqual(seriousOf(sample.files), []));
  }

  it("and a class that its library has moved to another package is found", () => {
    const files = {
      "wrangler.toml": `name = "chat"\nmain = "src/index.ts"\ncompatibility_date = "2026-11-01"
[[durable_objects.bindings]]\nname = "CHAT"\nclass_name = "AIChatAgent"
[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["AIChatAgent"]\n`,
      "src/index.ts": 'export { AIChatAgent } from "agents/ai-chat-agent";\nexport default {};\n',
    };
    assert.deepEqual(seriousOf(files), ["reexport-of-missing-name at AIChatAgent in src/index.ts"]);
  });

  it("and what is broken in one place is found, once, where it is", () => {
    const tried = samples.flatMap((sample) => sample.breaks.map((each) => ({ sample, each })));
    const known = tried.filter(({ each }) => each.rules.some((id) => rules.some((rule) => rule.id === id)));
    const missed = known.flatMap(({ sample, each }) => missOf(sample, each) ?? []);
    const waiting = tried.length - known.length;
    console.log(`      ${known.length - missed.length} of ${known.length} breaks found, ${waiting} wait for a rule`);
    for (const miss of missed) console.log(`        ${miss}`);
    assert.ok(known.length > 100 && missed.length <= known.length * 0.05, "fewer than 95 % of the breaks are found");
  });

  it("and how many of their entries cannot be known in full is told", () => {
    const open = samples.flatMap((sample) => openIn(sample));
    console.log(`      ${open.length} of ${samples.length} entries are open`);
    for (const line of open) console.log(`        ${line}`);
    assert.ok(open.length <= samples.length * 0.15);
  });
});

function projectOf(files: Sample["files"]) {
  return openProject(withPackages(new MemoryFiles(files)));
}

/** Everything that is more than a hint, in short. */
function seriousOf(files: Sample["files"]): readonly string[] {
  return checkAll(projectOf(files))
    .filter(isSerious)
    .map((problem) => inShort(problem, files));
}

function isSerious({ severity }: Problem): boolean {
  return severity === "error" || severity === "warning";
}

function inShort({ rule, path, span }: Problem, files: Sample["files"]): string {
  const file = path.replace("/w/", "");
  return `${rule} at ${files[file]?.slice(span.start, span.end)} in ${file}`;
}

/** Why a break was not found as it should be; undefined if it was. */
function missOf(sample: Sample, { title, file, before, after, rules: expected, at }: Break): string | undefined {
  const text = sample.files[file] ?? "";
  const changed = text.replace(before, after);
  assert.notEqual(changed, text, `${sample.title}: ${title} changes nothing`);
  const found = seriousOf({ ...sample.files, [file]: changed });
  const wanted = expected.map((rule) => `${rule} at ${at.text} in ${at.file}`);
  const isFound = found.length === 1 && wanted.includes(found[0] ?? "");
  return isFound ? undefined : `${sample.title}: ${title}: ${found.join("; ") || "nothing"}`;
}

function openIn({ title, files }: Sample): readonly string[] {
  const project = projectOf(files);
  return project.configs.flatMap((path) => {
    const entry = project.analyse(path)?.workers[0].entry;
    if (entry?.kind !== "module") return [`${title}: ${entry?.kind}`];
    return entry.exports.open.map(({ kind, detail }) => `${title}: ${kind} ${detail}`);
  });
}
