import type { Location, TextDocumentPositionParams, WorkspaceEdit } from "vscode-languageserver-protocol";
import type { NewBinding } from "./core/refactor/addBinding.ts";
import type { NewObject } from "./core/refactor/addObject.ts";
import type { Deletion } from "./core/refactor/deleteSteps.ts";
import type { Renaming } from "./core/refactor/renaming.ts";
import type { Transfer } from "./core/refactor/transferObject.ts";
import type { CallPlace as Call } from "./core/queries/callPlace.ts";
import type { Milestone } from "./core/queries/progress.ts";
import type { Matrix, MatrixCell as Cell } from "./core/queries/matrix.ts";
import type { TreeNode, TreeSubject } from "./core/queries/tree/node.ts";
import type { RunResult } from "./core/wrangler/findings/finding.ts";
import type { CheckError, Target, WorkerSummary } from "./core/wrangler/summary.ts";

/** What the editor's side tells the server when it starts it. Every field may be absent: other editors send none. */
export interface InitializationOptions {
  /** Whether the workspace is trusted; while it is not, no process is started. Absent: the editor knows no such thing. */
  readonly isTrusted?: boolean;
  /** The scheme of links that open in this editor (`vscode`), if it can show the pages of rules. */
  readonly uriScheme?: string;
  /** Whether the commands that `package.json` contributes are there, so that code actions may name them. */
  readonly hasCommands?: boolean;
  /** Translations of the strings of `t`, as `vscode.l10n.bundle` holds them. */
  readonly strings?: Readonly<Record<string, string>>;
}

/** Our own requests to the server: what the standard protocol has no word for. */
export interface Requests {
  /** The page of a rule in Markdown; null if there is no such rule. */
  readonly "durableObjects/rulePage": { readonly params: { readonly rule: string }; readonly result: string | null };
  /** The JSON schema for JSON configurations without `$schema`, as text: it refers to those of the installed wranglers. */
  readonly "durableObjects/schemaIndex": { readonly params: Readonly<Record<string, never>>; readonly result: string };
  /** The schema of an installed wrangler, by the address that the index has; null for any other. */
  readonly "durableObjects/schema": { readonly params: { readonly uri: string }; readonly result: string | null };
  /** The Workers of the workspace, in the order of their configurations' paths. */
  readonly "durableObjects/workers": {
    readonly params: Readonly<Record<string, never>>;
    readonly result: readonly ListedWorker[];
  };
  /** The errors that the check finds for a Worker in an environment, as they would stop its deploy. */
  readonly "durableObjects/errors": { readonly params: Target; readonly result: readonly CheckError[] };
  /** One edit of everything that a refactoring changes; nothing is applied yet. */
  readonly "durableObjects/refactor": { readonly params: Refactoring; readonly result: RefactorAnswer };
  /**
   * The class that is named at a place of a configuration, or declared or exported at one in code, and the configuration
   * that brings it along; null if none is.
   */
  readonly "durableObjects/classAt": { readonly params: TextDocumentPositionParams; readonly result: ClassAt | null };
  /** Where a Worker can call one of its Durable Objects, and how. */
  readonly "durableObjects/callPlace": { readonly params: { readonly configPath: string }; readonly result: CallPlace };
  /** How the classes of a Worker stand in its environments; null if the configuration is gone. */
  readonly "durableObjects/matrix": {
    readonly params: { readonly configPath: string };
    readonly result: WorkerMatrix | null;
  };
  /** What is known of a node of the tree, as Markdown; null if it is gone. */
  readonly "durableObjects/nodeTooltip": {
    readonly params: { readonly configPath: string; readonly id: string };
    readonly result: string | null;
  };
  /** Starts the feed of the tree: everything that is known comes as `durableObjects/treeChanged`, and what changes later too. */
  readonly "durableObjects/watchTree": { readonly params: Readonly<Record<string, never>>; readonly result: null };
}

/** Our own notifications to the server. */
export interface ToServer {
  /** A person has declared the workspace trusted. */
  readonly "durableObjects/trustGranted": Readonly<Record<string, never>>;
  /** Whether outline and folding of TOML are ours to give: no other extension is there for the language. */
  readonly "durableObjects/ownsToml": { readonly isOwner: boolean };
  /** What a run of wrangler came to; its problems replace those of the run before it of the same source. */
  readonly "durableObjects/wranglerRun": RunResult;
}

