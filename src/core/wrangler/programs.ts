/** A program with its arguments, as the operating system starts it. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * How a program is started that is a batch file on Windows, as package managers are: only `cmd.exe` runs those. `cmd` names
 * it, and is undefined on other systems. It reads its arguments once more as a command line, so no word that could mean
 * something in one is handed to it: that throws.
 */
export function batchProgram(name: string, args: readonly string[], cmd: string | undefined): Program {
  if (cmd === undefined) return { command: name, args };
  const unsafe = [name, ...args].find((word) => !/^[\w@./:=-]+$/.test(word));
  if (unsafe !== undefined) throw new TypeError(`Not for a command line: ${unsafe}`);
  return { command: cmd, args: ["/d", "/s", "/c", name, ...args] };
}

/**
 * How a process and everything below it is ended on Windows, which has no process groups. `taskkill` begins at a process that
 * is still there; what one that has ended left behind still names it as its parent.
 */
export function treeEnding(pid: number, isThere: boolean): Program {
  if (isThere) return { command: "taskkill", args: ["/PID", String(pid), "/T", "/F"] };
  const orphans = `Get-CimInstance Win32_Process -Filter 'ParentProcessId=${pid}'`;
  const each = "ForEach-Object { taskkill /PID $_.ProcessId /T /F }";
  return { command: "powershell.exe", args: ["-NoProfile", "-NonInteractive", "-Command", `${orphans} | ${each}`] };
}
