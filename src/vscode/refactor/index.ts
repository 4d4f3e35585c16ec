import type { LanguageClient } from "vscode-languageclient/node";
import type { Command } from "../commands.ts";
import { addBindingCommand } from "./addBinding.ts";
import { addObjectCommand } from "./addObject.ts";
import { convertFormatCommand } from "./convertFormat.ts";
import { convertLifecycleCommand } from "./convertLifecycle.ts";
import { declareObjectsCommand } from "./declareObjects.ts";
import { deleteObjectCommand } from "./deleteObject.ts";
import { renameObjectCommand } from "./renameObject.ts";
import { transferObjectCommand } from "./transferObject.ts";

/** The commands that change several files at once. */
export function refactorCommands(client: LanguageClient): readonly Command[] {
  return [
    addObjectCommand(client),
    addBindingCommand(client),
    convertLifecycleCommand(client),
    declareObjectsCommand(client),
    deleteObjectCommand(client),
    renameObjectCommand(client),
    transferObjectCommand(client),
    convertFormatCommand(client),
  ];
}
