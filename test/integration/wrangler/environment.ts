import { existsSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import * as vscode from "vscode";
import { openFile, replaceText, workspaceFile } from "../support/editor.ts";
import { waitFor } from "../support/waitFor.ts";

/** Gives the workspace the project's own wrangler, and wrangler a home of its own; the extension starts it with this environment. */
export function prepare(): void {
  const root = vscode.extensions.getExtension("durable-objects.durable-objects")?.extensionPath ?? "";
  const link = workspaceFile("node_modules").fsPath;
  if (!existsSync(link)) symlinkSync(path.join(root, "node_modules"), link);
  Object.assign(process.env, {
    HOME: workspaceFile(".home").fsPath,
    CI: "1",
    WRANGLER_SEND_METRICS: "false",
  });
}

/** Runs one of our commands. */
export async function command(name: string, ...args: readonly unknown[]): Promise<unknown> {
  return vscode.commands.executeCommand(`durableObjects.${name}`, ...args);
}

/** Writes a port that nobody listens on into `dev.port`, and saves; two runs of the suite at once must not meet. */
export async function useFreePort(config = "wrangler.jsonc"): Promise<number> {
  const port = await new Promise<number>((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
  const editor = await openFile(config);
  const text = editor.document.getText();
  const current = /"port": (\d+)/.exec(text)?.[0];
  if (current === undefined) await replaceText(editor, '"name": ', `"dev": { "port": ${port} },\n  "name": `);
  else await replaceText(editor, current, `"port": ${port}`);
  await editor.document.save();
  return port;
}

/** The answer of the Worker in dev, as soon as there is one. */
export async function answerAt(port: number, limit = 120): Promise<string> {
  return waitFor(`an answer at port ${port}`, async () => textAt(port), limit);
}

/** The answer at a port, or undefined if nobody listens there. */
export async function textAt(port: number): Promise<string | undefined> {
  try {
    return await (await fetch(`http://localhost:${port}/`)).text();
  } catch {
    return undefined;
  }
}

/**
 * Takes what is selected in every quick pick that appears until something has happened; there is no way to hear of a quick
 * pick, and accepting where there is none does nothing.
 */
export async function acceptPicksUntil<T>(happened: Promise<T>): Promise<T> {
  const timer = setInterval(() => {
    void vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
  }, 300);
  return happened.finally(() => clearInterval(timer));
}

/** The code that the next task of a name ends with. */
export async function endOf(name: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const subscription = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name !== name) return;
      subscription.dispose();
      resolve(exitCode);
    });
  });
}
