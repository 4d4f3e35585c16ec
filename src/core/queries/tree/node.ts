import type { Severity } from "../../rules/rule.ts";
import type { FilePath, Place } from "../../text/span.ts";

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
  /** Live, bound or in the code, but certainly not exported by the entry. */
  | "notExported"
  /** In the code or bound, but in no lifecycle. */
  | "notDeclared"
  /** Bound by `script_name`: another Worker has it. */
  | "elsewhere";

/** Whether a class is no more: its bindings lead nowhere, and none is to be added. */
export function isGone(state: ClassState | undefined): boolean {
  return state === "renamed" || state === "deleted" || state === "transferred";
}

/** One node, as plain data: the same text gives the same nodes, so that an edit replaces only what changed. */
export interface TreeNode {
  /** The same for the same thing, whatever is written around it. */
  readonly id: string;
  readonly kind: TreeNodeKind;
  readonly label: string;
  /** What stands behind the label, quieter. */
  readonly description: string;
  /** Where a click goes. */
  readonly place: Place | undefined;
  /** Further places whose problems are the node's own: a class is named by bindings and by the lifecycle. */
  readonly alsoAt: readonly Place[];
  readonly children: readonly TreeNode[];
  /** The worst problem at the node's own text and below it. */
  readonly severity: Severity | undefined;
  /** How many problems there are at and below it, hints aside, and how many of them are errors. */
  readonly problems: number;
  readonly errors: number;
  /** Of a class. */
  readonly state: ClassState | undefined;
  readonly storage: "sqlite" | "kv" | undefined;
  /** Of a class: whether its declaration in source was found. */
  readonly isInCode: boolean;
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

/** What a node is made of; everything that is left out is empty. */
export type GivenNode = Pick<TreeNode, "id" | "kind" | "label" | "subject"> & Partial<TreeNode>;

export function treeNode(given: GivenNode): TreeNode {
  return {
    description: "",
    place: undefined,
    alsoAt: [],
    children: [],
    severity: undefined,
    problems: 0,
    errors: 0,
    state: undefined,
    storage: undefined,
    isInCode: false,
    isInherited: false,
    ...given,
  };
}

/** Makes ids that are the same wherever their things stand: only those of the same name are counted. */
export function uniqueIds(): (id: string) => string {
  const seen = new Map<string, number>();
  return (id) => {
    const before = seen.get(id) ?? 0;
    seen.set(id, before + 1);
    return before === 0 ? id : `${id}#${before}`;
  };
}
