import { execFileSync } from "node:child_process";
import { cpSync, realpathSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../host/endings.ts";
import { projectFolder } from "../host/paths.ts";
import { copyShipped } from "../host/shipped.ts";

let folder: string | undefined;

/** The folder of a build as it is shipped, with its meta.json; made once, and removed when this process ends. */
export function builtFolder(): string {
  if (folder === undefined) {
    const [made] = temporaryFolder("do-built");
    folder = path.join(realpathSync(made), "dist");
    execFileSync(process.execPath, ["esbuild.mjs", "dist", "--minify", "--metafile", `--out=${folder}`]);
  }
  return folder;
}

/** A folder of the extension with nothing but what is shipped, minified. */
export function shippedFolder(): string {
  const [made] = temporaryFolder("do-shipped");
  copyShipped(projectFolder, made);
  cpSync(builtFolder(), path.join(made, "dist"), { recursive: true });
  return made;
}
