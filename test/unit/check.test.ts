import assert from "node:assert/strict";
import { check, type Problem } from "../../src/core/check.ts";
import { checkAll, projectOf } from "../support/project.ts";

const config = `{
  "name": "chat",
  "main": "index.ts",
  "compatibility_date": "2026-11-01",
  "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room" }] },
  "exports": { "Room": { "type": "durable-object", "storage": "sqlite" } },
  "env": {
    "staging": { "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Lobby" }] } },
    "production": { "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room" }] } }
  }
}`;

describe("check", () => {
  it("a problem that environments inherit is one, of no environment; one of a single environment names it", () => {
    const undated = config.replace(`  "compatibility_date": "2026-11-01",\n`, "").replace("Lobby", "Room");
    assert.deepEqual(found({ "wrangler.jsonc": undated, "index.ts": exporting }), ["compat-date-missing error null"]);
    assert.deepEqual(found({ "wrangler.jsonc": config, "index.ts": exporting }), [
      "bound-class-not-exported error staging",
    ]);
  });

  it("problems stand in the order of the text", () => {
    const problems = problemsOf({
      "wrangler.jsonc": config.replace(`"Room" }] },\n  "exports"`, `"Rom" }] },\n  "exports"`),
      "index.ts": exporting,
    });
    const starts = problems.map((each) => each.span.start);
    assert.ok(starts.length > 1);
    assert.deepEqual(
      starts,
      starts.toSorted((a, b) => a - b),
    );
  });

  it("templates, configurations of tests and ones with placeholders give hints at most", () => {
    for (const name of [
      "wrangler.template.jsonc",
      "wrangler.test.jsonc",
      "tests/wrangler.jsonc",
      "e2e-tests/wrangler.jsonc",
    ]) {
      assert.deepEqual(severities({ [name]: config, [name.replace(/[^/]*$/, "index.ts")]: exporting }), ["hint"], name);
    }
    for (const placeholder of ["<NAME>", "{{name}}"]) {
      assert.deepEqual(
        severities({ "wrangler.jsonc": config.replace("chat", placeholder), "index.ts": exporting }).filter(
          (each) => each !== "hint",
        ),
        [],
      );
    }
  });

  it("a template may be no JSON or TOML at all before it is filled in", () => {
    const today = `name = "{{project}}"\ncompatibility_date = "{{ "now" | date: "%Y" }}"\n`;
    for (const text of [today, `{% if sql %}\nname = "chat"\n{% endif %}\n`]) {
      assert.deepEqual(new Set(severities({ "wrangler.toml": text })), new Set(["hint"]), text);
    }
  });

  it("a person's severity replaces the rule's, and off silences it", () => {
    const files = { "wrangler.jsonc": config, "index.ts": exporting };
    const { project } = projectOf(files);
    const withSeverity = (severity: "off" | "info") =>
      checkAll(project, { severityOf: () => severity }).map((each) => each.severity);
    assert.deepEqual(withSeverity("info"), ["info"]);
    assert.deepEqual(withSeverity("off"), []);
  });

  it("a finding that is less certain than its rule stays below it", () => {
    const generated = config.replace(`"index.ts"`, `"dist/index.js"`).replace("Lobby", "Room");
    const { project } = projectOf({ "wrangler.jsonc": generated });
    assert.deepEqual(
      checkAll(project, { severityOf: () => "error" }).map((each) => `${each.rule} ${each.severity}`),
      ["main-not-found hint"],
    );
  });

  it("a rule that throws is logged where there is a log, and thrown where there is none", () => {
    const { project } = projectOf({ "wrangler.jsonc": config });
    const broken = Object.defineProperty({ ...project.analyse(project.configs[0]!)! }, "workers", {
      value: [
        new Proxy(project.analyse(project.configs[0]!)!.workers[0], {
          get: (target, key) => (key === "entry" ? fail() : Reflect.get(target, key)),
        }),
      ],
    });
    const errors: string[] = [];
    const log = { debug: () => {}, info: () => {}, warn: () => {}, error: (message: string) => errors.push(message) };
    assert.throws(() => check(broken), /planted/);
    check(broken, { log });
    assert.match(errors.join("\n"), /planted/);
  });
});

const exporting = `export { Room } from "rooms";\nexport default { fetch: (request, env) => env.ROOM.getByName(request.url).fetch(request) };\n`;

function fail(): never {
  throw new Error("planted");
}

function problemsOf(files: Readonly<Record<string, string>>): readonly Problem[] {
  return checkAll(projectOf(files).project);
}

function found(files: Readonly<Record<string, string>>): readonly string[] {
  return problemsOf(files).map((each) => `${each.rule} ${each.severity} ${each.environment}`);
}

function severities(files: Readonly<Record<string, string>>): readonly string[] {
  return problemsOf(files).map((each) => each.severity);
}
