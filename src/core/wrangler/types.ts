import type { FileSystem } from "../ports.ts";
import { dirname, join } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";

/** The file that `wrangler types` writes beside a configuration, unless it is told another. */
const typesFile = "worker-configuration.d.ts";

/** The generated types of a configuration; undefined where there are none. */
export function generatedTypes(files: FileSystem, configPath: FilePath): FilePath | undefined {
  const path = join(dirname(configPath), typesFile);
  return files.stat(path)?.kind === "file" ? path : undefined;
}
