import * as vscode from "vscode";
import { FlowTerminal, type Flow } from "../../wrangler/terminal.ts";

/** Runs a flow in a terminal of its own that shows what it writes. */
export function runFlow(name: string, flow: Flow): vscode.Terminal {
  const terminal = vscode.window.createTerminal({
    name,
    pty: new FlowTerminal(async (io) => {
      const code = await flow(io);
      io.write(`\n${vscode.l10n.t("Ended with code {0}.", code)}\n`);
      // The terminal stays open with what it shows until the person closes it.
      return new Promise<number>((resolve) => {
        io.signal.addEventListener("abort", () => resolve(code), { once: true });
        io.onKey(() => resolve(code));
      });
    }),
  });
  terminal.show(true);
  return terminal;
}
