import { formatOf, parseDocument } from "./config/document.ts";
import type { EnvironmentConfig, WranglerConfig } from "./config/model.ts";
import { readConfig } from "./config/read.ts";
import { readLifecycle } from "./lifecycle/read.ts";
import type { FileSystem, History } from "./ports.ts";
import { ModuleGraph, readEntry } from "./source/entry.ts";
import type { Entry } from "./source/model.ts";
import { dirname, join } from "./text/path.ts";
import type { CommittedWorker } from "./worker.ts";

/** Where the committed version of a Worker is read from. */
export interface CommittedSource {
  readonly history: History;
  /** For what is not under version control: installed packages. */
  readonly files: FileSystem;
  readonly config: WranglerConfig;
  readonly environment: EnvironmentConfig;
}

/**
 * Reads the same environment of the same configuration as committed; undefined if it was never committed, broken then, or
 * deployed under another name: a Worker that is called otherwise has applied nothing yet.
 */
export function readCommitted({ history, files, config, environment }: CommittedSource): CommittedWorker | undefined {
  const text = history.committed(config.path);
  if (text === undefined) return undefined;
  const isSame = text === config.document.text;
  const before = isSame ? config : readConfig(config.path, parseDocument(text, formatOf(config.path)));
  const found = before.environments.find((each) => each.name === environment.name);
  if (found === undefined || before.document.syntaxErrors.length > 0) return undefined;
  const [was, is] = [found.workerName, environment.workerName];
  if (was !== undefined && is !== undefined && was !== is) return undefined;
  let entry: Entry | undefined;
  return {
    environment: found,
    lifecycle: readLifecycle(found),
    get entry() {
      return (entry ??= committedEntry({ history, files, config, environment: found }));
    },
  };
}

function committedEntry({ history, files, config, environment }: CommittedSource): Entry {
  const { main, noBundle, hasBuildCommand } = environment;
  if (main === undefined) return { kind: "none" };
  const configFolder = dirname(config.path);
  const graph = new ModuleGraph(committedFiles(history, files));
  return readEntry(graph, {
    main: join(configFolder, main.value),
    noBundle,
    buildCommand: hasBuildCommand,
    configFolder,
  });
}

/** The committed text where there is one, the present file of a package, and nothing else: a new file was not there. */
function committedFiles(history: History, files: FileSystem): FileSystem {
  return {
    readFile: (path) => (isPackage(path) ? files.readFile(path) : history.committed(path)),
    stat: (path) => {
      if (isPackage(path)) return files.stat(path);
      const text = history.committed(path);
      if (text !== undefined) return { kind: "file", size: text.length };
      const now = files.stat(path);
      return now?.kind === "folder" ? now : undefined;
    },
    readFolder: (path) => files.readFolder(path),
    realPath: (path) => files.realPath(path),
  };
}

function isPackage(path: string): boolean {
  return path.includes("/node_modules/");
}
