import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createVSIX } from "@vscode/vsce";
import { temporaryFolder } from "../test/host/endings.ts";
import { projectFolder } from "../test/host/paths.ts";
import { copyShipped } from "../test/host/shipped.ts";
import { readmeForShipping } from "./readme.ts";

export type VsixOptions = {
  /** Where it is written; in the project, named after the version, if it is not said. */
  readonly file?: string;
  /** The folder of the build, of the name dist; that of the project if it is not said. */
  readonly dist?: string;
};

/** Packs the project into a VSIX. @returns its path */
export async function makeVsix({ file, dist }: VsixOptions = {}): Promise<string> {
  const [folder, remove] = temporaryFolder("do-vsix");
  const manifest: Manifest = JSON.parse(readFileSync(path.join(projectFolder, "package.json"), "utf8"));
  const vsix = path.resolve(file ?? path.join(projectFolder, `${manifest.name}-${manifest.version}.vsix`));
  const staged = path.join(folder, manifest.name);
  stage(manifest, staged, dist);
  await createVSIX({ cwd: staged, packagePath: vsix, dependencies: false, allowMissingRepository: true });
  remove();
  return vsix;
}

type Manifest = { readonly name: string; readonly version: string; readonly [key: string]: unknown };

/** Copies what is shipped, with a package.json and a README for people who do not build it. */
function stage(manifest: Manifest, folder: string, dist: string | undefined): void {
  copyShipped(projectFolder, folder);
  if (dist !== undefined) {
    rmSync(path.join(folder, "dist"), { recursive: true, force: true });
    copyShipped(path.dirname(dist), folder);
  }
  cpSync(path.join(projectFolder, ".vscodeignore"), path.join(folder, ".vscodeignore"));
  const { scripts: _scripts, devDependencies: _packages, allowScripts: _allowed, ...shipped } = manifest;
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(shipped));
  const readme = path.join(folder, "README.md");
  writeFileSync(readme, readmeForShipping(readFileSync(readme, "utf8")));
}