/** Our own notifications to the editor. */
export interface ToEditor {
  /** What `durableObjects/schemaIndex` answered is something else now. */
  readonly "durableObjects/schemaIndexChanged": Readonly<Record<string, never>>;
  /** What `durableObjects/workers` would answer is something else now, or a first project has come further. */
  readonly "durableObjects/workersChanged": { readonly count: number; readonly reached: readonly Milestone[] };
  /** Roots of the tree that are new or different, and the ids of those that are gone. */
  readonly "durableObjects/treeChanged": { readonly roots: readonly TreeItem[]; readonly removed: readonly string[] };
}

/** A configuration with all of its environments, as views and commands need it. */
export interface ListedWorker {
  readonly configUri: string;
  /** The workspace folder it lies in; null for a file that was opened by itself. */
  readonly folderUri: string | null;
  readonly summary: WorkerSummary;
  readonly problems: ProblemCounts;
}

/** A node of the tree as the editor's side gets it. */
export interface TreeItem extends Omit<TreeNode, "place" | "alsoAt" | "children" | "subject"> {
  readonly location: TreeLocation | null;
  readonly children: readonly TreeItem[];
  readonly subject: TreeItemSubject;
}

/** The matrix of a Worker as the editor's side gets it. */
export type WorkerMatrix = Matrix<TreeLocation | null>;
export type MatrixCell = Cell<TreeLocation | null>;

/** A place for a call as the editor's side gets it. */
export type CallPlace = Call<TreeLocation>;

/** Where a click on a node goes: lines and characters from 0. */
export interface TreeLocation {
  readonly uri: string;
  readonly range: { readonly start: TreePosition; readonly end: TreePosition };
}

export interface TreePosition {
  readonly line: number;
  readonly character: number;
}

/** Which thing a node stands for, for commands: its configuration's path and the names in it. */
export interface TreeItemSubject extends Omit<TreeSubject, "config"> {
  readonly configPath: string;
}

export interface ProblemCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly others: number;
}

/** What to do; paths are those that the server gave. */
export type Refactoring =
  | { readonly kind: "addObject"; readonly configPath: string; readonly object: NewObject }
  | { readonly kind: "addBinding"; readonly configPath: string; readonly binding: NewBinding }
  | { readonly kind: "declareObjects"; readonly configPath: string }
  | { readonly kind: "convertLifecycle"; readonly configPath: string }
  | { readonly kind: "deleteObject"; readonly configPath: string; readonly deletion: Deletion }
  | { readonly kind: "convertFormat"; readonly configPath: string }
  | { readonly kind: "transferObject"; readonly configPath: string; readonly transfer: Transfer }
  | { readonly kind: "renameObject"; readonly configPath: string; readonly renaming: Renaming }
  | { readonly kind: "convertToObject"; readonly path: string; readonly offset: number };

/** A class by its name, and the path of its configuration. */
export interface ClassAt {
  readonly configPath: string;
  readonly className: string;
}

export type RefactorAnswer =
  | {
      readonly kind: "edit";
      readonly edit: WorkspaceEdit;
      readonly notes: readonly string[];
      /** Of a rename: the places in code that spell the name, from which the editor's own rename has to start. */
      readonly code?: readonly Location[];
      /** Of a deletion: what data is lost by it, to be confirmed. */
      readonly loss?: string;
    }
  /** Only the person knows; the refactoring has to be asked for again with the answer. */
  | { readonly kind: "asksIfDeployed" }
  | { readonly kind: "refused"; readonly reason: string };

/** The path of the link that opens a rule's page, below the extension's own authority. */
export function rulePageLink(rule: string): string {
  return `/rule/${rule}`;
}

/** The rule that such a path names, or undefined. */
export function ruleOfLink(path: string): string | undefined {
  return /^\/rule\/([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(path)?.[1];
}

/** The server's own command behind the completion of a class that is not exported: config path, environment, class. */
export const exportClassCommand = "durableObjects.exportClass";

/** The command behind a lens: takes the URI and position it stands at, and the locations to open or to list. */
export const showPlacesCommand = "durableObjects.showPlaces";

/** The scheme of the addresses of JSON schemas. */
export const schemaScheme = "durable-objects-schema";
