import type { Problem } from "../../check.ts";
import { severityRank, type Severity } from "../../rules/rule.ts";
import { encloses, type Place } from "../../text/span.ts";
import type { TreeNode } from "./node.ts";

/** Puts the problems of a configuration on the nodes whose text they stand at; the root counts all of them. */
export function withProblems(root: TreeNode, problems: readonly Problem[]): TreeNode {
  const counted = problems.filter(isCounted);
  if (counted.length === 0) return root;
  const { node } = mark(root, counted);
  return { ...node, ...countOf(counted) };
}

/** The problems at the text of a node itself, hints aside; of a Worker or environment those of the whole. */
export function problemsAt(node: TreeNode, problems: readonly Problem[]): readonly Problem[] {
  const counted = problems.filter(isCounted);
  if (node.kind === "worker") return counted;
  if (node.kind === "environment") return counted.filter((each) => each.environment === node.subject.environment);
  return counted.filter((each) => isAt(node, each));
}

/** A node with its own problems and those below it, each counted once. */
function mark(node: TreeNode, problems: readonly Problem[]): Marked {
  const below = node.children.map((child) => mark(child, problems));
  const isGroup = node.kind === "worker" || node.kind === "environment";
  const own = isGroup ? [] : problems.filter((each) => isAt(node, each));
  const found = new Set([...own, ...below.flatMap((each) => [...each.found])]);
  return { node: { ...node, children: below.map((each) => each.node), ...countOf([...found]) }, found };
}

interface Marked {
  readonly node: TreeNode;
  readonly found: ReadonlySet<Problem>;
}

function isCounted({ severity }: Problem): boolean {
  return severity !== "hint";
}

function countOf(problems: readonly Problem[]): Pick<TreeNode, "severity" | "problems" | "errors"> {
  const severities = problems.map(({ severity }) => severity);
  const errors = severities.filter((each) => each === "error").length;
  return { severity: worst(severities), problems: problems.length, errors };
}

function isAt({ place, alsoAt, subject }: TreeNode, problem: Problem): boolean {
  const isHere = problem.environment === null || problem.environment === subject.environment;
  const places = place === undefined ? alsoAt : [place, ...alsoAt];
  return isHere && places.some((each) => meets(each, problem));
}

function meets({ path, span }: Place, problem: Problem): boolean {
  return path === problem.path && (encloses(span, problem.span) || encloses(problem.span, span));
}

function worst(severities: readonly Severity[]): Severity | undefined {
  return severities.toSorted((a, b) => severityRank[a] - severityRank[b])[0];
}
