import assert from "node:assert/strict";
import { occurrencesAt, occurrencesOfSubject } from "../../../src/core/queries/occurrences.ts";
import { LineMap } from "../../../src/core/text/lineMap.ts";
import { toFilePath } from "../../../src/core/text/path.ts";
import { projectOf } from "../../support/project.ts";

const rooms = `name = "rooms"
main = "src/index.ts"

[[durable_objects.bindings]]
name = "ROOM"
class_name = "Room"

[[migrations]]
tag = "v1"
new_sqlite_classes = ["Room"]
`;

const site = `{ "name": "site", "durable_objects": { "bindings": [
  { "name": "ROOM", "class_name": "Room", "script_name": "rooms" }
] } }`;

const entry = `export { Room } from "./room";
export default { fetch: (request, env, ctx) => env.ROOM.getByName("a").fetch(request, ctx.exports.Room) };
`;

const files = {
  "rooms/wrangler.toml": rooms,
  "rooms/src/index.ts": entry,
  "rooms/src/room.ts": `import { DurableObject } from "cloudflare:workers";\nexport class Room extends DurableObject {}\n`,
  "site/wrangler.json": site,
};

describe("occurrences", () => {
  it("a class is found in every configuration and module that names it, from any of them", () => {
    const expected = [
      "rooms/src/index.ts:0:9 export",
      "rooms/src/index.ts:1:98 use",
      "rooms/src/room.ts:1:13 declaration",
      "rooms/wrangler.toml:5:14 configuration",
      "rooms/wrangler.toml:9:23 configuration",
      "site/wrangler.json:1:35 configuration",
    ];
    assert.deepEqual(referencesAt("rooms/wrangler.toml", `class_name = "R|oom"`), expected);
    assert.deepEqual(referencesAt("rooms/src/room.ts", "class R|oom"), expected);
    assert.deepEqual(referencesAt("site/wrangler.json", `"class_name": "Ro|om"`), expected);
  });

  it("a binding is found in its own configuration and code only", () => {
    assert.deepEqual(referencesAt("rooms/src/index.ts", "env.RO|OM"), [
      "rooms/src/index.ts:1:51 use",
      "rooms/wrangler.toml:4:8 declaration",
    ]);
  });

  it("a Worker is found where it is named and where other Workers bind it", () => {
    assert.deepEqual(referencesAt("site/wrangler.json", `"script_name": "ro|oms"`), [
      "rooms/wrangler.toml:0:8 declaration",
      "site/wrangler.json:1:58 configuration",
    ]);
  });
});

/** The places of what stands at the `|` of a snippet of a file. */
function referencesAt(name: keyof typeof files, snippet: string): readonly string[] {
  const { project } = projectOf(files);
  const offset = files[name].indexOf(snippet.replace("|", "")) + snippet.indexOf("|");
  const [first] = occurrencesAt(project, toFilePath(`/w/${name}`), offset);
  assert.ok(first);
  return occurrencesOfSubject(project, first.subject)
    .map(({ place, role }) => {
      const path = place.path.replace("/w/", "") as keyof typeof files;
      const { line, column } = new LineMap(files[path]).positionAt(place.span.start);
      return `${path}:${line}:${column} ${role}`;
    })
    .toSorted();
}
