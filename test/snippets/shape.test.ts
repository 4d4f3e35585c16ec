import assert from "node:assert/strict";
import ts from "typescript";
import { expandSnippet, tabStops } from "./expand.ts";
import { type Language, readSnippets } from "./files.ts";

const languages: readonly Language[] = ["typescript", "javascript"];

describe("the snippets for TypeScript and JavaScript", () => {
  it("have prefixes of their own, which begin with do-", () => {
    for (const language of languages) {
      const prefixes = readSnippets(language).map((each) => each.prefix);
      assert.deepEqual(prefixes, [...new Set(prefixes)]);
      assert.deepEqual(
        prefixes.filter((prefix) => !/^do-[a-z]+(-[a-z]+)*$/.test(prefix)),
        [],
      );
    }
  });

  it("number their tab stops from 1 without a gap, and end at 0", () => {
    for (const language of languages)
      for (const { prefix, body } of readSnippets(language)) {
        const stops = tabStops(body).filter((stop) => stop !== 0);
        assert.deepEqual(
          stops,
          stops.map((_, at) => at + 1),
          `${prefix} in ${language}`,
        );
      }
  });

  it("are the same in both languages, but for the types", () => {
    const typescript = readSnippets("typescript").filter((each) => each.prefix !== "do-env");
    const javascript = readSnippets("javascript");
    assert.deepEqual(javascript.map(head), typescript.map(head));
    for (const [at, { prefix, body }] of typescript.entries())
      assert.equal(withoutTypes(javascript[at]?.body ?? "", "room.js"), withoutTypes(body, "room.ts"), prefix);
  });

  it("take the name of the class from the file, where it can be one", () => {
    const body = readSnippets("typescript").find((each) => each.prefix === "do-agent")?.body ?? "";
    const className = (fileName: string) => /class (\w+)/.exec(expandSnippet(body, { fileName }))?.[1];
    assert.equal(className("support-desk.ts"), "SupportDesk");
    assert.equal(className("supportDesk.test.ts"), "SupportDesk");
    for (const fileName of ["index.ts", "worker.ts", "_worker.js", "agent.ts", "durable-object.ts"])
      assert.equal(className(fileName), "CounterAgent", fileName);
  });
});

function head({ name, prefix, description }: ReturnType<typeof readSnippets>[number]): unknown {
  return { name, prefix, description };
}

/** The expanded text as TypeScript prints it for JavaScript, with every run of white space as one space. */
function withoutTypes(body: string, fileName: string): string {
  const { outputText } = ts.transpileModule(expandSnippet(body, { fileName }), {
    fileName,
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
  });
  return outputText.replaceAll(/\s+/g, " ").replaceAll("( ", "(");
}
