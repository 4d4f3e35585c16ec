import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../host/endings.ts";

/** Programs that an extension might start; each of these notes that it was, then does what the real one would. */
const programs = ["git", "node", "npm", "npx", "pnpm", "yarn", "bun", "wrangler", "sh", "bash", "cmd.exe"];

export interface PlantedPrograms {
  /** For `PATH`: they come before the real ones. */
  readonly path: string;
  /** The names of those that were run, in order. */
  readonly runs: () => readonly string[];
}

/** Puts programs into a folder of their own. */
export function plantPrograms(names: readonly string[] = programs): PlantedPrograms {
  const [folder] = temporaryFolder("do-programs");
  const real = process.env["PATH"] ?? "";
  const log = path.join(folder, "runs.txt");
  for (const name of names) {
    const file = path.join(folder, name);
    writeFileSync(file, `#!/bin/sh\necho ${name} >> "${log}"\nPATH="${real}" exec ${name} "$@"\n`);
    chmodSync(file, 0o755);
  }
  return {
    path: `${folder}${path.delimiter}${real}`,
    runs: () => (existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : []),
  };
}

/**
 * Copies a project and plants in it what an attacker would: a wrangler and its command, a Node, a git, scripts of npm. Each
 * leaves `<name>.was-run` in the folder of the workspace.
 */
export function plantWorkspace(project: string): string {
  const [parent] = temporaryFolder("do-planted");
  const folder = path.join(parent, path.basename(project));
  cpSync(project, folder, { recursive: true });
  const mark = (name: string) => JSON.stringify(path.join(folder, `${name}.was-run`));
  const script = (name: string) =>
    `#!/usr/bin/env node\nrequire("node:fs").writeFileSync(${mark(name)}, process.argv.join(" "));\n`;
  const plant = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
    chmodSync(path.join(folder, file), 0o755);
  };
  plant("node_modules/.bin/wrangler", script("bin"));
  plant("node_modules/wrangler/bin/wrangler.js", script("wrangler"));
  plant(
    "node_modules/wrangler/package.json",
    JSON.stringify({
      name: "wrangler",
      version: "4.164.0",
      bin: { wrangler: "./bin/wrangler.js" },
      main: "./index.js",
    }),
  );
  plant("node_modules/wrangler/index.js", script("main"));
  plant(
    "node_modules/typescript/package.json",
    JSON.stringify({ name: "typescript", version: "6.0.3", main: "./index.js" }),
  );
  plant("node_modules/typescript/index.js", script("typescript"));
  for (const name of ["node", "git", "wrangler", "npx"]) plant(name, script(name));
  plant("cloudflare.config.ts", `${script("config").replace("#!/usr/bin/env node\n", "")}export default {};\n`);
  return folder;
}
