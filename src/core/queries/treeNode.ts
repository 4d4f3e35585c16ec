import type { Severity } from "../rules/rule.ts";
import type { FilePath, Place } from "../text/span.ts";

/** What a node of the tree stands for; the editor's side chooses icons and menus by it. */
export type TreeNodeKind =
  | "worker"
  | "environment"
  | "class"
  | "binding"
  | "remoteBinding"
  | "step"
  | "handler"
  | "method"
  | "container"
  /** What of a library the class is: an agent, a container, a server of PartyKit. */
  | "base";

/** How a class stands in its environment. */
export type ClassState =
  | "live"
  | "expecting-transfer"
  | "renamed"
  | "deleted"
  | "transferred"
  /** Live or bound, but certainly not exported by the entry. */
  | "notExported"
  /** In the code or bound, but in no lifecycle. */
  | "notDeclared"
  /** Bound by `script_name`: another Worker has it. */
  | "elsewhere";

/** One node, as plain data: the same text gives the same nodes, so that an edit replaces only what changed. */
export interface TreeNode {
  /** The same for the same thing, whatever is written around it. */
  readonly id: string;
  readonly kind: TreeNodeKind;
  readonly label: string;
  /** What stands behind the label, quieter. */
  readonly description: string;
  /** Markdown; empty for none. */
  readonly tooltip: string;
  /** Where a click goes. */
  readonly place: Place | undefined;
  /** Further places whose problems are the node's own: a class is named by bindings and by the lifecycle. */
  readonly alsoAt: readonly Place[];
  readonly children: readonly TreeNode[];
  /** The worst problem at the node's own text, and how many there are at and below it. */
  readonly severity: Severity | undefined;
  readonly problems: number;
  /** Of a class. */
  readonly state: ClassState | undefined;
  readonly storage: "sqlite" | "kv" | undefined;
  /** Whether it stands at the top level and counts here too. */
  readonly isInherited: boolean;
  /** What commands need to know which thing is meant. */
  readonly subject: TreeSubject;
}

export interface TreeSubject {
  readonly config: FilePath;
  /** Null for the top level. */
  readonly environment: string | null;
  readonly className?: string;
  /** The Worker that has the class, where it is another one. */
  readonly scriptName?: string;
  readonly bindingName?: string;
}
