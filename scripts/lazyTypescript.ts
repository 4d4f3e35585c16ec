import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "esbuild";

const typescript: Readonly<Record<string, unknown>> = createRequire(import.meta.url)("typescript");

/**
 * Loads TypeScript from a file of its own when the first function of it is called: a check that reads no module does not
 * load it at all. The members of its enums become the numbers that they are.
 * @param file what is required, such as `./typescript.cjs`
 */
export function lazyTypescript(file: string): Plugin {
  return {
    name: "lazy-typescript",
    setup(build) {
      build.onResolve({ filter: /^typescript$/ }, () => ({ path: "typescript", namespace: "lazy" }));
      build.onResolve({ filter: /.*/, namespace: "lazy" }, ({ path }) => ({ path, external: true }));
      build.onLoad({ filter: /.*/, namespace: "lazy" }, () => ({ contents: shim(file), loader: "js" }));
      build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => ({
        contents: withoutEnums(readFileSync(path, "utf8")),
        loader: "ts",
      }));
    },
  };
}

/** An ES module whose default export is replaced by the real TypeScript once that has been loaded. */
function shim(file: string): string {
  return `
let ts = new Proxy({}, { get: (_, name) => (...args) => load()[name](...args) });
function load() {
  ts = require(${JSON.stringify(file)});
  return ts;
}
export { ts as default };
`;
}

function withoutEnums(text: string): string {
  const written = text.replaceAll(/\bts\.(\w+)\.(\w+)\b/g, (all, name: string, member: string) => {
    const value = typescript[name];
    const members = typeof value === "object" && value !== null ? Object.entries(value) : [];
    const [, found] = members.find(([key]) => key === member) ?? [];
    return found === undefined ? all : JSON.stringify(found);
  });
  const [left] = /\bts\.[A-Z]\w+\[(?!\])/.exec(written) ?? [];
  if (left !== undefined) throw new Error(`${left} is not there at run time: members of enums have to be named.`);
  return written;
}
