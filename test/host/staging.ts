import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync } from "node:fs";
import path from "node:path";
import { atEnd, removeFolder } from "./endings.ts";

/**
 * Fills a folder once: `fill` works in a staging folder beside it, which is renamed when it is complete. So a folder
 * that is there is whole, after Ctrl+C and with two runs at once too.
 */
export async function filledOnce(folder: string, fill: (staging: string) => Promise<void>): Promise<string> {
  if (existsSync(folder)) return folder;
  const parent = path.dirname(folder);
  mkdirSync(parent, { recursive: true });
  removeAbandoned(parent);
  const staging = mkdtempSync(path.join(parent, `staging-${process.pid}-`));
  const remove = atEnd(() => removeFolder(staging));
  try {
    await fill(staging);
    moveUnlessThere(staging, folder);
  } finally {
    remove();
  }
  return folder;
}

/** Another run may have been faster. */
function moveUnlessThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

/** What a run left that was killed before it could tidy up. */
function removeAbandoned(parent: string): void {
  for (const name of readdirSync(parent)) {
    const owner = /^staging-(\d+)-/.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) removeFolder(path.join(parent, name));
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
