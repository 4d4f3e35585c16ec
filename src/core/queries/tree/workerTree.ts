import { t } from "@vscode/l10n";
import type { Problem } from "../../check.ts";
import type { Analysis } from "../../project.ts";
import { basename } from "../../text/path.ts";
import type { Worker } from "../../worker.ts";
import { classNodes } from "./classNodes.ts";
import { treeNode, type TreeNode } from "./node.ts";
import { withProblems } from "./problems.ts";

/**
 * The tree of one configuration: Worker → environment (only where there are named ones) → class → its bindings, its
 * lifecycle step by step, its handlers and methods, its container. `folder` names the place for the label.
 */
export function workerTree(analysis: Analysis, problems: readonly Problem[], folder: string): TreeNode {
  const { config, workers, path } = analysis;
  const [top] = workers;
  const hasNamed = workers.length > 1;
  const root = treeNode({
    id: path,
    kind: "worker",
    label: top.environment.workerName ?? basename(path),
    description: folder,
    place: { path, span: top.environment.nameNode?.span ?? { start: 0, end: 0 } },
    children: hasNamed ? workers.map((each) => environmentNode(each)) : classNodes(top),
    subject: { config: config.path, environment: null },
  });
  return withProblems(root, problems);
}

function environmentNode(worker: Worker): TreeNode {
  const { config, environment } = worker;
  const inherits = environment.name !== null && (environment.migrations.isInherited || environment.exports.isInherited);
  return treeNode({
    id: `${config.path}#${environment.name ?? ""}`,
    kind: "environment",
    label: environment.name ?? t("top level"),
    description: environment.workerName ?? "",
    place: { path: config.path, span: environment.nameSpan ?? environment.nameNode?.span ?? { start: 0, end: 0 } },
    children: classNodes(worker),
    isInherited: inherits && environment.bindings.length === 0,
    subject: { config: config.path, environment: environment.name },
  });
}
