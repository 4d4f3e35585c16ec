import { t } from "@vscode/l10n";
import type { Analysis } from "../project.ts";
import type { Problem } from "../check.ts";
import type { Place } from "../text/span.ts";
import { isGone, type TreeNode } from "./tree/node.ts";
import { workerTree } from "./tree/workerTree.ts";
import { stateWords } from "./words.ts";

/** The classes of a Worker against its environments. */
export interface Matrix<At = Place | undefined> {
  readonly title: string;
  /** Null for the top level. */
  readonly environments: readonly { readonly name: string | null; readonly label: string }[];
  readonly rows: readonly MatrixRow<At>[];
}

export interface MatrixRow<At = Place | undefined> {
  readonly className: string;
  /** The Worker that has the class, where it is another one. */
  readonly script: string | undefined;
  /** Storage and state in words. */
  readonly description: string;
  /** One for each environment, in their order. */
  readonly cells: readonly MatrixCell<At>[];
}

export interface MatrixCell<At = Place | undefined> {
  readonly state: CellState;
  /** What stands in the cell. */
  readonly text: string;
  /** What a screen reader says: class, environment and how it stands there. */
  readonly spoken: string;
  /** Where a click goes; undefined where nothing is. */
  readonly at: At;
  /** Whether a binding can be added. */
  readonly canAdd: boolean;
}

export type CellState =
  /** A binding of this environment leads to the class. */
  | "bound"
  /** The lifecycle of the top level counts here too, but no binding leads to the class: bindings are not inherited. */
  | "inherited"
  /** Neither bound nor taken over from the top level. */
  | "missing"
  /** Something is wrong with it here. */
  | "problem";

/** How every class of a Worker stands in each of its environments. */
export function matrixOf(analysis: Analysis, problems: readonly Problem[]): Matrix {
  const root = workerTree(analysis, problems, "");
  const hasNamed = analysis.workers.length > 1;
  const columns = analysis.workers.map(({ environment }, index): Column => {
    const nodes = hasNamed ? (root.children[index]?.children ?? []) : root.children;
    return {
      name: environment.name,
      label: environment.name ?? t("top level"),
      nodes: new Map(nodes.map((node) => [rowKey(node), node])),
    };
  });
  const rows = new Map<string, TreeNode>();
  for (const { nodes } of columns) for (const [key, node] of nodes) if (!rows.has(key)) rows.set(key, node);
  return {
    title: root.label,
    environments: columns.map(({ name, label }) => ({ name, label })),
    // What is gone in one environment stands last in all of them.
    rows: [...rows]
      .toSorted(([, a], [, b]) => Number(isGone(a.state)) - Number(isGone(b.state)))
      .map(([key, first]) => rowOf(key, first, columns)),
  };
}

interface Column {
  readonly name: string | null;
  readonly label: string;
  readonly nodes: ReadonlyMap<string, TreeNode>;
}

function rowOf(key: string, first: TreeNode, columns: readonly Column[]): MatrixRow {
  return {
    className: first.label,
    script: first.subject.scriptName,
    description: first.description,
    cells: columns.map((column) => cellOf(first.label, column, column.nodes.get(key))),
  };
}

function cellOf(className: string, { label }: Column, node: TreeNode | undefined): MatrixCell {
  const bindings = node?.children.filter(({ kind }) => kind === "binding") ?? [];
  const state = stateOf(node, bindings.length > 0);
  const text = bindings.map((each) => each.label).join(", ") || wordsOf(state, node);
  const problems = node === undefined || state !== "problem" ? "" : problemWords(node.problems);
  const spoken = [t("{0} in {1}: {2}", className, label, text), problems].filter((each) => each !== "").join(", ");
  const canAdd = bindings.length === 0 && !isGone(node?.state);
  return { state, text, spoken, at: (bindings[0] ?? node)?.place, canAdd };
}

function stateOf(node: TreeNode | undefined, isBound: boolean): CellState {
  if (node?.severity === "error" || node?.severity === "warning") return "problem";
  if (isBound) return "bound";
  return node?.isInherited === true ? "inherited" : "missing";
}

function wordsOf(state: CellState, node: TreeNode | undefined): string {
  if (node?.state !== undefined && isGone(node.state)) return stateWords(node.state);
  if (state === "inherited") return t("inherited, not bound");
  return node === undefined ? t("missing") : t("not bound");
}

function problemWords(count: number): string {
  return count === 1 ? t("1 problem") : t("{0} problems", count);
}

function rowKey({ label, subject }: TreeNode): string {
  return JSON.stringify([label, subject.scriptName]);
}
