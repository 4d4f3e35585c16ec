import { isDurableObject } from "../source/knownBases.ts";
import { exportChanges } from "../rules/shared/exported.ts";
import { dirname, isInside } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import type { Worker } from "../worker.ts";

/** The Durable Object classes in and near the modules of a Worker's entry that it does not export, and can. */
export function unexportedClasses(worker: Worker): readonly string[] {
  const { entry } = worker;
  if (entry.kind !== "module") return [];
  const nested = foldersOfOthers(worker);
  return worker.classNamesNear().filter((name) => {
    const [declaration] = entry.exports.names.has(name) ? [] : worker.classesNamed(name);
    return (
      declaration !== undefined &&
      !nested.some((folder) => isInside(folder, declaration.path)) &&
      !declaration.isAbstract &&
      isDurableObject(declaration) === "yes" &&
      exportChanges(worker, declaration) !== undefined
    );
  });
}

/** The folders below a Worker's own that are other Workers': their classes are theirs to export. */
function foldersOfOthers({ others, config }: Worker): readonly FilePath[] {
  const own = dirname(config.path);
  const folders = others.names().flatMap((name) => others.named(name).map((each) => dirname(each.config.path)));
  return folders.filter((folder) => folder !== own && isInside(own, folder));
}
