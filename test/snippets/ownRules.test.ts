import assert from "node:assert/strict";
import { checkAll, projectOf } from "../support/project.ts";
import { configProjects } from "./configProjects.ts";
import { projectFiles } from "./project.ts";

describe("our own rules", () => {
  it("find nothing in the snippets for TypeScript and JavaScript", () => {
    // The project runs one snippet on each kind of storage, which no snippet writes.
    assert.deepEqual(
      problems(projectFiles()).filter((each) => !each.startsWith("exports-legacy-kv-new")),
      [],
    );
  });

  for (const { title, files } of configProjects)
    it(`find nothing in what the snippets for wrangler's files make: ${title}`, () => {
      assert.deepEqual(problems(files), []);
    });
});

function problems(files: Readonly<Record<string, string>>): readonly string[] {
  return checkAll(projectOf(files).project).map((each) => `${each.rule} ${each.message}`);
}
