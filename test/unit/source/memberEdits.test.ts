import assert from "node:assert/strict";
import { checkAll, projectOf } from "../../support/project.ts";
import { applyFileEdits, resolveFix } from "../../../src/core/fix.ts";

describe("A method that is added to a class", () => {
  it("stands as deep as the members it has, with the line ends of the file", () => {
    const members = "    run() {\r\n        this.ctx.storage.setAlarm(Date.now());\r\n    }";
    assert.equal(
      fixed(`export class X extends DurableObject {\r\n${members}\r\n}\r\n`),
      `export class X extends DurableObject {\r\n${members}\r\n\r\n    async alarm() {}\r\n}\r\n`,
    );
  });

  it("breaks a class of one line", () => {
    assert.equal(
      fixed("export class X extends DurableObject { run() { this.ctx.storage.setAlarm(Date.now()); } }\n"),
      "export class X extends DurableObject { run() { this.ctx.storage.setAlarm(Date.now()); }\n\n  async alarm() {}\n}\n",
    );
  });

  it("comes behind a comment at the end of the class", () => {
    const members = "  run() {\n    this.ctx.storage.setAlarm(Date.now());\n  }\n  // the end";
    assert.equal(
      fixed(`export class X extends DurableObject {\n${members}\n}\n`),
      `export class X extends DurableObject {\n${members}\n\n  async alarm() {}\n}\n`,
    );
  });
});

/** The class after the fix that adds `alarm`. */
function fixed(text: string): string {
  const head = 'import { DurableObject } from "cloudflare:workers";\n';
  const config = {
    name: "x",
    main: "index.js",
    compatibility_date: "2026-11-01",
    durable_objects: { bindings: [{ name: "X", class_name: "X" }] },
    exports: { X: { type: "durable-object", storage: "sqlite" } },
  };
  const eol = text.includes("\r\n") ? head.replace("\n", "\r\n") : head;
  const { files, project } = projectOf({ "wrangler.json": JSON.stringify(config), "index.js": `${eol}${text}` });
  const [problem] = checkAll(project).filter(({ rule }) => rule === "alarm-handler-missing");
  const [fix] = problem?.fixes ?? [];
  const edits = problem && fix && resolveFix(files, problem.config, fix);
  assert.ok(edits !== undefined);
  return ([...applyFileEdits(files, edits).values()][0] ?? "").slice(eol.length);
}
