import type { Project } from "../project.ts";
import type { Place } from "../text/span.ts";
import { occurrencesOf } from "./occurrences.ts";

/** A class or a binding that can be looked for by name. */
export interface WorkspaceSymbol {
  readonly name: string;
  readonly kind: "class" | "binding";
  /** The Worker it belongs to. */
  readonly container: string;
  readonly place: Place;
}

/** The classes and bindings whose names contain the letters of a query in their order; all of them for an empty one. */
export function symbolsMatching(project: Project, query: string): readonly WorkspaceSymbol[] {
  const symbols = project.configs.flatMap((config) => {
    const analysis = project.analyse(config);
    if (analysis === undefined) return [];
    const container = analysis.workers[0].environment.workerName ?? "";
    return occurrencesOf(analysis).flatMap(({ role, subject, place }): readonly WorkspaceSymbol[] => {
      const isSymbol = role === "declaration" && (subject.kind === "class" || subject.kind === "binding");
      return isSymbol ? [{ name: subject.name, kind: subject.kind, container, place }] : [];
    });
  });
  return symbols.filter((each) => contains(each.name.toLowerCase(), query.toLowerCase()));
}

/** Whether the letters of `query` stand in `name` in their order. */
function contains(name: string, query: string): boolean {
  let at = -1;
  for (const letter of query) {
    at = name.indexOf(letter, at + 1);
    if (at === -1) return false;
  }
  return true;
}
