import type { FileSystem } from "../../src/core/ports.ts";
import { isInside, toFilePath } from "../../src/core/text/path.ts";
import type { FilePath } from "../../src/core/text/span.ts";
import { diskFiles } from "../../src/node/fileSystem.ts";

const mount = toFilePath("/w/node_modules");
const installed = toFilePath(`${process.cwd()}/node_modules`);

/** Files in memory below `/w`, with the packages that this project has installed in `/w/node_modules`. */
export function withPackages(files: FileSystem): FileSystem {
  return {
    readFile: (path) => (isPackage(path) ? diskFiles.readFile(onDisk(path)) : files.readFile(path)),
    stat: (path) => (isPackage(path) ? diskFiles.stat(onDisk(path)) : files.stat(path)),
    readFolder: (path) => (isPackage(path) ? diskFiles.readFolder(onDisk(path)) : files.readFolder(path)),
    realPath: (path) => (isPackage(path) ? mounted(diskFiles.realPath(onDisk(path))) : files.realPath(path)),
  };
}

function isPackage(path: FilePath): boolean {
  return isInside(mount, path);
}

function onDisk(path: FilePath): FilePath {
  return toFilePath(installed + path.slice(mount.length));
}

function mounted(path: FilePath): FilePath {
  return isInside(installed, path) ? toFilePath(mount + path.slice(installed.length)) : path;
}
