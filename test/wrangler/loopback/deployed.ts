import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { WranglerFinding } from "../../../src/core/wrangler/findings/finding.ts";
import { readFindings } from "../../../src/core/wrangler/findings/read.ts";
import type { OutputEntry } from "../../../src/core/wrangler/output.ts";
import { takeOutput } from "../../../src/vscode/wrangler/devSession.ts";
import { startRun, type Run, type RunEnd } from "../../../src/vscode/wrangler/run.ts";
import { wranglerSpec } from "../sessions/project.ts";
import type { Loopback } from "./server.ts";

/** What a run of the real wrangler against the loopback API came to. */
export interface Outcome {
  readonly end: RunEnd;
  readonly printed: string;
  readonly entries: readonly OutputEntry[];
  readonly findings: readonly WranglerFinding[];
}

export interface Started {
  readonly run: Run;
  /** What it has printed so far. */
  readonly printed: () => string;
  readonly outcome: Promise<Outcome>;
}

/** Starts the real wrangler in a folder against an API. */
export function startAgainst(
  api: Pick<Loopback, "variables">,
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Started {
  const temporary = mkdtempSync(path.join(realpathSync(tmpdir()), "wrangler-output-"));
  const file = path.join(temporary, "output.ndjson");
  const spec = wranglerSpec(folder, args, {
    ...api.variables,
    CLOUDFLARE_API_TOKEN: "loopback-token",
    CLOUDFLARE_ACCOUNT_ID: "account",
    WRANGLER_OUTPUT_FILE_PATH: file,
    ...env,
  });
  let run: Run | undefined;
  let printed = "";
  const outcome = new Promise<Outcome>((resolve) => {
    let stderr = "";
    run = startRun(spec, {
      output: (text, stream) => {
        printed += text;
        if (stream === "stderr") stderr += text;
      },
      ended: (end) => {
        const entries = takeOutput(file);
        rmSync(temporary, { recursive: true, force: true });
        resolve({ end, printed, entries, findings: readFindings(stderr, entries) });
      },
    });
  });
  if (run === undefined) throw new Error("not started");
  return { run, printed: () => printed, outcome };
}
