import * as vscode from "vscode";
import { explain } from "../../core/wrangler/explain/explain.ts";
import { readFindings } from "../../core/wrangler/findings/read.ts";
import type { Target } from "../../core/wrangler/summary.ts";
import { LineSplitter, stripEscapes } from "../../core/wrangler/text.ts";
import { tellError } from "../tell.ts";
import { accountFor } from "./accountNews.ts";
import { jobOf, type Job } from "./job.ts";
import { LiveLog } from "./liveLog.ts";
import { startRun, type RunEnd, type RunSpec } from "./run.ts";
import type { Services } from "./services.ts";
import { codeOf, type TerminalIO } from "./terminal.ts";

/** Shows the live log of a deployed Worker, of all of it or of one class. `p` pauses it. */
export async function tailFlow(services: Services, target: Target, io: TerminalIO): Promise<number> {
  const job = await jobOf(services, target);
  const className = await askClass(job);
  const env = className === undefined ? undefined : await accountFor(services, job, io.signal);
  if (env === undefined) return 130;
  const spec = await services.tools.specOf({ kind: "tail", on: job.on }, job.folder, env);
  io.write(`➤ wrangler tail  ${vscode.l10n.t("Press p to pause, Ctrl+C to end.")}\n`);
  const log = new LiveLog(io, (event) => className === allClasses || event.entrypoint === className);
  const subscriptions = vscode.Disposable.from(
    services.liveLogs.add(log),
    io.onKey((key) => (key === "p" ? services.liveLogs.toggle(log) : undefined)),
  );
  const { end, stderr } = await follow(spec, log, io);
  subscriptions.dispose();
  if (end.kind === "stopped") return 0;
  const [why] = readFindings(stderr).map((each) => explain(each).message);
  if (why !== undefined) tellError(why);
  return codeOf(end);
}

async function follow(
  spec: RunSpec,
  log: LiveLog,
  io: TerminalIO,
): Promise<{ readonly end: RunEnd; readonly stderr: string }> {
  const lines = new LineSplitter();
  let stderr = "";
  const end = await new Promise<RunEnd>((resolve) => {
    const run = startRun(spec, {
      output(text, stream) {
        if (stream === "stdout") {
          for (const line of lines.push(text)) log.line(stripEscapes(line));
          return;
        }
        // What ends a log stands at the end.
        stderr = (stderr + text).slice(-mostKept);
        io.write(text);
      },
      ended: resolve,
    });
    if (io.signal.aborted) run.stop();
    io.signal.addEventListener("abort", () => run.stop(), { once: true });
  });
  return { end, stderr };
}

const mostKept = 10_000;

const allClasses = "";

/** Asks for the class to follow where there are several to choose from; "" stands for all. */
async function askClass({ environment }: Job): Promise<string | undefined> {
  const classes = environment?.lifecycle.classes.filter((each) => each.state === "live").map((each) => each.name) ?? [];
  if (classes.length === 0) return allClasses;
  const all = { label: vscode.l10n.t("Everything"), className: allClasses };
  const items = classes.map((className) => ({ label: `$(symbol-class) ${className}`, className }));
  const chosen = await vscode.window.showQuickPick([all, ...items], {
    placeHolder: vscode.l10n.t("Follow one class, or everything?"),
  });
  return chosen?.className;
}
