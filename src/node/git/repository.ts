import { join } from "../../core/text/path.ts";
import type { FilePath } from "../../core/text/span.ts";
import { blobsCommand, listCommand, readBlobs, readListing, type Listing } from "./objects.ts";
import { runGit, runGitSync, type Answer } from "./run.ts";

/** One repository at one revision: which files were there, and their contents. Nothing in it is ever changed. */
export class Repository {
  /** The folder that holds `.git`. */
  readonly root: FilePath;
  readonly #revision: string;
  #listing: Listing | null | undefined;
  #loading: Promise<void> | undefined;
  /** By the id of the content, which stays true when the revision moves, or by `nameOf`; undefined where git has no answer. */
  readonly #texts = new Map<string, string | undefined>();
  readonly #asked = new Set<string>();
  #wanted: string[] = [];
  #fetching: Promise<void> = Promise.resolve();

  constructor(root: FilePath, revision: string) {
    this.root = root;
    this.#revision = revision;
  }

  /** The files of the revision; undefined while they are not known, null where there is no such revision, or no git. */
  get listing(): Listing | null | undefined {
    return this.#listing;
  }

  /** Lists the files, waiting for git. */
  loadSync(): void {
    this.#listing = listingOf(runGitSync(listCommand(this.root, this.#revision)));
  }

  /** Lists the files. All who ask meanwhile get the same promise. */
  load(): Promise<void> {
    return (this.#loading ??= this.#list());
  }

  /** Lists the files again. Returns whether they are others now. */
  async reload(): Promise<boolean> {
    await this.#loading;
    const before = this.#listing;
    this.#loading = this.#list();
    await this.#loading;
    return !isSame(before ?? nothing, this.#listing ?? nothing);
  }

  /** Whether the text of a content is known, or known to be out of reach. */
  knows(id: string): boolean {
    return this.#texts.has(id);
  }

  text(id: string): string | undefined {
    return this.#texts.get(id);
  }

  /** Keeps the text of a content that was found elsewhere. */
  remember(id: string, text: string): void {
    this.#texts.set(id, text);
  }

  /** What git calls the content of a file at this revision, without a listing; `path` is seen from the root. */
  nameOf(path: string): string {
    return `${this.#revision}:${path}`;
  }

  /** Reads contents, by their ids or names, waiting for git. */
  fetchSync(names: readonly string[]): void {
    this.#keep(names, runGitSync(blobsCommand(this.root, names)));
  }

  /** Reads a content, with one git for all that are wanted in the same moment, who get the same promise. */
  fetch(id: string): Promise<void> {
    if (this.#asked.has(id)) return this.#fetching;
    this.#asked.add(id);
    this.#wanted.push(id);
    if (this.#wanted.length === 1) this.#fetching = Promise.resolve().then(() => this.#fetchWanted());
    return this.#fetching;
  }

  /** The files that change whenever the revision moves. */
  async watchedFiles(): Promise<readonly FilePath[]> {
    const names = await this.#ask(["rev-parse", "--symbolic-full-name", this.#revision]);
    const files = ["HEAD", "logs/HEAD", "packed-refs", "FETCH_HEAD", ...names];
    const paths = await this.#ask(["rev-parse", ...files.flatMap((file) => ["--git-path", file])]);
    return paths.map((path) => join(this.root, path));
  }

  async #list(): Promise<void> {
    this.#listing = listingOf(await runGit(listCommand(this.root, this.#revision)));
  }

  async #fetchWanted(): Promise<void> {
    const ids = this.#wanted;
    this.#wanted = [];
    this.#keep(ids, await runGit(blobsCommand(this.root, ids)));
  }

  #keep(names: readonly string[], answer: Answer): void {
    const found = readBlobs(answer, names);
    for (const name of names) this.#texts.set(name, found.get(name));
  }

  async #ask(words: readonly string[]): Promise<readonly string[]> {
    const answer = await runGit({ root: this.root, words });
    return (answer?.toString("utf8") ?? "").split("\n").filter((line) => line !== "");
  }
}

const nothing: Listing = new Map();

function listingOf(answer: Answer): Listing | null {
  return answer === undefined ? null : readListing(answer);
}

function isSame(a: Listing, b: Listing): boolean {
  return a.size === b.size && [...a].every(([path, id]) => b.get(path) === id);
}
