import { execFileSync } from "node:child_process";
import { waitFor } from "./waitFor.ts";

/** The ids of the language servers that belong to this extension host. */
export function serverProcesses(): readonly number[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" });
  return table.split("\n").flatMap((line) => {
    const [pid, parent, state = "", ...args] = line.trim().split(/\s+/);
    const isOurs = Number(parent) === process.pid && args.join(" ").includes("server.cjs");
    return isOurs && !state.startsWith("Z") ? [Number(pid)] : [];
  });
}

/** Waits for the server's process, or for another one than a given one. */
export async function serverProcess(other?: number): Promise<number> {
  return waitFor("a server process", () => serverProcesses().find((pid) => pid !== other));
}

/** Ends a server as a crash would. */
export function kill(pid: number): void {
  process.kill(pid, "SIGKILL");
}
