import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "esbuild";
import { namesOfTypescript } from "./typescriptNames.ts";
import { standIns } from "./typescriptStandIns.ts";
import { withoutUnused } from "./withoutUnused.ts";

/**
 * Leaves of TypeScript what this project calls: parser, scanner, resolver, the reading of a tsconfig. Its one file is a
 * list of functions below the names of the files that they come from; as an ES module, esbuild drops what nobody asks
 * for, once it is told which statements have no effect.
 */
export function cutTypescript(): Plugin {
  return {
    name: "cut-typescript",
    setup(build) {
      const require = createRequire(import.meta.url);
      build.onLoad({ filter: /[\\/]typescript[\\/]lib[\\/]typescript\.js$/ }, async ({ path }) => {
        const { module, dropped } = asModule(readFileSync(path, "utf8"), namesOfTypescript(require("typescript")));
        const { code } = await build.esbuild.transform(module, {
          format: "esm",
          treeShaking: true,
          define: leftOut(dropped),
        });
        const used = withoutUnused(code);
        assertComplete(used);
        return { contents: withPlainExports(used), loader: "js" };
      });
    },
  };
}

/** The text of TypeScript as an ES module that exports these names only, and what was left out of it. */
function asModule(text: string, names: readonly string[]): { readonly module: string; readonly dropped: string } {
  const sections = text.split(/^(?=\/\/ src\/)/m).slice(1);
  const [kept, dropped] = partition(sections, isNeeded);
  const exported = exportsOf(sections[0] ?? "");
  const exports = `export { ${names.map((name) => `${exported.get(name) ?? name} as ${name}`).join(", ")} };\n`;
  const texts = [...Object.values(standIns), ...kept.map(withoutEffects), servicesAllocator, exports];
  return { module: texts.join(""), dropped: dropped.join("") };
}

/** The exports of an ES module are getters in a CommonJS one, which every call would go through; these are plain values. */
function withPlainExports(code: string): string {
  return code.replace(
    /^export \{\n([^}]*)\};\s*$(?![\s\S])/m,
    (_, names: string) => `module.exports = {\n${names.replaceAll(/(\w+) as (\w+)/g, "$2: $1")}};\n`,
  );
}

/** Fails if what is left asks for something that was left out: it would be a missing variable at run time. */
function assertComplete(code: string): void {
  const missing: string[] = code.match(/(?<=\bleftOut_)\w+/g) ?? [];
  const assertions = code.match(/\bDebug\.\w+/g) ?? [];
  missing.push(
    ...assertions.filter((name) => !standIns["compiler/debug.ts"]?.includes(`  ${name.slice("Debug.".length)}`)),
  );
  if (missing.length > 0) throw new Error(`The cut of TypeScript lacks ${[...new Set(missing)].join(", ")}.`);
}

/** A new name for every variable that was left out; esbuild gives it to those only that are declared nowhere. */
function leftOut(dropped: string): Record<string, string> {
  const declared = dropped.matchAll(/^(?:var|(?:async )?function\*?|class) (\w+)/gm);
  return Object.fromEntries(Array.from(declared, ([, name = ""]) => [name, `leftOut_${name}`]));
}

/** Of the language service, the classes of nodes are needed (`node.getText()`), and nothing of the server. */
function isNeeded(section: string): boolean {
  const file = section.slice("// src/".length, section.indexOf("\n"));
  return file.startsWith("compiler/")
    ? !file.startsWith("compiler/transformers/") && !(file in standIns)
    : ["services/services.ts", "services/utilities.ts", "services/types.ts"].includes(file);
}

/** The name under which each export is known inside. */
function exportsOf(section: string): ReadonlyMap<string, string> {
  return new Map(
    Array.from(section.matchAll(/^ {2}(\w+): \(\) => (\w+),?$/gm), ([, name = "", local = ""]) => [name, local]),
  );
}

/** A section whose statements can be dropped by one. Each replacement is for one form that TypeScript's build writes. */
function withoutEffects(section: string): string {
  return (
    section
      .replace(/^__export\(\w+, \{\n[\s\S]*?^\}\);$/gm, "")
      .replace(/^setObjectAllocator\(getServicesObjectAllocator\(\)\);$/m, "")
      .replace(/^var Diagnostics = \{\n([\s\S]*?)^\};/m, (_, messages: string) => oneByOne(messages))
      // What tsc prints about its options, which nobody reads here.
      .replaceAll(/^ +(?:description|category|defaultValueDescription): Diagnostics\.\w+,?\n/gm, "")
      .replaceAll(/\bDiagnostics\.(?=\w)/g, "Diagnostics_")
      .replaceAll(/^(var \w+ = )([\w.]+\()/gm, "$1/* @__PURE__ */ $2")
      .replaceAll("new Map(Object.entries(", "/* @__PURE__ */ new Map(/* @__PURE__ */ Object.entries(")
      .replaceAll(
        /^var (\w+);\n\(\((\w+)\) => \{\n([\s\S]*?)^\}\)\(\1 \|\| \(\1 = \{\}\)\);/gm,
        "var $1 = /* @__PURE__ */ (($2) => {\n$3return $2;\n})({});",
      )
  );
}

/** The messages as variables, of which most are then unused. */
function oneByOne(messages: string): string {
  return messages.replaceAll(
    /^ {2}(\w+): (diag\([\s\S]*?\)),?$(?=\n {2}\w+: diag|\n(?![\s\S]))/gm,
    "var Diagnostics_$1 = /* @__PURE__ */ $2;",
  );
}

/** Nodes of the language service's kind, without its symbols, types and signatures, which would need the type checker. */
const servicesAllocator = `
setObjectAllocator({
  ...objectAllocator,
  getNodeConstructor: () => NodeObject,
  getTokenConstructor: () => TokenObject,
  getIdentifierConstructor: () => IdentifierObject,
  getPrivateIdentifierConstructor: () => PrivateIdentifierObject,
  getSourceFileConstructor: () => SourceFileObject,
});
`;

function partition<T>(items: readonly T[], test: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [items.filter((item) => test(item)), items.filter((item) => !test(item))];
}
