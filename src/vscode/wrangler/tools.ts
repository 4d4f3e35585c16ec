import { execFile } from "node:child_process";
import path from "node:path";
import * as vscode from "vscode";
import type { FileSystem } from "../../core/ports.ts";
import type { FilePath } from "../../core/text/span.ts";
import { wranglerArgs, type WranglerCommand } from "../../core/wrangler/commandLine.ts";
import { findWrangler, type FoundWrangler, type WranglerInstallation } from "../../core/wrangler/installation.ts";
import { checkNode, type NodeCheck } from "../../core/wrangler/node.ts";
import { readSetting } from "../settings.ts";
import type { RunSpec } from "./run.ts";

/** Why nothing can be started, in a form that the person can be offered a way out of. */
export class CannotStart extends Error {
  readonly reason: "untrusted" | "noWrangler" | "noVite" | "node";
  readonly found: FoundWrangler | undefined;

  constructor(reason: CannotStart["reason"], message: string, found?: FoundWrangler) {
    super(message);
    this.reason = reason;
    this.found = found;
  }
}

/** The programs of the user that everything is run with: their wrangler, their Node. */
export class Tools {
  readonly #files: FileSystem;
  readonly #extension: vscode.Uri;
  readonly #nodes = new Map<string, Promise<string>>();

  constructor(files: FileSystem, extension: vscode.Uri) {
    this.#files = files;
    this.#extension = extension;
  }

  get files(): FileSystem {
    return this.#files;
  }

  /** The wrangler of a folder, looked for anew each time: it may have been installed since. */
  find(folder: FilePath): FoundWrangler {
    return findWrangler(this.#files, folder);
  }

  /** What the Node for a folder says of itself, held against what wrangler asks for. Throws `CannotStart` without trust. */
  async checkNode(folder: FilePath, range: string | undefined): Promise<NodeCheck> {
    requireTrust();
    const node = nodeFor(folder);
    // Version managers put a different Node behind one name, by folder.
    const key = `${node}\n${folder}`;
    const printed = this.#nodes.get(key) ?? nodeVersion(node, folder);
    this.#nodes.set(key, printed);
    return checkNode(await printed, range);
  }

  /** Forgets what Node said, after its setting has changed. */
  forgetNodes(): void {
    this.#nodes.clear();
  }

  /** The installation for a folder, with a Node that can run it. Throws `CannotStart`. */
  async require(folder: FilePath): Promise<WranglerInstallation> {
    requireTrust();
    const found = this.find(folder);
    if (found.kind === "missing") {
      throw new CannotStart("noWrangler", vscode.l10n.t("wrangler is not installed in this project."), found);
    }
    await this.requireNode(folder, found.installation.nodeRange);
    return found.installation;
  }

  /** Throws `CannotStart` unless the Node for a folder fits. */
  async requireNode(folder: FilePath, range: string | undefined): Promise<void> {
    const check = await this.checkNode(folder, range);
    if (check.kind === "ok") return;
    this.#nodes.delete(`${nodeFor(folder)}\n${folder}`);
    throw new CannotStart(
      "node",
      check.kind === "tooOld"
        ? vscode.l10n.t("Node {0} is too old for wrangler, which needs {1}.", check.version, check.range)
        : vscode.l10n.t("Node could not be run, and wrangler needs it: {0}", check.printed),
    );
  }

  /** How to run a command of wrangler in a folder. Throws `CannotStart`. */
  async specOf(command: WranglerCommand, folder: FilePath, env: RunSpec["env"] = {}): Promise<RunSpec> {
    const { bin, nodeArgs } = await this.require(folder);
    return this.nodeSpec([...nodeArgs, bin, ...wranglerArgs(command)], folder, env);
  }

  /** The path of a program that comes with the extension. */
  own(program: string): string {
    return vscode.Uri.joinPath(this.#extension, "dist", program).fsPath;
  }

  /** How to run the user's Node in a folder. */
  nodeSpec(args: readonly string[], folder: FilePath, env: RunSpec["env"] = {}): RunSpec {
    const node = nodeFor(folder);
    return { node, supervisor: this.own("supervisor.cjs"), command: node, args, cwd: path.normalize(folder), env };
  }
}

/** Throws `CannotStart` in a workspace that nobody has declared trusted. */
export function requireTrust(): void {
  if (vscode.workspace.isTrusted) return;
  throw new CannotStart("untrusted", vscode.l10n.t("Nothing is started in a workspace that is not trusted."));
}

/** The program that the setting names, or `node`. A relative path would be the workspace's own and is not taken. */
export function nodeFor(folder: FilePath): string {
  const named = readSetting("node.path", vscode.Uri.file(folder)).trim();
  const isUsable = path.isAbsolute(named) || (named !== "" && !/[/\\]/.test(named));
  return isUsable ? named : "node";
}

async function nodeVersion(node: string, folder: FilePath): Promise<string> {
  return new Promise((resolve) => {
    const options = { cwd: path.normalize(folder), timeout: 10_000, windowsHide: true };
    execFile(node, ["--version"], options, (error, stdout) => resolve(error === null ? stdout : error.message));
  });
}
