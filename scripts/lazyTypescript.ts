import { createRequire } from "node:module";
import type { Plugin } from "esbuild";
import { namesOfTypescript } from "./typescriptNames.ts";

/**
 * Loads TypeScript from a file of its own when the first function of it is called: a check that reads no module does not
 * load it at all. Its enums, which modules read while they are loaded, are there from the start.
 * @param file what is required, such as `./typescript.cjs`
 */
export function lazyTypescript(file: string): Plugin {
  return {
    name: "lazy-typescript",
    setup(build) {
      build.onResolve({ filter: /^typescript$/ }, () => ({ path: "typescript", namespace: "lazy" }));
      build.onResolve({ filter: /.*/, namespace: "lazy" }, ({ path }) => ({ path, external: true }));
      build.onLoad({ filter: /.*/, namespace: "lazy" }, () => ({ contents: shim(file, enums()), loader: "js" }));
    },
  };
}

/** An ES module whose default export is replaced by the real TypeScript once that has been loaded. */
function shim(file: string, enums: Readonly<Record<string, unknown>>): string {
  return `
const enums = ${JSON.stringify(enums)};
let ts = new Proxy(enums, { get: (_, name) => enums[name] ?? ((...args) => load()[name](...args)) });
function load() {
  ts = require(${JSON.stringify(file)});
  return ts;
}
export { ts as default };
`;
}

function enums(): Readonly<Record<string, unknown>> {
  const typescript: Readonly<Record<string, unknown>> = createRequire(import.meta.url)("typescript");
  const entries = namesOfTypescript(typescript).map((name) => [name, typescript[name]] as const);
  return Object.fromEntries(entries.filter(([, value]) => typeof value === "object"));
}
