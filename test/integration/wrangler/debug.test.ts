import assert from "node:assert/strict";
import * as vscode from "vscode";
import { workspaceFile } from "../support/editor.ts";
import { command, prepare, textAt, useFreePort } from "./environment.ts";

describe("Debugging a Durable Object", function () {
  this.timeout(180_000);
  const subscriptions: vscode.Disposable[] = [];
  after(async () => {
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await vscode.debug.stopDebugging();
    vscode.Disposable.from(...subscriptions).dispose();
    await command("stopDev");
  });

  it("stops at a breakpoint in a method, in TypeScript, with its variables", async () => {
    prepare();
    const port = await useFreePort();
    const source = workspaceFile("src/index.ts");
    const line = 5;
    vscode.debug.addBreakpoints([
      new vscode.SourceBreakpoint(new vscode.Location(source, new vscode.Position(line, 0))),
    ]);
    const stopped = stoppedSession(subscriptions);
    await command("debugDev");
    // Breakpoints bind a moment after the debugger has attached: requests are sent until one of them is stopped.
    const answers: Promise<string | undefined>[] = [];
    const timer = setInterval(() => answers.push(textAt(port)), 1000);
    const session = await stopped.finally(() => clearInterval(timer));
    const { stackFrames } = await session.session.customRequest("stackTrace", { threadId: session.threadId });
    // On a remote host VS Code has made the path a URI.
    const { line: stoppedLine, source: stoppedIn } = stackFrames[0];
    assert.equal(stoppedLine, line + 1);
    assert.ok(decodeURI(stoppedIn.path).endsWith(source.fsPath), stoppedIn.path);
    const { scopes } = await session.session.customRequest("scopes", { frameId: stackFrames[0].id });
    const { variables } = await session.session.customRequest("variables", {
      variablesReference: scopes[0].variablesReference,
    });
    const value = variables.find((each: { name: string }) => each.name === "value");
    assert.match(value?.value ?? "", /^\d+$/);
    await session.session.customRequest("continue", { threadId: session.threadId });
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    assert.match((await answers.at(-1)) ?? "", /^count /);
  });
});

interface Stopped {
  readonly session: vscode.DebugSession;
  readonly threadId: number;
}

async function stoppedSession(subscriptions: vscode.Disposable[]): Promise<Stopped> {
  return new Promise((resolve) => {
    const tracker = vscode.debug.registerDebugAdapterTrackerFactory("*", {
      createDebugAdapterTracker: (session) => ({
        onDidSendMessage(message: { type: string; event?: string; body?: { threadId: number } }) {
          if (message.event === "stopped" && message.body !== undefined) {
            resolve({ session, threadId: message.body.threadId });
          }
        },
      }),
    });
    subscriptions.push(tracker);
  });
}
