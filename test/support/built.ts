import { execFileSync } from "node:child_process";
import { realpathSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../host/endings.ts";

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
