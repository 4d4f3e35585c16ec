/** What a class is to be called. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
  /** Whether the deployed Worker may have the class already, where the history cannot tell. */
  readonly isDeployed?: boolean;
  /** Whether the editor renames what core does not, the uses in code beside declaration and exports, and moves local data. */
  readonly hasEditorRename?: boolean;
}
