import { formatOf, parseDocument } from "./config/document.ts";
import type { EnvironmentConfig, WranglerConfig } from "./config/model.ts";
import { readConfig } from "./config/read.ts";
import { readLifecycle } from "./lifecycle/read.ts";
import type { FileSystem, History } from "./ports.ts";
import { ModuleGraph, readEntry } from "./source/entry.ts";
import type { Entry } from "./source/model.ts";
import { dirname, join } from "./text/path.ts";
import type { FilePath } from "./text/span.ts";
import type { CommittedWorker } from "./worker.ts";

/** Where the committed version of a configuration is read from. */
export interface CommittedSource {
  readonly history: History;
  /** For what is not under version control: installed packages. */
  readonly files: FileSystem;
  readonly config: WranglerConfig;
}

/**
 * Finds an environment as it was committed; undefined if there was none, the configuration was broken then, or the Worker
 * was called otherwise: then it has applied nothing under its present name.
 */
export type Committed = (environment: EnvironmentConfig) => CommittedWorker | undefined;

/** Reads a configuration as committed: its text once, for all environments. */
export function readCommitted(source: CommittedSource): Committed {
  const { path } = source.config;
  const text = source.history.committed(path);
  if (text === undefined) return () => undefined;
  const isSame = text === source.config.document.text;
  const before = isSame ? source.config : readConfig(path, parseDocument(text, formatOf(path)));
  if (before.document.syntaxErrors.length > 0) return () => undefined;
  const graph = new ModuleGraph(committedFiles(source.history, source.files));
  return ({ name, workerName }) => {
    const found = before.environments.find((each) => each.name === name);
    const [was, is] = [found?.workerName, workerName];
    const isRenamed = was !== undefined && is !== undefined && was !== is;
    return isRenamed ? undefined : found && committedWorker(found, { graph, configFolder: dirname(path) });
  };
}

interface CommittedCode {
  readonly graph: ModuleGraph;
  readonly configFolder: FilePath;
}

function committedWorker(environment: EnvironmentConfig, code: CommittedCode): CommittedWorker {
  let entry: Entry | undefined;
  return {
    environment,
    lifecycle: readLifecycle(environment),
    get entry() {
      return (entry ??= committedEntry(environment, code));
    },
  };
}

function committedEntry({ main, noBundle, hasBuildCommand }: EnvironmentConfig, code: CommittedCode): Entry {
  if (main === undefined) return { kind: "none" };
  const { graph, configFolder } = code;
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
