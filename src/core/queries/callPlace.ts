import { t } from "@vscode/l10n";
import { bindingNameFor } from "../rules/shared/bindingItems.ts";
import { methodsOf } from "../source/classes.ts";
import { fetchHandlerOf, type FetchHandler } from "../source/fetchHandler.ts";
import type { SourceModule } from "../source/model.ts";
import { moduleAt } from "../source/moduleAt.ts";
import type { Place } from "../text/span.ts";
import type { Worker } from "../worker.ts";
import { classViews, type ClassView } from "./classView.ts";
import { handlerNames } from "./tree/codeNodes.ts";

/** Where a Worker can call one of its Durable Objects, and the call as a snippet; or the sentence that says why not. */
export type CallPlace<At = Place> =
  | { readonly kind: "place"; readonly at: At; readonly snippet: string }
  | { readonly kind: "refused"; readonly reason: string };

/** A call at the beginning of the entry's `fetch`, of the first class that is bound, or else of the first there is. */
export function callPlace(worker: Worker): CallPlace {
  const { entry } = worker;
  const module = entry.kind === "module" && moduleAt(entry.modules, entry.path);
  if (!module || entry.language !== "javascript") return refuse(t("The entry of this Worker cannot be read."));
  const views = classViews(worker);
  const view =
    views.find(({ bindings }) => bindings.length > 0) ?? views.find((each) => each.declaration !== undefined);
  if (view === undefined) return refuse(t("The entry of this Worker exports no Durable Object class."));
  const handler = fetchHandlerOf(module);
  if (handler === undefined)
    return refuse(t("The entry has no fetch handler of its own; the snippet do-worker-name writes one."));
  return callIn(module, handler, view);
}

function callIn(module: SourceModule, { start, request, env }: FetchHandler, view: ClassView): CallPlace {
  if (env === undefined)
    return refuse(t("The fetch handler takes no environment; give it the parameters request and env first."));
  const binding = view.bindings[0]?.name?.value ?? bindingNameFor(view.name);
  const stub = `const stub = ${escaped(env)}.\${1:${escaped(binding)}}.getByName(\${2:"name"});`;
  const at = { path: module.path, span: { start, end: start } };
  return { kind: "place", at, snippet: `\n\t${stub}\n\t${call(view, request)}$0` };
}

function call({ declaration }: ClassView, request: string | undefined): string {
  const methods = declaration === undefined ? [] : methodsOf(declaration);
  const rpc = methods.filter(({ kind, visibility, name }) => {
    return kind === "method" && visibility === "public" && !handlerNames.has(name);
  });
  const names = rpc.map(({ name }) => escaped(name).replaceAll(",", "\\,"));
  const hasFetch = methods.some(({ name }) => name === "fetch");
  if (names.length === 0 && hasFetch && request !== undefined)
    return `const \${3:response} = await stub.fetch(${escaped(request)});`;
  const method = names.length > 1 ? `\${4|${names.join(",")}|}` : `\${4:${names[0] ?? "method"}}`;
  return `const \${3:result} = await stub.${method}($5);`;
}

/** A text that a snippet takes as it is. */
function escaped(text: string): string {
  return text.replaceAll(/[\\$}|]/g, String.raw`\$&`);
}

function refuse(reason: string): CallPlace {
  return { kind: "refused", reason };
}
