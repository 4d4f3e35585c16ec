import { type ChildProcess, fork } from "node:child_process";

/**
 * The process of the language server, on VS Code's own Node. It can be started before there is a client: loading the
 * client's library takes as long as the server takes to be ready, and both can happen at once.
 */
export class ServerProcess {
  readonly #file: string;
  #prepared: ChildProcess | undefined;
  #taken: ChildProcess | undefined;

  /** @param file the server's bundle */
  constructor(file: string) {
    this.#file = file;
  }

  /** Starts the process that the next client gets. */
  prepare(): void {
    this.#prepared ??= this.#start();
  }

  /** The process for a client. One that was taken before is ended, should it hang. */
  take(): ChildProcess {
    this.#taken?.kill();
    const prepared = this.#prepared;
    this.#prepared = undefined;
    this.#taken = prepared !== undefined && isRunning(prepared) ? prepared : this.#start();
    return this.#taken;
  }

  /** Ends what no client has taken. */
  dispose(): void {
    this.#prepared?.kill();
  }

  #start(): ChildProcess {
    const child = fork(this.#file, ["--node-ipc", `--clientProcessId=${process.pid}`], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: "1", ELECTRON_NO_ASAR: "1" },
      // Otherwise it would be debugged along with the extension host, on the same port.
      execArgv: [],
      silent: true,
    });
    // Whoever takes it hears of this by its end; until then nobody may listen, and Node would end the extension host.
    child.on("error", () => undefined);
    return child;
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}
