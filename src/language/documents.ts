import { type Connection, TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { FileStat, FileSystem, FolderEntry } from "../core/ports.ts";
import type { FilePath } from "../core/text/span.ts";
import { toPath, toUri } from "./uris.ts";

/**
 * Open documents in front of the disk: what a person sees counts, saved or not. A document that was opened through a link
 * also stands for the file behind it.
 */
export class Documents implements FileSystem {
  readonly #disk: FileSystem;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #opened = new Map<TextDocument, Opened>();
  /** By the path of the URI, and by the real path. */
  readonly #byPath = new Map<FilePath, TextDocument>();

  constructor(disk: FileSystem) {
    this.#disk = disk;
  }

  /** Starts to follow the editor. `listener` hears what it does. */
  listen(connection: Connection, listener: DocumentsListener): void {
    this.#documents.onDidOpen(({ document }) => this.#open(document, listener));
    this.#documents.onDidChangeContent(({ document }) => this.#change(document, listener));
    this.#documents.onDidClose(({ document }) => this.#close(document, listener));
    this.#documents.listen(connection);
  }

  /** The paths of the open documents, as the editor names them. */
  get openPaths(): readonly FilePath[] {
    return [...this.#opened.values()].map(({ path }) => path);
  }

  /** The open document of a path; undefined if it is not open. */
  get(path: FilePath): TextDocument | undefined {
    return this.#byPath.get(path);
  }

  /** The URI of a path, spelt as the editor does if it has it open. */
  uriOf(path: FilePath): string {
    return this.#byPath.get(path)?.uri ?? toUri(path);
  }

  readFile(path: FilePath): string | undefined {
    return this.#byPath.get(path)?.getText() ?? this.#disk.readFile(path);
  }

  stat(path: FilePath): FileStat | undefined {
    const document = this.#byPath.get(path);
    return document === undefined ? this.#disk.stat(path) : { kind: "file", size: document.getText().length };
  }

  readFolder(path: FilePath): readonly FolderEntry[] {
    return this.#disk.readFolder(path);
  }

  realPath(path: FilePath): FilePath {
    return this.#disk.realPath(path);
  }

  #open(document: TextDocument, listener: DocumentsListener): void {
    const path = toPath(document.uri);
    if (path === undefined) return;
    const paths = [...new Set([path, this.#disk.realPath(path)])];
    const before = this.#disk.readFile(path);
    this.#opened.set(document, { path, paths, version: document.version });
    for (const each of paths) this.#byPath.set(each, document);
    listener.opened(path);
    if (before !== document.getText()) paths.forEach(listener.changed);
  }

  /** Also fires on opening, where the text is mostly that of the disk. */
  #change(document: TextDocument, listener: DocumentsListener): void {
    const opened = this.#opened.get(document);
    if (opened !== undefined && opened.version !== document.version) opened.paths.forEach(listener.changed);
  }

  #close(document: TextDocument, listener: DocumentsListener): void {
    const opened = this.#opened.get(document);
    if (opened === undefined) return;
    this.#opened.delete(document);
    for (const each of opened.paths) if (this.#byPath.get(each) === document) this.#byPath.delete(each);
    if (this.#disk.readFile(opened.path) !== document.getText()) opened.paths.forEach(listener.changed);
    listener.closed(opened.path);
  }
}

/** Hears of open documents, by path. */
export interface DocumentsListener {
  readonly opened: (path: FilePath) => void;
  /** The text of a file is another now: typed in, opened or closed with unsaved changes. */
  readonly changed: (path: FilePath) => void;
  readonly closed: (path: FilePath) => void;
}

interface Opened {
  readonly path: FilePath;
  /** The path of the URI, then the real path where it is another. */
  readonly paths: readonly FilePath[];
  readonly version: number;
}
