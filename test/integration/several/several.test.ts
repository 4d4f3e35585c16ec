import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { workspaceFile } from "../support/editor.ts";
import { waitFor } from "../support/waitFor.ts";
import { command, prepare, textAt, useFreePort } from "../wrangler/environment.ts";

describe("Several Workers of one workspace", function () {
  this.timeout(240_000);
  const subscriptions: vscode.Disposable[] = [];
  let port: number;

  before(async () => {
    prepare();
    port = await useFreePort("lobby/wrangler.jsonc");
  });
  afterEach(async () => {
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await vscode.debug.stopDebugging();
    vscode.Disposable.from(...subscriptions.splice(0)).dispose();
    for (const name of ["lobby", "rooms"]) await command("stopDev", workspaceFile(`${name}/wrangler.jsonc`));
    await waitFor("the end of the tasks", () => (vscode.tasks.taskExecutions.length === 0 ? true : undefined), 60);
  });

  it("start with the ones they need, in one session", async () => {
    await command("startDev", workspaceFile("lobby/wrangler.jsonc"));
    assert.equal(await answer(), "from the room");
    assert.deepEqual(
      vscode.tasks.taskExecutions.map(({ task }) => task.name),
      ["dev lobby"],
    );
  });

  it("are debugged side by side, a breakpoint in each of them stopping in a session of its own", async () => {
    const lines = { lobby: 7, rooms: 5 };
    vscode.debug.addBreakpoints(
      Object.entries(lines).map(([name, line]) => {
        const place = new vscode.Location(workspaceFile(`${name}/src/index.ts`), new vscode.Position(line, 0));
        return new vscode.SourceBreakpoint(place);
      }),
    );
    const stops = recordStops(subscriptions);
    await command("debugDev", workspaceFile("lobby/wrangler.jsonc"));
    const answers: Promise<string | undefined>[] = [];
    // Breakpoints bind a moment after the debuggers have attached: requests are sent until one of them is stopped.
    const timer = setInterval(() => answers.push(textAt(port)), 2000);
    await waitFor("a stop in each", () => (new Set(stops.map(rootOf)).size === 2 ? true : undefined), 120).finally(() =>
      clearInterval(timer),
    );
    assert.deepEqual([...new Set(stops.map(rootOf))].toSorted(), ["lobby", "rooms"]);
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    assert.equal(await waitFor("an answer", async () => Promise.any(answers), 60), "from the room");
  });

  it("are there before a launch that asks for their task, which is written in tasks.json", async () => {
    await useFreePort("rooms/wrangler.jsonc");
    const said = path.join(workspaceFile(".").fsPath, "said.txt");
    const program = path.join(workspaceFile(".").fsPath, "ask.mjs");
    const rooms = /"port": (\d+)/.exec(readFileSync(workspaceFile("rooms/wrangler.jsonc").fsPath, "utf8"))?.[1];
    writeFileSync(
      program,
      `import { writeFileSync } from "node:fs";
writeFileSync(${JSON.stringify(said)}, await fetch("http://localhost:${rooms}/").then((it) => it.text(), String));
`,
    );
    const ended = new Promise<void>((resolve) => {
      subscriptions.push(vscode.debug.onDidTerminateDebugSession(() => resolve()));
    });
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const isStarted = await vscode.debug.startDebugging(folder, {
      type: "node",
      request: "launch",
      name: "ask",
      program,
      preLaunchTask: "rooms are there",
    });
    assert.ok(isStarted);
    await ended;
    assert.equal(readFileSync(said, "utf8"), "rooms");
  });

  async function answer(): Promise<string> {
    return waitFor("an answer", async () => textAt(port), 120);
  }
});

interface Stop {
  readonly session: vscode.DebugSession;
  readonly threadId: number;
}

/** The name of the session that the command has started, above the one that js-debug makes for its target. */
function rootOf({ session }: Stop): string {
  return session.parentSession === undefined ? session.name : rootOf({ session: session.parentSession, threadId: 0 });
}

function recordStops(subscriptions: vscode.Disposable[]): readonly Stop[] {
  const stops: Stop[] = [];
  subscriptions.push(
    vscode.debug.registerDebugAdapterTrackerFactory("*", {
      createDebugAdapterTracker: (session) => ({
        onDidSendMessage(message: { event?: string; body?: { threadId: number } }) {
          if (message.event !== "stopped" || message.body === undefined) return;
          const { threadId } = message.body;
          stops.push({ session, threadId });
          // The other Worker is reached only when this one goes on.
          void Promise.resolve(session.customRequest("continue", { threadId })).catch(() => undefined);
        },
      }),
    }),
  );
  return stops;
}
