import type { Problem } from "../check.ts";
import { severityRank, type Severity } from "../rules/rule.ts";
import { encloses } from "../text/span.ts";
import type { TreeNode } from "./treeNode.ts";

/** Puts the problems of a configuration on the nodes whose text they stand at; the root counts all of them. */
export function withProblems(root: TreeNode, problems: readonly Problem[]): TreeNode {
  const counted = problems.filter((each) => each.severity !== "hint");
  const marked = mark(root, counted);
  return { ...marked, problems: counted.length, severity: worst(counted.map((each) => each.severity)) };
}

function mark(node: TreeNode, problems: readonly Problem[]): TreeNode {
  const children = node.children.map((child) => mark(child, problems));
  const own = node.kind === "worker" || node.kind === "environment" ? [] : problems.filter((each) => isAt(node, each));
  const severity = worst([...own.map((each) => each.severity), ...children.flatMap((each) => each.severity ?? [])]);
  const count = own.length + children.reduce((sum, each) => sum + each.problems, 0);
  return { ...node, children, severity, problems: count };
}

function isAt({ place, subject }: TreeNode, problem: Problem): boolean {
  const isHere = problem.environment === null || problem.environment === subject.environment;
  if (place === undefined || !isHere || place.path !== problem.path) return false;
  return encloses(place.span, problem.span) || encloses(problem.span, place.span);
}

function worst(severities: readonly Severity[]): Severity | undefined {
  return severities.toSorted((a, b) => severityRank[a] - severityRank[b])[0];
}
