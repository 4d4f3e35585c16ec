// Builds what is shipped into dist/, and the tests into out/.
// usage: node esbuild.mjs [dist|test] [--watch] [--minify] [--metafile] [--out=FOLDER] [FILE…]
// FILEs are the tests to build when not all are wanted.
import { globSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import * as esbuild from "esbuild";
import { writeCompressed } from "./scripts/compressed.ts";
import { cutTypescript } from "./scripts/cutTypescript.ts";
import { lazyBuiltins } from "./scripts/lazyBuiltins.ts";
import { lazyTypescript } from "./scripts/lazyTypescript.ts";

const [target = "dist", ...rest] = process.argv.slice(2);
const flags = new Set(rest.filter((word) => word.startsWith("--")));
const files = rest.filter((word) => !word.startsWith("--"));
const out = rest.find((word) => word.startsWith("--out="))?.slice("--out=".length);
const isWatching = flags.has("--watch");
const isMinified = flags.has("--minify");

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  platform: "node",
  // The shipped files are the minified ones, and carry no maps.
  sourcemap: !isMinified,
  minify: isMinified,
  // THIRD_PARTY_NOTICES.txt has all of them.
  legalComments: "none",
  logLevel: "warning",
  // jsonc-parser's `main` is UMD, which cannot be bundled.
  mainFields: ["module", "main"],
  // The other build reads files, and core must not.
  alias: { "@vscode/l10n": "@vscode/l10n/dist/browser.js" },
  metafile: flags.has("--metafile"),
  loader: { ".wasm": "file" },
};

/**
 * Leaves modules that are entries of their own out of the bundle that imports them: esbuild splits only ESM, and the
 * extension host wants CommonJS.
 * @param {Readonly<Record<string, string>>} entries specifier or project path → file in dist/
 * @returns {esbuild.Plugin}
 */
function required(entries) {
  return {
    name: "required",
    setup(build) {
      build.onResolve({ filter: /.*/ }, (args) => {
        const isEntry = args.kind === "entry-point";
        const resolved = args.path.startsWith(".")
          ? path.relative(".", path.join(args.resolveDir, args.path))
          : args.path;
        const target = entries[resolved.replaceAll("\\", "/")];
        return target === undefined || isEntry ? undefined : { path: target, external: true };
      });
    },
  };
}

/** @type {esbuild.BuildOptions} */
const shipped = {
  ...common,
  format: "cjs",
  target: "node20",
  outExtension: { ".js": ".cjs" },
  // Node's import() reads and parses the text of a CommonJS file for its exports before it loads it; require() does not.
  supported: { "dynamic-import": false },
};

/** @returns {esbuild.BuildOptions[]} */
function distBuilds() {
  return [
    {
      ...shipped,
      entryPoints: { extension: "src/extension.ts" },
      outdir: out ?? "dist",
      external: ["vscode"],
      plugins: [required({ "src/vscode/main.ts": "./main.cjs" })],
    },
    { ...shipped, entryPoints: { main: "src/vscode/main.ts" }, outdir: out ?? "dist", external: ["vscode"] },
    {
      ...shipped,
      entryPoints: {
        server: "src/server.ts",
        languageServer: "src/languageServer.ts",
        cli: "src/cli.ts",
        commandLine: "src/commandLine.ts",
      },
      outdir: out ?? "dist",
      plugins: [
        lazyBuiltins(),
        lazyTypescript("./typescript.cjs"),
        required({
          "sql.js": "./sqlite.cjs",
          "src/languageServer.ts": "./languageServer.cjs",
          "src/commandLine.ts": "./commandLine.cjs",
        }),
      ],
    },
    {
      ...shipped,
      entryPoints: { sqlite: "sql.js" },
      outdir: out ?? "dist",
      minify: true,
      sourcemap: false,
    },
    {
      ...shipped,
      entryPoints: { supervisor: "src/supervisor.ts", localData: "src/localData.ts" },
      outdir: out ?? "dist",
      sourcemap: false,
    },
    {
      ...shipped,
      entryPoints: { typescript: "typescript" },
      outdir: out ?? "dist",
      minify: true,
      sourcemap: false,
      plugins: [cutTypescript()],
    },
  ];
}

/**
 * The tests that run without VS Code share their modules (ESM, split); each integration suite is one CommonJS file that
 * VS Code's extension host can require.
 * @returns {esbuild.BuildOptions[]}
 */
function testBuilds() {
  const folders = "host,ui,unit,rules,language,wrangler,support,cli,syntaxes,snippets,bench,build,fuzz,hostile,leak";
  const isFixture = (/** @type {string} */ name) => /(^|\/)(workspace|fixtures|cases)(\/|$)/.test(name);
  const all = globSync(`test/{{${folders}}/**/*.ts,integration/*/index.ts}`, { exclude: isFixture });
  const chosen = files.length > 0 ? files : all;
  const suites = chosen.filter((name) => name.startsWith("test/integration/"));
  const unit = chosen.filter((name) => !name.startsWith("test/integration/"));
  /** @type {esbuild.BuildOptions} */
  const split = {
    ...common,
    outdir: out ?? "out",
    outbase: "test",
    format: "esm",
    target: "node24",
    splitting: true,
    minify: false,
    external: [
      "typescript",
      "mocha",
      "esbuild",
      "wrangler",
      "@vscode/test-electron",
      "playwright-core",
      "@sparticuz/chromium",
      "fast-check",
      "sql.js",
      "@vscode/vsce",
    ],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  };
  /** @type {esbuild.BuildOptions} */
  const integration = {
    ...shipped,
    entryPoints: suites,
    outdir: out ?? "out",
    outbase: "test",
    external: ["vscode", "mocha"],
    minify: false,
  };
  return [{ ...split, entryPoints: unit }, integration].filter((build) => build.entryPoints.length > 0);
}

const builds = target === "test" ? testBuilds() : distBuilds();
const folder = out ?? (target === "test" ? "out" : "dist");
if (!isWatching) await rm(folder, { recursive: true, force: true });
if (target !== "test") {
  await mkdir(folder, { recursive: true });
  writeCompressed(folder, isMinified);
}
if (isWatching) await Promise.all(builds.map(async (build) => (await esbuild.context(build)).watch()));
else {
  const results = await Promise.all(builds.map((build) => esbuild.build(build)));
  if (flags.has("--metafile")) await writeFile(path.join(folder, "meta.json"), JSON.stringify(joined(results)));
}

/**
 * What each bundle was made of, in one metafile.
 * @param {readonly esbuild.BuildResult[]} results
 */
function joined(results) {
  const metafiles = results.flatMap(({ metafile }) => metafile ?? []);
  return {
    inputs: Object.assign({}, ...metafiles.map(({ inputs }) => inputs)),
    outputs: Object.assign({}, ...metafiles.map(({ outputs }) => outputs)),
  };
}
