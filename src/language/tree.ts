import type { Connection } from "vscode-languageserver";
import type { Problem } from "../core/check.ts";
import type { Analysis } from "../core/project.ts";
import { workerTree } from "../core/queries/tree.ts";
import type { TreeNode } from "../core/queries/treeNode.ts";
import { dirname, relative } from "../core/text/path.ts";
import type { FilePath } from "../core/text/span.ts";
import type { TreeItem } from "../protocol.ts";
import { answer, tell } from "./ownRequests.ts";
import { LineMaps, toRange } from "./texts.ts";
import type { Workspace } from "./workspace.ts";

/** How long a slice may take before others get their turn, in milliseconds. */
const sliceTime = 15;

/** Feeds the tree: once it is asked for, every root that differs from what the editor has is sent, in slices. */
export function registerTree(connection: Connection, workspace: Workspace): void {
  const feed = new TreeFeed(connection, workspace);
  answer(connection, "durableObjects/watchTree", () => {
    feed.start();
    return null;
  });
  workspace.onIdle(() => feed.look());
}

class TreeFeed {
  readonly #connection: Connection;
  readonly #workspace: Workspace;
  /** What the editor has, by configuration: the text of the root, and what it was made from. */
  readonly #sent = new Map<FilePath, Sent>();
  #isWatched = false;
  #isLooking = false;

  constructor(connection: Connection, workspace: Workspace) {
    this.#connection = connection;
    this.#workspace = workspace;
  }

  start(): void {
    this.#isWatched = true;
    this.#sent.clear();
    this.look();
  }

  /** Sends what has changed since the last look. */
  look(): void {
    if (!this.#isWatched || this.#isLooking) return;
    this.#isLooking = true;
    this.#slice([...this.#workspace.project.configs]);
  }

  #slice(waiting: FilePath[]): void {
    const end = performance.now() + sliceTime;
    const roots: TreeItem[] = [];
    for (let config = waiting.shift(); config !== undefined; config = waiting.shift()) {
      const root = this.#changed(config);
      if (root !== undefined) roots.push(root);
      if (performance.now() > end) break;
    }
    const isLast = waiting.length === 0;
    const removed = isLast ? this.#removed() : [];
    if (roots.length > 0 || removed.length > 0)
      tell(this.#connection, "durableObjects/treeChanged", { roots, removed });
    if (isLast) this.#isLooking = false;
    else setImmediate(() => this.#slice(waiting));
  }

  /** The root of a configuration if it differs from what the editor has. */
  #changed(config: FilePath): TreeItem | undefined {
    const { project, diagnostics } = this.#workspace;
    const analysis = project.analyse(config);
    if (analysis === undefined) return undefined;
    const problems = diagnostics.of(config).map(({ problem }) => problem);
    const before = this.#sent.get(config);
    if (before?.analysis === analysis && isSame(before.problems, problems)) return undefined;
    const root = this.#toItem(workerTree(analysis, problems, this.#folderOf(config)), new LineMaps());
    const text = JSON.stringify(root);
    this.#sent.set(config, { analysis, problems, text });
    return before?.text === text ? undefined : root;
  }

  #removed(): readonly string[] {
    const gone = [...this.#sent.keys()].filter((config) => !this.#workspace.project.has(config));
    for (const config of gone) this.#sent.delete(config);
    return gone;
  }

  /** The folder of a configuration as people know it: below the workspace folder. */
  #folderOf(config: FilePath): string {
    const folder = this.#workspace.folders.of(config);
    const path = folder === undefined ? dirname(config) : relative(folder.path, dirname(config));
    return path === "." ? "" : path;
  }

  #toItem(treeNode: TreeNode, lines: LineMaps): TreeItem {
    const { place, alsoAt, children, subject, ...node } = treeNode;
    const { documents } = this.#workspace;
    const text = place && documents.readFile(place.path);
    const { config, ...names } = subject;
    return {
      ...node,
      location:
        place && text !== undefined
          ? { uri: documents.uriOf(place.path), range: toRange(lines.of(text), place.span) }
          : null,
      children: children.map((child) => this.#toItem(child, lines)),
      subject: { configPath: config, ...names },
    };
  }
}

interface Sent {
  readonly analysis: Analysis;
  readonly problems: readonly Problem[];
  readonly text: string;
}

function isSame(a: readonly Problem[], b: readonly Problem[]): boolean {
  return a.length === b.length && a.every((problem, index) => problem === b[index]);
}
