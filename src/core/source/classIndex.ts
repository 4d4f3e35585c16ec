import type { FileSystem } from "../ports.ts";
import { dirname, join } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import { classesOf } from "./classes.ts";
import type { ModuleGraph } from "./graph.ts";
import type { ClassDeclaration, Entry } from "./model.ts";

/** More files than this below the folder of an entry are not looked into: the index serves quick fixes, not the truth. */
const maxFiles = 500;
/** Nor into more folders than this, however few files are in them. */
const maxFolders = 2000;
const sourceFile = /(?<!\.d)\.(ts|tsx|mts|cts|js|jsx|mjs|cjs)$/;
const skippedFolder = /^(\..*|node_modules|dist|build|out|target|coverage|tests?|__tests__)$/;
const classHead = /\bclass\s+([A-Za-z_$][\w$]*)/g;

/** Which files below a folder declare a class of a name, found by a quick look at their text; kept until a file changes. */
export class ClassIndex {
  readonly #files: FileSystem;
  readonly #byFolder = new Map<FilePath, Map<FilePath, ReadonlySet<string>>>();

  constructor(files: FileSystem) {
    this.#files = files;
  }

  /** The files below `folder` whose text declares a class of that name, in the order of their paths. */
  filesWith(className: string, folder: FilePath): readonly FilePath[] {
    return [...this.#indexOf(folder)]
      .filter(([, names]) => names.has(className))
      .map(([path]) => path)
      .toSorted();
  }

  /** The names of the classes declared below `folder`, in alphabetical order. */
  namesBelow(folder: FilePath): readonly string[] {
    return [...new Set([...this.#indexOf(folder).values()].flatMap((names) => [...names]))].toSorted();
  }

  /** Looks at one file again. */
  fileChanged(path: FilePath): void {
    if (!sourceFile.test(path)) return;
    for (const [folder, index] of this.#byFolder) if (path.startsWith(`${folder}/`)) this.#look(path, index);
  }

  #indexOf(folder: FilePath): Map<FilePath, ReadonlySet<string>> {
    const index = this.#byFolder.get(folder) ?? this.#scan(folder);
    this.#byFolder.set(folder, index);
    return index;
  }

  #scan(root: FilePath): Map<FilePath, ReadonlySet<string>> {
    const index = new Map<FilePath, ReadonlySet<string>>();
    const pending: FilePath[] = [root];
    // What is found in a folder is appended while the list is gone through.
    for (const [read, folder] of pending.entries()) {
      if (index.size >= maxFiles || read >= maxFolders) break;
      for (const entry of this.#files.readFolder(folder)) {
        const path = join(folder, entry.name);
        if (entry.kind === "folder" && !skippedFolder.test(entry.name)) pending.push(path);
        else if (entry.kind === "file" && sourceFile.test(entry.name)) this.#look(path, index);
      }
    }
    return index;
  }

  #look(path: FilePath, index: Map<FilePath, ReadonlySet<string>>): void {
    const text = this.#files.readFile(path);
    if (text === undefined) index.delete(path);
    else index.set(path, new Set([...text.matchAll(classHead)].map((match) => match[1] ?? "")));
  }
}

/** What `classesNear` looks through. */
export interface ClassSearch {
  readonly name: string;
  readonly entry: Entry;
  readonly index: ClassIndex;
  readonly graph: ModuleGraph;
}

/** The top-level classes of a name in the modules of an entry and, if there is none, in the files below its folder. */
export function classesNear({ name, entry, index, graph }: ClassSearch): readonly ClassDeclaration[] {
  if (entry.kind !== "module" || entry.language !== "javascript") return [];
  const isWanted = (each: ClassDeclaration): boolean => each.name === name;
  const reached = [...entry.modules.values()].flatMap((module) => classesOf(module).filter(isWanted));
  if (reached.length > 0) return reached;
  return index.filesWith(name, dirname(entry.path)).flatMap((path) => {
    const module = graph.module(path);
    return module === undefined ? [] : classesOf(module).filter(isWanted);
  });
}
