import { stateFolders } from "../../src/core/localData/folders.ts";
import type { LocalState } from "../../src/core/localData/moves.ts";
import { summarize } from "../../src/core/wrangler/summarize.ts";
import { projectOf } from "./project.ts";

/** What is known of the local data of a workspace, which is a map of texts. */
export function stateOf(texts: Readonly<Record<string, string>>): LocalState {
  const { files, project } = projectOf(texts);
  const summaries = project.configs.flatMap((config) => {
    const [top, ...named] = project.analyse(config)?.workers ?? [];
    return top === undefined ? [] : [summarize(top, named)];
  });
  return { files, summaries, folders: stateFolders(files, summaries) };
}
