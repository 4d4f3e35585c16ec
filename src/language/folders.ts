import type { WorkspaceFolder } from "vscode-languageserver";
import { isInside } from "../core/text/path.ts";
import type { FilePath } from "../core/text/span.ts";
import { type FolderSettings, readSettings } from "./settings.ts";
import { toPath } from "./uris.ts";

/** A folder that the editor has open. */
export interface Folder {
  readonly uri: string;
  readonly path: FilePath;
  readonly settings: FolderSettings;
}

/** The folders that the editor has open, each with its settings. */
export class Folders {
  readonly #ask: (scopeUri: string) => Promise<unknown>;
  readonly #folders = new Map<FilePath, Folder>();

  /** @param ask answers the settings under `durableObjects` for a folder */
  constructor(ask: (scopeUri: string) => Promise<unknown>) {
    this.#ask = ask;
  }

  /** In the order they were opened. */
  get all(): readonly Folder[] {
    return [...this.#folders.values()];
  }

  /** The innermost folder that a path lies in. */
  of(path: FilePath): Folder | undefined {
    const holding = this.all.filter((folder) => isInside(folder.path, path));
    return holding.toSorted((a, b) => b.path.length - a.path.length)[0];
  }

  /** Opens folders; ones that are no `file:` URIs are left out. */
  async add(folders: readonly WorkspaceFolder[]): Promise<void> {
    await Promise.all(
      folders.map(async ({ uri }) => {
        const path = toPath(uri);
        if (path !== undefined) this.#folders.set(path, await this.#read(uri, path));
      }),
    );
  }

  remove(folders: readonly WorkspaceFolder[]): void {
    for (const { uri } of folders) {
      const path = toPath(uri);
      if (path !== undefined) this.#folders.delete(path);
    }
  }

  /** Reads the settings of every folder anew. */
  async refreshSettings(): Promise<void> {
    const known = this.all;
    const fresh = await Promise.all(known.map(({ uri, path }) => this.#read(uri, path)));
    for (const folder of fresh) if (this.#folders.has(folder.path)) this.#folders.set(folder.path, folder);
  }

  async #read(uri: string, path: FilePath): Promise<Folder> {
    // An editor that cannot answer has no settings of ours.
    const value = await this.#ask(uri).catch(() => undefined);
    return { uri, path, settings: readSettings(value, path) };
  }
}
