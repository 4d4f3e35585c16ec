import { t } from "@vscode/l10n";
import ts from "typescript";
import { behaviours, hasBehaviour } from "../config/compatibility.ts";
import type { Project } from "../project.ts";
import { classesInModules, ownerOf, type ClassInModule } from "../rules/shared/code.ts";
import { accessedName, indexOf, isNamedAccess, nameNode, type NamedAccess } from "../source/moduleIndex.ts";
import { isState, isStorage } from "../source/storageCalls.ts";
import { spanOf } from "../source/syntax.ts";
import { touches, type FilePath } from "../text/span.ts";
import type { Worker } from "../worker.ts";
import type { Hover } from "./hoverText.ts";
import { readersOf } from "./occurrences.ts";

/** What the types of the API do not say, where a Durable Object class uses it; it is no mistake, so no rule speaks of it. */
export function apiHover(project: Project, path: FilePath, offset: number): Hover | undefined {
  for (const { workers } of readersOf(project, path)) {
    for (const worker of workers) {
      const found = inClasses(worker, path, offset);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function inClasses(worker: Worker, path: FilePath, offset: number): Hover | undefined {
  const classes = classesInModules(worker);
  const module = classes.find((each) => each.module.path === path)?.module;
  if (module === undefined) return undefined;
  const { accesses } = indexOf(module);
  for (const [name, say] of notes) {
    const node = (accesses.get(name) ?? []).find((each) => touches(spanOf(nameNode(each), module.ast), offset));
    const owner = node && ownerOf(classes, node);
    const markdown = node && owner && say({ node, owner, worker });
    if (node !== undefined && markdown !== undefined) return { markdown, span: spanOf(nameNode(node), module.ast) };
  }
  return undefined;
}

interface Use {
  readonly node: NamedAccess;
  readonly owner: ClassInModule;
  readonly worker: Worker;
}

/** By the name of the property: what is said of it, or nothing where it is something else's. */
const notes: ReadonlyMap<string, (use: Use) => string | undefined> = new Map([
  ["serializeAttachment", attachment],
  ["getBookmarkForTime", restore],
  ["onNextSessionRestoreBookmark", restore],
  ["waitUntil", waiting],
  ["name", objectName],
]);

function attachment({ node }: Use): string | undefined {
  const isCalled = ts.isCallExpression(node.parent) && node.parent.expression === node;
  return isCalled
    ? t(
        "What is attached to a WebSocket survives hibernation; it may take 16,384 bytes at most, more makes the call fail.",
      )
    : undefined;
}

function restore({ node }: Use): string | undefined {
  return isStorage(node.expression)
    ? t("Point-in-time recovery works in production only: `wrangler dev` answers with a bookmark of zeros.")
    : undefined;
}

function waiting({ node, worker }: Use): string | undefined {
  if (!isState(node.expression)) return undefined;
  return hasBehaviour(worker.environment, "ioPreventsEviction") === true
    ? t("A promise that is handed over keeps the object in memory for up to 15 minutes.")
    : t(
        "In a Durable Object this changes nothing before the compatibility date {0}: an object lives as long as it has something to do.",
        behaviours.ioPreventsEviction.since,
      );
}

/** `this.ctx.id.name`. */
function objectName({ node }: Use): string | undefined {
  const id = node.expression;
  const isId = isNamedAccess(id) && accessedName(id) === "id" && isState(id.expression);
  return isId
    ? t(
        "The name that the object was reached by, also in `alarm`; undefined for an object with a unique id, one reached by `idFromString`, and for names of more than 1,024 bytes.",
      )
    : undefined;
}
