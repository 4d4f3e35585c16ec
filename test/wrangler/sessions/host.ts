/**
 * Stands in for the extension host in the tests of what happens when it dies: starts `wrangler dev` in the folder given and
 * prints `group <number>`, and `ready` when it is. argv: folder.
 */
import { startRecorded } from "./recorder.ts";

const recorded = await startRecorded(process.argv[2] ?? "", ["wrangler.jsonc"]);
console.log(`group ${recorded.session.group}`);
await recorded.until(() => recorded.session.state.kind === "ready");
console.log("ready");
