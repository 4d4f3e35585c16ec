import assert from "node:assert/strict";
import { reached } from "../../../src/core/queries/progress.ts";
import { projectOf } from "../../support/project.ts";

const bound = '[[durable_objects.bindings]]\nname = "A"\nclass_name = "A"\n';
const steps = [
  ["", "", []],
  ["", 'import { DurableObject } from "cloudflare:workers"; export class A extends DurableObject {}', ["hasClass"]],
  [bound, "", ["isBound"]],
  [bound, "export default { fetch: (request, env) => env.A.getByName('') }", ["isCalled", "isBound"]],
  ["", "export default { fetch: (request, env) => env.B.getByName('') }", ["isCalled"]],
  ["", "export default { fetch: (request, env) => env.KV.get('') }", []],
  ['[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["A"]\n', "", ["isDeclared"]],
] as const;

describe("how far a first project has come", () => {
  for (const [config, module, expected] of steps) {
    it(`${config} ${module}: ${expected.join(", ") || "nothing yet"}`, () => {
      const { project } = projectOf({ "/w/wrangler.toml": `main = "i.ts"\n${config}`, "/w/i.ts": module });
      assert.deepEqual(reached(project.configs.flatMap((each) => project.analyse(each)?.workers ?? [])), expected);
    });
  }
});
