import { foldersUpward, join } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import type { ModuleGraph } from "./graph.ts";

const lists = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"];

/** Which packages the package.json files of a project ask for; each file is parsed once. */
export class Dependencies {
  readonly #graph: ModuleGraph;
  readonly #byFolder = new Map<FilePath, ReadonlyMap<string, string>>();

  constructor(graph: ModuleGraph) {
    this.#graph = graph;
  }

  /** Whether a specifier names a package that is installed from elsewhere, not one of the workspace. */
  has(specifier: string, folder: FilePath): boolean {
    const name = /^(?:@[^/]+\/)?[^./#][^/]*/.exec(specifier)?.[0];
    if (name === undefined) return false;
    for (const each of foldersUpward(folder)) {
      const version = this.#in(each).get(name);
      if (version !== undefined) return !/^(workspace|file|link|portal):/.test(version);
    }
    return false;
  }

  #in(folder: FilePath): ReadonlyMap<string, string> {
    const known = this.#byFolder.get(folder) ?? this.#read(join(folder, "package.json"));
    this.#byFolder.set(folder, known);
    return known;
  }

  #read(path: FilePath): ReadonlyMap<string, string> {
    const text = this.#graph.stat(path)?.kind === "file" ? this.#graph.readText(path) : undefined;
    const content = Object.fromEntries(entries(parse(text ?? "")));
    const all = lists.flatMap((list) => entries(content[list]));
    return new Map(all.filter((each): each is [string, string] => typeof each[1] === "string"));
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A package.json that is being typed asks for nothing.
    return undefined;
  }
}

function entries(value: unknown): readonly [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}
