import { existsSync } from "node:fs";
import path from "node:path";

/** The project's folder, the same whether this runs from test/host or from a bundle in out/. Absolute. */
export const projectFolder = nearestProject(import.meta.dirname) ?? process.cwd();

/** Where the VS Code server and the browser are kept between runs; git ignores it, `@vscode/test-electron` shares it. */
export const cacheFolder = path.join(projectFolder, ".vscode-test");

function nearestProject(from: string): string | undefined {
  if (existsSync(path.join(from, "esbuild.mjs"))) return from;
  const parent = path.dirname(from);
  return parent === from ? undefined : nearestProject(parent);
}
