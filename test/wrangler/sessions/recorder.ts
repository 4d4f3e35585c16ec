import path from "node:path";
import type { WranglerFinding } from "../../../src/core/wrangler/findings/finding.ts";
import { urlOf, type SessionState } from "../../../src/core/wrangler/session.ts";
import { DevSession } from "../../../src/vscode/wrangler/devSession.ts";
import type { RunSpec } from "../../../src/vscode/wrangler/run.ts";
import { freePort, wranglerSpec } from "./project.ts";

/** A running `wrangler dev` with everything it has told so far. */
export interface RecordedSession {
  readonly session: DevSession;
  readonly states: readonly SessionState["kind"][];
  readonly findings: () => readonly WranglerFinding[];
  readonly printed: () => string;
  readonly reloads: () => number;
  /** How many requests have been answered, as far as it was told. */
  readonly answers: () => number;
  readonly inspectorPort: number;
  /** Settles when `condition` holds after some change; rejects after `limit` ms with what was printed. */
  readonly until: (condition: () => boolean, limit?: number) => Promise<void>;
  readonly url: () => string;
}

/** Starts `wrangler dev` for configurations (absolute, or relative to the folder) on free ports. */
export async function startRecorded(folder: string, configs: readonly string[]): Promise<RecordedSession> {
  const inspectorPort = await freePort();
  const args = [
    "dev",
    ...configs.map((config) => `--config=${path.resolve(folder, config)}`),
    "--ip=127.0.0.1",
    `--port=${await freePort()}`,
    `--inspector-port=${inspectorPort}`,
    "--show-interactive-dev-session=false",
  ];
  const output = path.join(folder, `output-${inspectorPort}.ndjson`);
  return { ...record(wranglerSpec(folder, args), output), inspectorPort };
}

/** Starts any `dev` and records what it tells. */
export function record(spec: RunSpec, output: string): Omit<RecordedSession, "inspectorPort"> {
  const states: SessionState["kind"][] = [];
  const told = {
    findings: [] as readonly WranglerFinding[],
    printed: "",
    reloads: 0,
    answers: 0,
    changed: (): void => undefined,
  };
  const session = new DevSession(spec, output, {
    output: (text) => {
      told.printed += text;
      told.changed();
    },
    stateChanged: (state) => {
      states.push(state.kind);
      told.changed();
    },
    findingsChanged: (findings) => {
      told.findings = findings;
      told.changed();
    },
    reloaded: () => {
      told.reloads++;
      told.changed();
    },
    answered: () => {
      told.answers++;
      told.changed();
    },
  });
  return {
    session,
    states,
    findings: () => told.findings,
    printed: () => told.printed,
    reloads: () => told.reloads,
    answers: () => told.answers,
    url: () => urlOf(session.state) ?? "",
    until: (condition, limit = 120_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () =>
            reject(
              new Error(`${session.state.kind} ${JSON.stringify(states)} Not within ${limit} ms.\n${told.printed}`),
            ),
          limit,
        );
        told.changed = () => {
          if (!condition()) return;
          clearTimeout(timer);
          resolve();
        };
        told.changed();
      }),
  };
}
