import { execFileSync } from "node:child_process";

/** A row of the process table. */
export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly command: string;
}

/** Every process that runs now; zombies, which are gone but for their entry, are left out. */
export function processTable(): readonly ProcessRow[] {
  const text = execFileSync("ps", ["-A", "-o", "pid=,ppid=,pgid=,stat=,args="], { encoding: "utf8" });
  return text.split("\n").flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line);
    if (match === null || match[4]?.startsWith("Z") === true) return [];
    return [{ pid: Number(match[1]), parent: Number(match[2]), group: Number(match[3]), command: match[5] ?? "" }];
  });
}

/** The processes of a group. */
export function inGroup(group: number | undefined): readonly ProcessRow[] {
  return group === undefined ? [] : processTable().filter((row) => row.group === group);
}

/** Waits until nothing is left of a group, at most `limit` ms; what is left then. */
export async function leftOf(group: number | undefined, limit: number): Promise<readonly string[]> {
  const end = Date.now() + limit;
  let rows = inGroup(group);
  while (rows.length > 0 && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    rows = inGroup(group);
  }
  return rows.map((row) => row.command);
}

/** Ends whole groups, for the end of a test that failed half way. */
export function endGroups(groups: Iterable<number | undefined>): void {
  for (const group of groups) {
    if (group === undefined) continue;
    try {
      process.kill(-group, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}
