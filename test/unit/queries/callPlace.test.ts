import assert from "node:assert/strict";
import { callPlace } from "../../../src/core/queries/callPlace.ts";
import { projectOf } from "../../support/project.ts";

const config = 'main = "i.ts"\n[[durable_objects.bindings]]\nname = "ROOMS"\nclass_name = "Room"\n';
const imports = 'import { DurableObject } from "cloudflare:workers";\n';
const room = (body: string): string => `${imports}export class Room extends DurableObject { ${body} }\n`;

/** The module with `‸` where the call goes, and the call; or why there is none. */
function callIn(module: string, wrangler = config): readonly [string, string] {
  const { project } = projectOf({ "/w/wrangler.toml": wrangler, "/w/i.ts": module });
  const worker = project.configs.flatMap((each) => project.analyse(each)?.workers ?? [])[0];
  assert.ok(worker);
  const found = callPlace(worker);
  if (found.kind === "refused") return ["", found.reason];
  const { start } = found.at.span;
  return [`${module.slice(0, start)}‸${module.slice(start)}`, found.snippet];
}

describe("a call of a Durable Object", () => {
  it("stands at the beginning of the handler, by its names, with the methods to choose from", () => {
    const handler = "export default { async fetch(_request, bindings) {‸ return new Response(); } };";
    const module = `${room("async add() {} async list() {} async alarm() {}")}${handler}`;
    const [placed, snippet] = callIn(module.replace("‸", ""));
    assert.equal(placed, module);
    assert.equal(
      snippet,
      '\n\tconst stub = bindings.${1:ROOMS}.getByName(${2:"name"});\n\tconst ${3:result} = await stub.${4|add,list|}($5);$0',
    );
  });

  for (const handler of [
    "const worker = { fetch: async (request, env) => {‸ return new Response(); } }; export default worker;",
    "export default { fetch: async function (request, env) {‸} } satisfies ExportedHandler<Env>;",
  ]) {
    it(`is found in ${handler.split("‸")[0]}`, () => {
      const module = `${room("async fetch() {}")}${handler}`;
      const [placed, snippet] = callIn(module.replace("‸", ""));
      assert.equal(placed, module);
      assert.match(snippet, /await stub\.fetch\(request\);\$0$/);
    });
  }

  it("takes the environment of an entrypoint from its field", () => {
    const module = `${room("")}import { WorkerEntrypoint } from "cloudflare:workers";\nexport default class extends WorkerEntrypoint { async fetch(request) {‸} }`;
    const [placed, snippet] = callIn(module.replace("‸", ""));
    assert.equal(placed, module);
    assert.match(snippet, /const stub = this\.env\.\$\{1:ROOMS\}/);
  });

  it("has the name that a binding would have, where there is none yet", () => {
    const [, snippet] = callIn(`${room("add() {}")}export default { fetch(request, env) {} };`, 'main = "i.ts"\n');
    assert.match(snippet, /env\.\$\{1:ROOM\}.*\n.*stub\.\$\{4:add\}/);
  });

  it("is refused with the reason", () => {
    assert.match(callIn(`${room("")}export default { fetch() { return 1; } };`)[1], /takes no environment/);
    assert.match(callIn(`${room("")}const app = make(); export default app;`)[1], /no fetch handler/);
    assert.match(callIn("export default { fetch(request, env) {} };", 'main = "i.ts"\n')[1], /no Durable Object class/);
    assert.match(callIn("", 'name = "a"\n')[1], /cannot be read/);
  });
});
