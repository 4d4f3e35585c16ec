import { getNodeValue, parseTree, type Node } from "jsonc-parser";
import type { SeveritySetting } from "../../contributions.ts";
import type { FileSystem } from "../../core/ports.ts";
import { readPatterns, readSeverities } from "../../core/settings.ts";
import { foldersUpward, isInside, join } from "../../core/text/path.ts";
import type { FilePath } from "../../core/text/span.ts";

/** The settings of an editor that decide what is reported, as a folder's `.vscode/settings.json` has them. */
export interface FolderSettings {
  readonly rules: ReadonlyMap<string, SeveritySetting>;
  /** Glob patterns, relative to `folder`. */
  readonly exclude: readonly string[];
  /** The folder that holds `.vscode`. */
  readonly folder: FilePath;
}

/** Reads settings files, each once. */
export class SettingsReader {
  readonly #files: FileSystem;
  readonly #known = new Map<FilePath, FolderSettings | undefined>();

  constructor(files: FileSystem) {
    this.#files = files;
  }

  /** The settings of the nearest folder, from `folder` up to `root`, whose settings file has any of ours. */
  nearest(folder: FilePath, root: FilePath): FolderSettings | undefined {
    for (const each of foldersUpward(folder)) {
      if (!isInside(root, each)) return undefined;
      const found = this.#of(each);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #of(folder: FilePath): FolderSettings | undefined {
    if (!this.#known.has(folder)) this.#known.set(folder, this.#read(folder));
    return this.#known.get(folder);
  }

  #read(folder: FilePath): FolderSettings | undefined {
    const text = this.#files.readFile(join(folder, ".vscode/settings.json"));
    const tree = text?.includes("durableObjects.") === true ? parseTree(text) : undefined;
    const rules = valueOf(tree, "durableObjects.rules");
    const exclude = valueOf(tree, "durableObjects.exclude");
    if (rules === undefined && exclude === undefined) return undefined;
    return { rules: readSeverities(rules), exclude: readPatterns(exclude), folder };
  }
}

/** The last of several equal keys counts, as in the editor. */
function valueOf(tree: Node | undefined, key: string): unknown {
  const found = tree?.children?.findLast((each) => each.children?.[0]?.value === key)?.children?.[1];
  return found && getNodeValue(found);
}
