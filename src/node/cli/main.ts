import { runCheck } from "./check.ts";
import { visible } from "../reporters/visible.ts";
import type { Host } from "./host.ts";
import { usage, UsageError } from "./usage.ts";

/**
 * Runs the command line. `words` are the arguments behind the command's name. Returns the exit code: 0, 1 for problems,
 * 2 where the command could not do its work. It never throws.
 */
export async function main(words: readonly string[], host: Host): Promise<number> {
  try {
    return await run(words, host);
  } catch (error) {
    const text = error instanceof UsageError ? visible(error.message) : `Internal error: ${describe(error)}`;
    host.err.write(`durable-objects: ${text}\n`);
    return 2;
  }
}

async function run(words: readonly string[], host: Host): Promise<number> {
  const [command, ...rest] = words;
  if (command === "lsp") return serve(rest, host);
  if (words.includes("--help") || words.includes("-h") || command === "help") return print(host, usage);
  if (command === "--version" || command === "-v") return print(host, `${host.version}\n`);
  if (command === "check") return runCheck(rest, host);
  const problem = command === undefined ? "A command is missing" : `There is no command "${command}"`;
  throw new UsageError(`${problem}; see durable-objects --help.`);
}

/** Editors add arguments of their own (`--clientProcessId=…`), so nothing but the transport is looked at. */
async function serve(words: readonly string[], host: Host): Promise<number> {
  if (!words.includes("--stdio")) {
    throw new UsageError("The language server speaks over its standard streams only: durable-objects lsp --stdio.");
  }
  await host.startServer();
  return 0;
}

function print(host: Host, text: string): number {
  host.out.write(text);
  return 0;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
