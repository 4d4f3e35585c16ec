import type { Connection, Diagnostic, PublishDiagnosticsParams } from "vscode-languageserver";
import type { Problem } from "../core/check.ts";
import type { FilePath } from "../core/text/span.ts";
import type { Documents } from "./documents.ts";

/** A problem and the diagnostic that shows it. */
export interface Reported {
  readonly problem: Problem;
  readonly diagnostic: Diagnostic;
}

/**
 * What is reported at present, by configuration, and what the editor was told. A source file may have problems of several
 * configurations; one that they share is shown once.
 */
export class Diagnostics {
  readonly #connection: Connection;
  readonly #documents: Documents;
  readonly #byConfig = new Map<FilePath, readonly Reported[]>();
  /** The configurations that have problems in a file. */
  readonly #configsOf = new Map<FilePath, Set<FilePath>>();
  /** What the editor was told last, by file. */
  readonly #told = new Map<FilePath, Told>();

  constructor(connection: Connection, documents: Documents) {
    this.#connection = connection;
    this.#documents = documents;
  }

  /** Replaces what is reported for a configuration; an empty list takes it all back. Tells the editor what changed. */
  report(config: FilePath, reported: readonly Reported[]): void {
    const before = this.#byConfig.get(config) ?? [];
    if (reported.length === 0) this.#byConfig.delete(config);
    else this.#byConfig.set(config, reported);
    for (const { problem } of before) this.#configsOf.get(problem.path)?.delete(config);
    for (const { problem } of reported) {
      const configs = this.#configsOf.get(problem.path);
      if (configs === undefined) this.#configsOf.set(problem.path, new Set([config]));
      else configs.add(config);
    }
    const paths = new Set([...before, ...reported].map(({ problem }) => problem.path));
    for (const path of paths) this.#publish(path);
  }

  /** Every problem, those of one configuration in the order of the text. */
  get all(): readonly Reported[] {
    return [...this.#byConfig.values()].flat();
  }

  /** The problems of a configuration, wherever they lie. */
  of(config: FilePath): readonly Reported[] {
    return this.#byConfig.get(config) ?? [];
  }

  /** The problems in a file, from every configuration. */
  in(path: FilePath): readonly Reported[] {
    const configs = [...(this.#configsOf.get(path) ?? [])];
    return configs.flatMap((config) => this.of(config).filter(({ problem }) => problem.path === path));
  }

  #publish(path: FilePath): void {
    const document = this.#documents.get(path);
    const uri = this.#documents.uriOf(path);
    const diagnostics = merge(this.in(path).map(({ diagnostic }) => diagnostic));
    const text = JSON.stringify([document?.version, diagnostics]);
    const before = this.#told.get(path);
    if (before?.uri === uri && before.text === text) return;
    // An editor that spells the URI otherwise than we did would show both.
    if (before !== undefined && before.uri !== uri) this.#send({ uri: before.uri, diagnostics: [] });
    if (diagnostics.length === 0) this.#told.delete(path);
    else this.#told.set(path, { uri, text });
    this.#send({ uri, ...(document && { version: document.version }), diagnostics });
  }

  #send(params: PublishDiagnosticsParams): void {
    // It fails only where the connection is gone, and nobody is there to be told.
    this.#connection.sendDiagnostics(params).catch(() => undefined);
  }
}

interface Told {
  readonly uri: string;
  readonly text: string;
}

/** One diagnostic for each place and message: the most severe, with the related places of all. */
function merge(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const byPlace = new Map<string, Diagnostic>();
  for (const each of diagnostics) {
    const key = JSON.stringify([each.code, each.range, each.message]);
    const known = byPlace.get(key);
    byPlace.set(key, known === undefined ? each : joined(known, each));
  }
  return [...byPlace.values()];
}

function joined(one: Diagnostic, other: Diagnostic): Diagnostic {
  const severe = (other.severity ?? 1) < (one.severity ?? 1) ? other : one;
  const related = [...(one.relatedInformation ?? []), ...(other.relatedInformation ?? [])];
  const unique = new Map(related.map((each) => [JSON.stringify(each), each]));
  return { ...severe, ...(unique.size > 0 && { relatedInformation: [...unique.values()] }) };
}
