import type { Problem } from "../check.ts";
import { severityRank, type Severity } from "../rules/rule.ts";
import { encloses, type Place } from "../text/span.ts";
import type { TreeNode } from "./treeNode.ts";

/** Puts the problems of a configuration on the nodes whose text they stand at; the root counts all of them. */
export function withProblems(root: TreeNode, problems: readonly Problem[]): TreeNode {
  const counted = problems.filter((each) => each.severity !== "hint");
  const { node } = mark(root, counted);
  return { ...node, problems: counted.length, severity: worst(counted.map((each) => each.severity)) };
}

/** A node with its own problems and those below it, each counted once. */
function mark(node: TreeNode, problems: readonly Problem[]): Marked {
  const below = node.children.map((child) => mark(child, problems));
  const isGroup = node.kind === "worker" || node.kind === "environment";
  const own = isGroup ? [] : problems.filter((each) => isAt(node, each));
  const found = new Set([...own, ...below.flatMap((each) => [...each.found])]);
  const severity = worst([...found].map((each) => each.severity));
  return { node: { ...node, children: below.map((each) => each.node), severity, problems: found.size }, found };
}

interface Marked {
  readonly node: TreeNode;
  readonly found: ReadonlySet<Problem>;
}

function isAt({ place, alsoAt, subject }: TreeNode, problem: Problem): boolean {
  const isHere = problem.environment === null || problem.environment === subject.environment;
  return isHere && [...(place === undefined ? [] : [place]), ...alsoAt].some((each) => meets(each, problem));
}

function meets({ path, span }: Place, problem: Problem): boolean {
  return path === problem.path && (encloses(span, problem.span) || encloses(problem.span, span));
}

function worst(severities: readonly Severity[]): Severity | undefined {
  return severities.toSorted((a, b) => severityRank[a] - severityRank[b])[0];
}
