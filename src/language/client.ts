import type { InitializeParams } from "vscode-languageserver";
import type { InitializationOptions } from "../protocol.ts";
import { isRecord } from "./unknown.ts";

/** What the editor can do, read once from its first request. */
export interface Client {
  readonly options: InitializationOptions;
  /** The pull of settings per folder (`workspace/configuration`). */
  readonly hasConfiguration: boolean;
  readonly hasDynamicConfiguration: boolean;
  readonly hasDynamicWatching: boolean;
  readonly hasDynamicRename: boolean;
  readonly hasFolderEvents: boolean;
  readonly hasRelatedInformation: boolean;
  readonly hasCodeDescription: boolean;
  readonly hasDocumentChanges: boolean;
  readonly canCreateFiles: boolean;
  /** Whether it can be asked to ask for lenses again. */
  readonly refreshesLenses: boolean;
  /** Whether outline and folding can be given and taken back while the server runs. */
  readonly hasDynamicOutline: boolean;
  /** Whether completions may have tab stops. */
  readonly hasSnippets: boolean;
  /** Whether the list shows a few words behind each label. */
  readonly hasLabelDetails: boolean;
  /** Whether the edit of a code action may be asked for later. */
  readonly resolvesEdits: boolean;
}

export function readClient({ capabilities, initializationOptions }: InitializeParams): Client {
  const { workspace, textDocument } = capabilities;
  const edits = workspace?.workspaceEdit;
  const diagnostics = textDocument?.publishDiagnostics;
  return {
    options: readOptions(initializationOptions),
    hasConfiguration: workspace?.configuration === true,
    hasDynamicConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    hasDynamicWatching: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    hasDynamicRename: textDocument?.rename?.dynamicRegistration === true,
    hasFolderEvents: workspace?.workspaceFolders === true,
    hasRelatedInformation: diagnostics?.relatedInformation === true,
    hasCodeDescription: diagnostics?.codeDescriptionSupport === true,
    hasDocumentChanges: edits?.documentChanges === true,
    canCreateFiles: edits?.documentChanges === true && edits.resourceOperations?.includes("create") === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    hasDynamicOutline:
      textDocument?.documentSymbol?.dynamicRegistration === true &&
      textDocument.foldingRange?.dynamicRegistration === true,
    hasSnippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    hasLabelDetails: textDocument?.completion?.completionItem?.labelDetailsSupport === true,
    resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true,
  };
}

function readOptions(value: unknown): InitializationOptions {
  return isRecord(value) ? value : {};
}
