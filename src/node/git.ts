import type { FileSystem, History } from "../core/ports.ts";
import { dirname, foldersUpward, join, relative } from "../core/text/path.ts";
import type { FilePath } from "../core/text/span.ts";
import { isContent } from "./git/objects.ts";
import { Repository } from "./git/repository.ts";
import { watchFiles } from "./git/watch.ts";

export interface GitOptions {
  /** The present texts: a file that is as committed needs no question to git. */
  readonly files: FileSystem;
  /** The revision to compare with, such as `HEAD` (the default), `@{upstream}` or a tag. One that looks like an option is none. */
  readonly revision?: string;
  /**
   * Called when answers may be others than before: what was asked for has arrived, or the revision has moved, which is
   * watched. With it nothing blocks, and what is not known yet is undefined. Without it every answer is waited for.
   */
  readonly changed?: () => void;
  /** Files that are likely to be asked for: where git has to be waited for, one question is enough for all of them. */
  readonly expected?: readonly FilePath[];
}

/**
 * The committed texts of files, from the repositories they lie in. It lists the files of a revision once, and asks for a
 * content only where the present one differs. Nothing of a repository is executed: only stored objects are read.
 */
export class GitHistory implements History {
  readonly #files: FileSystem;
  readonly #revision: string;
  readonly #changed: (() => void) | undefined;
  readonly #expected: ReadonlySet<FilePath>;
  readonly #repositories = new Map<FilePath, Repository>();
  /** Folder → the root of its repository, or null. */
  readonly #roots = new Map<FilePath, FilePath | null>();
  readonly #announced = new WeakSet<Promise<void>>();
  readonly #loads = new Map<Repository, Promise<void>>();
  readonly #watches: (() => void)[] = [];
  #isDisposed = false;

  constructor({ files, revision = "HEAD", changed, expected = [] }: GitOptions) {
    this.#files = files;
    this.#revision = revision;
    this.#changed = changed;
    // Names go to git line by line.
    this.#expected = new Set(expected.filter((path) => !path.includes("\n")));
  }

  committed(path: FilePath): string | undefined {
    const repository = this.#repositoryOf(path);
    if (repository === undefined) return undefined;
    if (this.#isAskedByName(repository, path)) return repository.text(nameIn(repository, path));
    if (repository.listing === undefined) this.#load(repository);
    const id = repository.listing?.get(relative(repository.root, path));
    if (id === undefined) return undefined;
    this.#find(repository, path, id);
    return repository.text(id);
  }

  /**
   * Lists the repositories of some files ahead of the questions about them, without blocking. Returns those where the
   * revision is, and those where it is not.
   */
  async load(paths: readonly FilePath[]): Promise<{ readonly listed: FilePath[]; readonly missing: FilePath[] }> {
    const repositories = new Set(paths.flatMap((path) => this.#repositoryOf(path) ?? []));
    await Promise.all([...repositories].map((each) => each.load()));
    const roots = (isListed: boolean): FilePath[] =>
      [...repositories].filter((each) => (each.listing !== null) === isListed).map((each) => each.root);
    return { listed: roots(true), missing: roots(false) };
  }

  /** Looks whether the revision has moved, or a repository has come into being; calls `changed` if so. */
  async refresh(): Promise<void> {
    this.#roots.clear();
    const moved = await Promise.all([...this.#repositories.values()].map((each) => each.reload()));
    if (moved.includes(true) && !this.#isDisposed) this.#changed?.();
  }

  /** Ends every watch; answers stay as they are. */
  dispose(): void {
    this.#isDisposed = true;
    for (const stop of this.#watches) stop();
  }

  /** Where git is waited for, a repository need not be listed for files that can all be asked for at once. */
  #isAskedByName(repository: Repository, path: FilePath): boolean {
    if (this.#changed !== undefined || !this.#expected.has(path)) return false;
    if (repository.knows(nameIn(repository, path))) return true;
    if (repository.listing !== undefined) return false;
    const near = [...this.#expected].filter((each) => this.#repositoryOf(each) === repository);
    repository.fetchSync(near.map((each) => nameIn(repository, each)));
    return true;
  }

  #load(repository: Repository): void {
    if (this.#changed === undefined) repository.loadSync();
    else this.#announce(this.#loadWatched(repository));
  }

  #find(repository: Repository, path: FilePath, id: string): void {
    if (this.#isAtHand(repository, path, id)) return;
    if (this.#changed === undefined) repository.fetchSync([id, ...this.#expectedIn(repository)]);
    else this.#announce(repository.fetch(id));
  }

  /** Most files are as they were committed: their text is at hand. */
  #isAtHand(repository: Repository, path: FilePath, id: string): boolean {
    if (repository.knows(id)) return true;
    const present = this.#files.readFile(path);
    if (present === undefined || !isContent(present, id)) return false;
    repository.remember(id, present);
    return true;
  }

  #expectedIn(repository: Repository): readonly string[] {
    return [...this.#expected].flatMap((path) => {
      const id = repository.listing?.get(relative(repository.root, path));
      return id === undefined || this.#isAtHand(repository, path, id) ? [] : [id];
    });
  }

  /** Tells once that what many have asked for is there. */
  #announce(work: Promise<void>): void {
    if (this.#announced.has(work)) return;
    this.#announced.add(work);
    void this.#tellAfter(work);
  }

  async #tellAfter(work: Promise<void>): Promise<void> {
    await work;
    if (!this.#isDisposed) this.#changed?.();
  }

  /** One promise for all who ask. */
  #loadWatched(repository: Repository): Promise<void> {
    const known = this.#loads.get(repository) ?? this.#watch(repository);
    this.#loads.set(repository, known);
    return known;
  }

  /** Watches first, so that a move while git is listing is not missed. */
  async #watch(repository: Repository): Promise<void> {
    const files = await repository.watchedFiles();
    if (!this.#isDisposed) this.#watches.push(watchFiles(files, () => void this.refresh()));
    await repository.load();
  }

  #repositoryOf(path: FilePath): Repository | undefined {
    if (!isRevision(this.#revision)) return undefined;
    const root = this.#rootOf(dirname(path));
    if (root === null) return undefined;
    const repository = this.#repositories.get(root) ?? new Repository(root, this.#revision);
    this.#repositories.set(root, repository);
    return repository;
  }

  /** The `.git` folder of a repository marks its root, and so does the `.git` file of a worktree or a submodule. */
  #rootOf(folder: FilePath): FilePath | null {
    const passed: FilePath[] = [];
    let root: FilePath | null | undefined;
    for (const each of foldersUpward(folder)) {
      root = this.#roots.get(each);
      if (root !== undefined) break;
      passed.push(each);
      if (this.#files.stat(join(each, ".git")) === undefined) continue;
      root = each;
      break;
    }
    for (const each of passed) this.#roots.set(each, root ?? null);
    return root ?? null;
  }
}

function nameIn(repository: Repository, path: FilePath): string {
  return repository.nameOf(relative(repository.root, path));
}

/** Whether git would take a word for a revision, and not for an option or several words. */
export function isRevision(word: string): boolean {
  return word !== "" && !word.startsWith("-") && !/[\s\0]/.test(word);
}
