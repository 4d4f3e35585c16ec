import { spawn, spawnSync } from "node:child_process";
import { dirname } from "node:path";
import type { FilePath } from "../../core/text/span.ts";

/** What a git command answered; undefined if it failed, or there is no git. */
export type Answer = Buffer | undefined;

/** One git command inside a repository; `input` goes to its standard input. */
export interface GitCommand {
  /** The folder that holds `.git`. */
  readonly root: FilePath;
  readonly words: readonly string[];
  readonly input?: string;
}

/** Runs git and waits for it, blocking. */
export function runGitSync({ root, words, input }: GitCommand): Answer {
  const { status, stdout } = spawnSync("git", argumentsOf(root, words), {
    ...options(),
    maxBuffer: maxAnswer,
    ...(input !== undefined && { input }),
  });
  return status === 0 ? stdout : undefined;
}

/** Runs git without blocking. */
export function runGit({ root, words, input }: GitCommand): Promise<Answer> {
  return new Promise((resolve) => {
    const child = spawn("git", argumentsOf(root, words), options());
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.resume();
    child.on("error", () => resolve(undefined));
    child.on("close", (code) => resolve(code === 0 ? Buffer.concat(chunks) : undefined));
    // git may end before it has read all that it is asked.
    child.stdin.on("error", () => {});
    child.stdin.end(input ?? "");
  });
}

/** In bytes: the listing of a repository with a million files. */
const maxAnswer = 256 * 1024 * 1024;

/** A repository's own configuration can name programs; none of them may run for a look at what was committed. */
function argumentsOf(root: FilePath, words: readonly string[]): string[] {
  return ["--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-C", root, ...words];
}

function options() {
  const {
    // Git sets these for hooks, where they speak of one repository only, by paths relative to another folder.
    GIT_DIR: _dir,
    GIT_WORK_TREE: _workTree,
    GIT_INDEX_FILE: _index,
    GIT_COMMON_DIR: _common,
    GIT_PREFIX: _prefix,
    GIT_NAMESPACE: _namespace,
    ...inherited
  } = process.env;
  return {
    // Windows looks for programs in the current folder first, and the workspace may hold a git.exe.
    cwd: dirname(process.execPath),
    env: {
      ...inherited,
      GIT_OPTIONAL_LOCKS: "0",
      GIT_TERMINAL_PROMPT: "0",
      // A partial clone fetches what it lacks: that is the network, and programs that its configuration names.
      GIT_NO_LAZY_FETCH: "1",
      GIT_ALLOW_PROTOCOL: "none",
      LC_ALL: "C",
    },
    windowsHide: true,
  };
}
