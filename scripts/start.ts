// Shows what the check finds in the sample, then opens it in a real VS Code with the extension.
// usage: npm start [-- --embedded]      (--embedded: the VS Code from npm, even where a desktop one is installed)
import { spawnSync } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { workbenchUrl } from "../test/host/address.ts";
import { installCodeServer, newestVersion } from "../test/host/codeServer.ts";
import { projectFolder } from "../test/host/paths.ts";
import { startServer } from "../test/host/server.ts";
import { installExtension } from "../test/host/ui.ts";
import { findDesktop } from "./desktop.ts";

const { values } = parseArgs({ options: { embedded: { type: "boolean", default: false } } });
const sample = path.join(projectFolder, "samples/chat");
const desktop = values.embedded ? undefined : findDesktop();

// To be ended is how this is meant to end.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(0));

say("What the check finds in samples/chat:\n\n");
const check = ["dist/cli.cjs", "check", "samples/chat", "--fail-on", "never"];
if (!succeeds(process.execPath, check)) throw new Error("The check itself failed.");
if (desktop === undefined || !succeeds(desktop, [`--extensionDevelopmentPath=${projectFolder}`, sample])) {
  await openEmbedded();
}
say("\nVS Code is open, with samples/chat and the extension in it.\n");

/** Serves VS Code until this process is ended. */
async function openEmbedded(): Promise<never> {
  say("\n");
  const server = await startServer({
    vscode: await installCodeServer(newestVersion),
    install: (extensions) => installExtension(projectFolder, extensions),
    // wrangler's login is in the person's own folder.
    env: process.env["HOME"] === undefined ? {} : { HOME: process.env["HOME"] },
  });
  const openFile = `vscode-remote://${new URL(server.url).host}${path.posix.join(sample, "wrangler.jsonc")}`;
  say(`\nVS Code with the extension runs at\n\n  ${workbenchUrl(server.url, sample, { openFile })}\n\n`);
  say("Open it in a browser on this machine. Ctrl+C ends it.\n");
  await server.ended;
  throw new Error("The VS Code server ended by itself.");
}

function succeeds(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { cwd: projectFolder, stdio: "inherit" }).status === 0;
}

function say(text: string): void {
  process.stdout.write(text);
}
