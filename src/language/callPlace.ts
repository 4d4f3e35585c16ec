import { t } from "@vscode/l10n";
import type { Connection } from "vscode-languageserver";
import { callPlace } from "../core/queries/callPlace.ts";
import { toFilePath } from "../core/text/path.ts";
import type { CallPlace } from "../protocol.ts";
import { Locations } from "./features/place.ts";
import { answer } from "./ownRequests.ts";
import type { Workspace } from "./workspace.ts";

/** Answers where the Worker of a configuration can call its Durable Objects, in its present text. */
export function registerCallPlace(connection: Connection, workspace: Workspace): void {
  answer(connection, "durableObjects/callPlace", ({ configPath }) => place(workspace, configPath));
}

function place(workspace: Workspace, configPath: string): CallPlace {
  const config = toFilePath(configPath);
  const analysis = workspace.project.has(config) ? workspace.project.analyse(config) : undefined;
  if (analysis === undefined) return { kind: "refused", reason: t("The configuration is not there any more.") };
  const found = callPlace(analysis.workers[0]);
  if (found.kind === "refused") return found;
  const at = new Locations(workspace).of(found.at);
  return at === undefined
    ? { kind: "refused", reason: t("The entry of this Worker cannot be read.") }
    : { ...found, at };
}
