import assert from "node:assert/strict";
import { hoverAt } from "../../../src/core/queries/hover.ts";
import { toFilePath } from "../../../src/core/text/path.ts";
import { projectOf } from "../../support/project.ts";

describe("hover on what the types of the API do not say", () => {
  it("attachments have a limit", () => {
    assert.match(hover("ws.serializeAttach|ment({});") ?? "", /16,384 bytes/);
    assert.equal(hover("ws.deserializeAttach|ment();"), undefined);
  });

  it("recovery to a point in time does not work locally", () => {
    assert.match(hover("this.ctx.storage.getBookmarkFor|Time(0);") ?? "", /production only/);
    assert.equal(hover("other.getBookmarkFor|Time(0);"), undefined);
  });

  it("waitUntil keeps an object from 2026-10-01 on, as the date and the flags of the Worker decide", () => {
    assert.match(hover("this.ctx.wait|Until(p);") ?? "", /up to 15 minutes/);
    assert.match(
      hover("this.ctx.wait|Until(p);", "2026-01-01") ?? "",
      /nothing before the compatibility date 2026-10-01/,
    );
    const flag = `2026-01-01", "compatibility_flags": ["durable_object_io_tasks_prevent_eviction"], "x": "`;
    assert.match(hover("this.ctx.wait|Until(p);", flag) ?? "", /up to 15 minutes/);
  });

  it("an object knows its name", () => {
    assert.match(hover("this.ctx.id.na|me;") ?? "", /also in `alarm`/);
    assert.equal(hover("this.user.na|me;"), undefined);
  });
});

function hover(statement: string, date = "2026-11-01"): string | undefined {
  const code = `import { DurableObject } from "cloudflare:workers";
export class Room extends DurableObject { run(ws, p, other) { ${statement} } }
export default {};
`;
  const { project } = projectOf({
    "wrangler.json": `{ "name": "chat", "main": "index.js", "compatibility_date": "${date}",
      "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room" }] } }`,
    "index.js": code.replace("|", ""),
  });
  return hoverAt(project, toFilePath("/w/index.js"), code.indexOf("|"))?.markdown;
}
