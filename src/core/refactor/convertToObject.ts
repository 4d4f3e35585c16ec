import { t } from "@vscode/l10n";
import type { Project } from "../project.ts";
import { classesOf } from "../source/classes.ts";
import { extendEdits } from "../source/extendEdits.ts";
import type { ClassDeclaration, SourceModule } from "../source/model.ts";
import { encloses, type FilePath } from "../text/span.ts";
import type { Refactored } from "./refactoring.ts";
import { refuse } from "./refactoring.ts";

/** The plain class whose head an offset lies in, if it can become a Durable Object class. */
export function plainClassAt(project: Project, path: FilePath, offset: number): ClassDeclaration | undefined {
  const module = project.module(path);
  return module && classesOf(module).find((each) => isHead(each, offset) && extendEdits(module, each) !== undefined);
}

/** Makes a plain class extend `DurableObject`: the import, `extends`, and `super(ctx, env)`. */
export function convertToObject(project: Project, path: FilePath, offset: number): Refactored {
  const module = project.module(path);
  const found = plainClassAt(project, path, offset);
  const edits = module && found && extended(module, found);
  if (edits === undefined) return refuse(t("There is no class here that could extend `DurableObject`."));
  return { kind: "edits", edits: [{ kind: "change", path, edits }], notes: [] };
}

function extended(module: SourceModule, found: ClassDeclaration): ReturnType<typeof extendEdits> {
  return extendEdits(module, found);
}

/** From the first word of the class to its brace. */
function isHead({ span, bodySpan }: ClassDeclaration, offset: number): boolean {
  return encloses({ start: span.start, end: bodySpan.start }, { start: offset, end: offset });
}
