import { createRequire } from "node:module";
import type { Plugin } from "esbuild";

/** What takes Node a millisecond or more to load, and most runs never call. */
const heavy = /^node:(child_process|crypto|fs\/promises|zlib)$/;

/** Loads modules of Node when a function of them is first called, where it is the project's own code that imports them. */
export function lazyBuiltins(): Plugin {
  const require = createRequire(import.meta.url);
  return {
    name: "lazy-builtins",
    setup(build) {
      build.onResolve({ filter: heavy }, ({ path, importer }) =>
        /[\\/]src[\\/]/.test(importer) ? { path, namespace: "lazy-builtin" } : undefined,
      );
      build.onLoad({ filter: heavy, namespace: "lazy-builtin" }, ({ path }) => ({
        contents: shim(path, require(path)),
        loader: "js",
      }));
    },
  };
}

/** Classes are left out: whoever imports one fails to build, and takes the module off the list. */
function shim(path: string, module: Readonly<Record<string, unknown>>): string {
  const functions = Object.keys(module).filter((name) => /^[a-z]/.test(name) && typeof module[name] === "function");
  const lines = functions.map((name) => `export const ${name} = (...args) => load().${name}(...args);`);
  return [`const load = () => require(${JSON.stringify(path)});`, ...lines].join("\n");
}
