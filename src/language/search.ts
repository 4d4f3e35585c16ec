import { isConfigPath, isOwnPath, walkConfigs } from "../core/discovery.ts";
import { dirname, foldersUpward, isInside } from "../core/text/path.ts";
import type { FilePath } from "../core/text/span.ts";
import type { Documents } from "./documents.ts";
import type { Folder, Folders } from "./folders.ts";

/** So long a search goes on before the server listens again. In milliseconds. */
const slice = 10;

/** What an editor has open. */
export interface Open {
  readonly documents: Documents;
  readonly folders: Folders;
}

/** Whether a configuration is to be analysed; one outside every folder is, as long as it is open. */
export function belongs({ documents, folders }: Open, config: FilePath): boolean {
  const folder = folders.of(config);
  if (folder === undefined) return documents.get(config) !== undefined && !config.includes("/node_modules/");
  return isOwnPath(folder.path, config) && !folder.settings.isExcluded(config);
}

/** Finds the configurations beside and above an open document: its editor waits for them. */
export function searchUpward({ documents, folders }: Open, path: FilePath, found: (config: FilePath) => void): void {
  const root = folders.of(path)?.path;
  if (root === undefined) {
    if (isConfigPath(path)) found(path);
    return;
  }
  for (const folder of foldersUpward(dirname(path))) {
    if (!isInside(root, folder)) return;
    for (const config of walkConfigs(documents, folder).next().value ?? []) found(config);
  }
}

/** Finds every configuration below a folder, and lets the server listen in between. */
export async function searchBelow(
  { path, settings }: Folder,
  documents: Documents,
  found: (config: FilePath) => void,
): Promise<void> {
  let end = performance.now() + slice;
  for (const configs of walkConfigs(documents, path, (each) => settings.isExcluded(each))) {
    for (const config of configs) found(config);
    if (performance.now() < end) continue;
    await nextTurn();
    end = performance.now() + slice;
  }
}

async function nextTurn(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}
