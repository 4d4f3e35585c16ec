import type { History } from "../../core/ports.ts";
import type { FilePath } from "../../core/text/span.ts";
import { diskFiles } from "../fileSystem.ts";
import { GitHistory } from "../git.ts";
import { UsageError } from "./usage.ts";

/**
 * The committed texts around some configurations. Nobody needs git to run a check, so without it there is no history; but
 * a revision that was asked for has to be there.
 */
export async function openHistory(configs: readonly FilePath[], against: string | undefined): Promise<History> {
  if (against === undefined) return new GitHistory({ files: diskFiles, expected: configs });
  const history = new GitHistory({ files: diskFiles, revision: against, expected: configs });
  const { listed, missing } = await history.load(configs);
  const [root] = missing;
  if (root !== undefined) {
    throw new UsageError(`git knows no revision "${against}" in ${root}; a shallow clone has to fetch it first.`);
  }
  if (listed.length === 0) throw new UsageError(`--against ${against} needs files that lie in a git repository.`);
  return history;
}
