import assert from "node:assert/strict";
import ts from "typescript";
import { CachedFiles } from "../../../src/core/source/cachedFiles.ts";
import { readPathOptions } from "../../../src/core/source/tsconfig.ts";
import { dirname, toFilePath } from "../../../src/core/text/path.ts";
import { MemoryFiles } from "../../support/memoryFiles.ts";

const paths = '"paths": { "@/*": ["./src/*"], "lib": ["lib/a", "lib/b"] }';

/** Files by path below the root; `app/tsconfig.json` is the one that is read. */
const cases: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  nothing: { "app/tsconfig.json": {} },
  "a base folder": { "app/tsconfig.json": { compilerOptions: { baseUrl: "./src/.." } } },
  "a base folder elsewhere": { "app/tsconfig.json": { compilerOptions: { baseUrl: "/elsewhere" } } },
  paths: { "app/tsconfig.json": `{ "compilerOptions": { ${paths} } }` },
  "comments and commas": { "app/tsconfig.json": `{ /* a */ "compilerOptions": { ${paths}, "baseUrl": ".", }, } // b` },
  "a byte that is wrong": { "app/tsconfig.json": `{ "compilerOptions": { ${paths} }` },
  "what another has": {
    "app/tsconfig.json": { extends: "../base.json", compilerOptions: { baseUrl: "." } },
    "base.json": `{ "compilerOptions": { "baseUrl": "lib", ${paths} } }`,
  },
  "another without its ending": {
    "app/tsconfig.json": { extends: "./base" },
    "app/base.json": `{ "compilerOptions": { ${paths} } }`,
  },
  "several others": {
    "app/tsconfig.json": { extends: ["./one.json", "../two.json", "./gone.json", 5] },
    "app/one.json": { compilerOptions: { baseUrl: "one", paths: { one: ["one"] } } },
    "two.json": { extends: "./three.json", compilerOptions: { paths: { two: ["two"] } } },
    "three.json": { compilerOptions: { baseUrl: "three", paths: { three: ["three"] } } },
  },
  "what is taken away": {
    "app/tsconfig.json": { extends: "./base.json", compilerOptions: { paths: null, baseUrl: null } },
    "app/base.json": `{ "compilerOptions": { "baseUrl": "lib", ${paths} } }`,
  },
  "itself again": { "app/tsconfig.json": `{ "extends": "./tsconfig.json", "compilerOptions": { ${paths} } }` },
  "itself through another": {
    "app/tsconfig.json": { extends: "./base.json" },
    "app/base.json": `{ "extends": "./tsconfig.json", "compilerOptions": { ${paths} } }`,
  },
  "another that is no JSON": {
    "app/tsconfig.json": { extends: "./base.json", compilerOptions: { baseUrl: "." } },
    "app/base.json": `{ "compilerOptions": { ${paths} }`,
  },
  "the folder of the first": {
    "app/tsconfig.json": { extends: "../base.json" },
    "base.json": {
      compilerOptions: { baseUrl: "${configDir}/src", paths: { "@/*": ["${configDir}/lib/*", "./own/*"] } },
    },
  },
  "a package": {
    "app/tsconfig.json": { extends: "@acme/tsconfig" },
    "node_modules/@acme/tsconfig/package.json": { name: "@acme/tsconfig" },
    "node_modules/@acme/tsconfig/tsconfig.json": `{ "compilerOptions": { ${paths} } }`,
  },
  "a file of a package": {
    "app/tsconfig.json": { extends: "acme/base" },
    "node_modules/acme/package.json": { name: "acme", exports: { "./base": "./configs/base.json" } },
    "node_modules/acme/configs/base.json": `{ "compilerOptions": { ${paths} } }`,
  },
  "a package that is not there": { "app/tsconfig.json": { extends: "acme", compilerOptions: { baseUrl: "." } } },
  "an empty word": { "app/tsconfig.json": { extends: "", compilerOptions: { baseUrl: "." } } },
  "an array": { "app/tsconfig.json": "[]" },
  "no text": { "app/tsconfig.json": "" },
};

describe("what a tsconfig.json says about specifiers", () => {
  for (const [title, written] of Object.entries(cases)) {
    it(`is what TypeScript reads: ${title}`, () => {
      const texts = Object.entries(written).map(([name, value]) => [
        name,
        typeof value === "string" ? value : JSON.stringify(value),
      ]);
      const files = new CachedFiles(new MemoryFiles(Object.fromEntries(texts)));
      const path = toFilePath("/w/app/tsconfig.json");
      assert.deepEqual(readPathOptions(files, path), byTypescript(files, path));
    });
  }

  it("is nothing of the wrong type", () => {
    const options = { baseUrl: 5, paths: { a: "b", c: [1], d: ["e"] } };
    const files = new CachedFiles(
      new MemoryFiles({ "tsconfig.json": JSON.stringify({ extends: {}, compilerOptions: options }) }),
    );
    assert.deepEqual(readPathOptions(files, toFilePath("/w/tsconfig.json")), {
      paths: { d: ["e"] },
      pathsBasePath: "/w",
    });
  });
});

function byTypescript(files: CachedFiles, path: ReturnType<typeof toFilePath>): unknown {
  const host: ts.ParseConfigHost = {
    useCaseSensitiveFileNames: true,
    readDirectory: () => [],
    fileExists: (each) => files.isFile(toFilePath(each)),
    readFile: (each) => files.readFile(toFilePath(each)),
  };
  const source = ts.readJsonConfigFile(path, (each) => host.readFile(each));
  const { options } = ts.parseJsonSourceFileConfigFileContent(source, host, dirname(path), undefined, path);
  const { baseUrl, paths: mapped, pathsBasePath } = options;
  return {
    ...(baseUrl !== undefined && { baseUrl }),
    ...(mapped !== undefined && { paths: mapped, pathsBasePath }),
  };
}
