import assert from "node:assert/strict";
import path from "node:path";
import ts from "typescript";
import { projectFolder } from "../host/paths.ts";
import { cases, fileOf } from "./cases.ts";
import { expandSnippet } from "./expand.ts";
import { findSnippet } from "./files.ts";
import { makeFolder, writeProject } from "./project.ts";
import { checkTypes, options } from "./typeCheck.ts";
import { wrangler } from "./wrangler.ts";

describe("the types of the snippets", function () {
  this.timeout(60_000);
  const [folder, remove] = makeFolder("types");

  before(async () => {
    writeProject(folder);
    await wrangler(folder, "types", "--include-runtime=false");
  });
  after(remove);

  it("are right under the strictest options", () => {
    const files = cases.map((each) => path.join(folder, "src", fileOf(each, "typescript")));
    assert.deepEqual(checkTypes([...files, path.join(folder, "worker-configuration.d.ts")], options), []);
  });

  it("are right for the Env interface beside its class", () => {
    const env = expandSnippet(findSnippet("typescript", "do-env").body, { fileName: "index.ts", typed: { 1: "Room" } });
    const text = `import { DurableObject } from "cloudflare:workers";\n${env}
export class Room extends DurableObject<Env> { greet() { return "hi"; } }
export async function use(env: Env): Promise<string> { return env.ROOM.getByName("a").greet(); }`;
    const file = path.join(folder, "src/env.ts");
    ts.sys.writeFile(file, text);
    assert.deepEqual(checkTypes([file], options), []);
  });

  it("come from the newest workers-types", () => {
    const manifest = ts.sys.readFile(path.join(projectFolder, "node_modules/@cloudflare/workers-types/package.json"));
    assert.match(manifest ?? "", /"version": "5\.20261117\.1"/);
  });
});
