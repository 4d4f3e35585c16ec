import type { Connection } from "vscode-languageserver";
import { URI } from "vscode-uri";
import type { InstalledSchema } from "../core/queries/schema.ts";
import { schemaIndex } from "../core/queries/schemaIndex.ts";
import type { FilePath } from "../core/text/span.ts";
import { schemaScheme } from "../protocol.ts";
import { isOn } from "./features/place.ts";
import { answer, tell } from "./ownRequests.ts";
import { toUri } from "./uris.ts";
import type { Workspace } from "./workspace.ts";

/** Answers the schema for JSON configurations without `$schema`, and the installed ones that it refers to. */
export function registerSchemas(connection: Connection, workspace: Workspace): void {
  const index = new SchemaIndex(workspace);
  let told: string | undefined;
  answer(connection, "durableObjects/schemaIndex", () => (told = index.read()));
  answer(connection, "durableObjects/schema", ({ uri }) => {
    const path = index.pathOf(uri);
    return (path && workspace.documents.readFile(path)) ?? null;
  });
  workspace.onIdle(() => {
    if (told === undefined || told === index.read()) return;
    told = undefined;
    tell(connection, "durableObjects/schemaIndexChanged", {});
  });
}

class SchemaIndex {
  readonly #workspace: Workspace;
  /** What the last index refers to: nothing else is read for an editor. */
  #paths = new Map<string, FilePath>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  read(): string {
    const { project } = this.#workspace;
    const paths = new Map<string, FilePath>();
    const isWanted = (config: FilePath): boolean => isOn(this.#workspace, "schema", config);
    const index = schemaIndex(project, isWanted, (schema) => {
      const address = addressOf(schema);
      paths.set(keyOf(address), schema.path);
      return address;
    });
    this.#paths = paths;
    return JSON.stringify(index);
  }

  pathOf(address: string): FilePath | undefined {
    return this.#paths.get(keyOf(address));
  }
}

/** The version is part of it: what an editor has read under an address never changes. */
function addressOf({ path, version }: InstalledSchema): string {
  return URI.parse(toUri(path)).with({ scheme: schemaScheme, authority: "installed", query: version }).toString();
}

/** Editors encode addresses in their own ways. */
function keyOf(address: string): string {
  return URI.parse(address).toString(true);
}
