import type { Location, TextDocumentPositionParams } from "vscode-languageserver";
import { LineMap } from "../../core/text/lineMap.ts";
import type { FilePath, Place } from "../../core/text/span.ts";
import type { Documents } from "../documents.ts";
import type { FeatureName } from "../../contributions.ts";
import { toRange } from "../texts.ts";
import { toPath } from "../uris.ts";
import type { Workspace } from "../workspace.ts";

/** A file and an offset in it, as core asks for them. */
export interface Cursor {
  readonly path: FilePath;
  /** UTF-16, from 0. */
  readonly offset: number;
  readonly lines: LineMap;
}

/** The place of a request; undefined for a file that is none of ours, or where the person has switched the feature off. */
export function cursorOf(
  workspace: Workspace,
  feature: FeatureName,
  params: TextDocumentPositionParams,
): Cursor | undefined {
  const path = pathOf(workspace, feature, params.textDocument.uri);
  const text = path && workspace.documents.readFile(path);
  if (path === undefined || text === undefined) return undefined;
  const lines = new LineMap(text);
  const { line, character } = params.position;
  return { path, lines, offset: lines.offsetAt({ line, column: character }) };
}

/** The path of a document, where the feature is on for its folder. */
export function pathOf(workspace: Workspace, feature: FeatureName, uri: string): FilePath | undefined {
  const path = toPath(uri);
  return path !== undefined && isOn(workspace, feature, path) ? path : undefined;
}

/** Whether a feature is on for the folder that a file lies in. */
export function isOn({ folders }: Workspace, feature: FeatureName, path: FilePath): boolean {
  return folders.of(path)?.settings.features[feature] !== false;
}

/**
 * Places as the protocol's locations; those whose files cannot be read any more have none. Each file is read once, so one
 * lives no longer than one answer.
 */
export class Locations {
  readonly #documents: Documents;
  readonly #files = new Map<FilePath, Readable | undefined>();

  constructor({ documents }: Workspace) {
    this.#documents = documents;
  }

  of({ path, span }: Place): Location | undefined {
    const file = this.#fileOf(path);
    return file && { uri: file.uri, range: toRange(file.lines, span) };
  }

  all(places: readonly Place[]): Location[] {
    return places.flatMap((place) => this.of(place) ?? []);
  }

  #fileOf(path: FilePath): Readable | undefined {
    if (!this.#files.has(path)) {
      const text = this.#documents.readFile(path);
      const file = text === undefined ? undefined : { uri: this.#documents.uriOf(path), lines: new LineMap(text) };
      this.#files.set(path, file);
    }
    return this.#files.get(path);
  }
}

interface Readable {
  readonly uri: string;
  readonly lines: LineMap;
}
