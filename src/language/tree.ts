import type { Connection } from "vscode-languageserver";
import type { Problem } from "../core/check.ts";
import type { Analysis } from "../core/project.ts";
import { withoutCode } from "../core/queries/withoutCode.ts";
import { workerTree } from "../core/queries/tree/workerTree.ts";
import type { TreeNode } from "../core/queries/tree/node.ts";
import { nodeTooltip } from "../core/queries/tree/tooltip.ts";
import { dirname, relative, toFilePath } from "../core/text/path.ts";
import type { FilePath } from "../core/text/span.ts";
import type { TreeItem } from "../protocol.ts";
import { Locations } from "./features/place.ts";
import { answer, tell } from "./ownRequests.ts";
import type { ConfigListener, Workspace } from "./workspace.ts";

/** How long a slice may take before others get their turn, in milliseconds. */
const sliceTime = 15;

/**
 * Feeds the tree, once it is asked for: first what the configurations alone give, as they are found; then each Worker with
 * its code, as it has been checked, the nearest first; then whatever has become another by others. A root is sent only
 * where it differs from what the editor has.
 */
export function registerTree(connection: Connection, workspace: Workspace): void {
  const feed = new TreeFeed(connection, workspace);
  answer(connection, "durableObjects/nodeTooltip", ({ configPath, id }) => tooltip(workspace, configPath, id));
  answer(connection, "durableObjects/watchTree", () => {
    feed.start();
    return null;
  });
  workspace.onConfig(feed);
  workspace.onIdle(() => feed.lookAtAll());
}

function tooltip({ project, diagnostics }: Workspace, configPath: string, id: string): string | null {
  const config = toFilePath(configPath);
  const analysis = project.has(config) ? project.analyse(config) : undefined;
  if (analysis === undefined) return null;
  const problems = diagnostics.of(config).map(({ problem }) => problem);
  const node = nodeOf(workerTree(analysis, problems, ""), id);
  return node === undefined ? null : nodeTooltip(analysis, node, problems);
}

function nodeOf(node: TreeNode, id: string): TreeNode | undefined {
  if (node.id === id) return node;
  for (const child of node.children) {
    const found = nodeOf(child, id);
    if (found !== undefined) return found;
  }
  return undefined;
}

class TreeFeed implements ConfigListener {
  readonly #connection: Connection;
  readonly #workspace: Workspace;
  /** What the editor has, by configuration: the text of the root, and what it was made from. */
  readonly #sent = new Map<FilePath, Sent>();
  /** What is to be sent without its code, and what with it. */
  readonly #bare = new Set<FilePath>();
  readonly #whole = new Set<FilePath>();
  #isWatched = false;
  #isScheduled = false;
  /** Ends the wait of the checks for the first sight of every Worker. */
  #release: (() => void) | undefined;

  constructor(connection: Connection, workspace: Workspace) {
    this.#connection = connection;
    this.#workspace = workspace;
  }

  start(): void {
    this.#isWatched = true;
    this.#sent.clear();
    for (const config of this.#workspace.project.configs) this.found(config);
    if (this.#workspace.queue.isIdle) this.lookAtAll();
  }

  found(config: FilePath): void {
    this.#bare.add(config);
    this.#schedule();
  }

  checked(config: FilePath): void {
    this.#whole.add(config);
    this.#schedule();
  }

  /** Sends what has changed since the last look. */
  lookAtAll(): void {
    for (const config of [...this.#workspace.project.configs, ...this.#sent.keys()]) this.#whole.add(config);
    this.#schedule();
  }

  #schedule(): void {
    if (!this.#isWatched) {
      this.#bare.clear();
      this.#whole.clear();
    }
    if (this.#isScheduled || this.#bare.size + this.#whole.size === 0) return;
    this.#isScheduled = true;
    if (this.#bare.size > 0) this.#release ??= this.#workspace.queue.hold();
    setImmediate(() => this.#slice());
  }

  #slice(): void {
    this.#isScheduled = false;
    const end = performance.now() + sliceTime;
    const roots = new Map<FilePath, TreeItem>();
    const removed: string[] = [];
    for (let each = this.#take(); each !== undefined; each = this.#take()) {
      const { config, isBare } = each;
      const root = isBare ? this.#first(config) : this.#changed(config);
      // With its code it takes the place of the one without.
      if (root !== undefined) roots.set(config, root);
      else if (!this.#workspace.project.has(config) && this.#sent.delete(config)) removed.push(config);
      if (performance.now() > end) break;
    }
    if (roots.size > 0 || removed.length > 0)
      tell(this.#connection, "durableObjects/treeChanged", { roots: [...roots.values()], removed });
    if (this.#bare.size === 0) {
      this.#release?.();
      this.#release = undefined;
    }
    this.#schedule();
  }

  /** What is sent next: everything without its code first. */
  #take(): { readonly config: FilePath; readonly isBare: boolean } | undefined {
    for (const [waiting, isBare] of [[this.#bare, true] as const, [this.#whole, false] as const])
      for (const config of waiting) {
        waiting.delete(config);
        return { config, isBare };
      }
    return undefined;
  }

  /** The root of a configuration that the editor does not know, from its text alone. */
  #first(config: FilePath): TreeItem | undefined {
    const { project } = this.#workspace;
    const analysis = this.#sent.has(config) || !project.has(config) ? undefined : project.analyse(config);
    if (analysis === undefined) return undefined;
    const root = this.#toItem(
      workerTree(withoutCode(analysis), [], this.#folderOf(config)),
      new Locations(this.#workspace),
    );
    this.#sent.set(config, { analysis: undefined, problems: [], text: JSON.stringify(root) });
    return root;
  }

  /** The root of a configuration if it differs from what the editor has. */
  #changed(config: FilePath): TreeItem | undefined {
    const { project, diagnostics } = this.#workspace;
    const analysis = project.has(config) ? project.analyse(config) : undefined;
    if (analysis === undefined) return undefined;
    const problems = diagnostics.of(config).map(({ problem }) => problem);
    const before = this.#sent.get(config);
    if (before?.analysis === analysis && isSame(before.problems, problems)) return undefined;
    const root = this.#toItem(workerTree(analysis, problems, this.#folderOf(config)), new Locations(this.#workspace));
    const text = JSON.stringify(root);
    this.#sent.set(config, { analysis, problems, text });
    return before?.text === text ? undefined : root;
  }

  /** The folder of a configuration as people know it: below the workspace folder. */
  #folderOf(config: FilePath): string {
    const folder = this.#workspace.folders.of(config);
    const path = folder === undefined ? dirname(config) : relative(folder.path, dirname(config));
    return path === "." ? "" : path;
  }

  #toItem(treeNode: TreeNode, locations: Locations): TreeItem {
    const { place, alsoAt: _, children, subject, ...node } = treeNode;
    const { config, ...names } = subject;
    return {
      ...node,
      location: (place && locations.of(place)) ?? null,
      children: children.map((child) => this.#toItem(child, locations)),
      subject: { configPath: config, ...names },
    };
  }
}

interface Sent {
  /** Undefined where it was made without the code. */
  readonly analysis: Analysis | undefined;
  readonly problems: readonly Problem[];
  readonly text: string;
}

function isSame(a: readonly Problem[], b: readonly Problem[]): boolean {
  return a.length === b.length && a.every((problem, index) => problem === b[index]);
}
