import { t } from "@vscode/l10n";
import type { StringNode } from "../config/tree.ts";
import { declareClasses } from "../lifecycle/declare.ts";
import { isLive } from "../lifecycle/model.ts";
import { closest } from "../text/closest.ts";
import { basename } from "../text/path.ts";
import type { Worker } from "../worker.ts";
import { durableObjectExports, exportOf } from "./shared/exported.ts";
import { ownBindings } from "./shared/bindings.ts";
import { isMentioned } from "./shared/mentions.ts";
import type { Finding, Fix, Related, Rule } from "./rule.ts";

export const externalScriptClassMissing: Rule = {
  id: "external-script-class-missing",
  severity: "error",
  stage: "dev",
  summary: "A binding to a class that the other Worker does not have",
  fix: "choice",
  *check(worker) {
    const { environment, config } = worker;
    for (const { className, scriptName } of environment.bindings) {
      if (className === undefined || scriptName === undefined || scriptName.value === "") continue;
      if (scriptName.value === environment.workerName) continue;
      const owners = worker.others.named(scriptName.value).filter((each) => each.config.path !== config.path);
      if (owners.length === 0) continue;
      // Several configurations may share a name; the class is missing only if every one of them lacks it.
      if (owners.every((owner) => lacks(owner, className.value))) yield missing(owners, className, scriptName.value);
      else if (owners.every((owner) => leavesUndeclared(owner, className.value)))
        yield undeclared(owners, className, scriptName.value);
    }
  },
};

function lacks(owner: Worker, className: string): boolean {
  return owner.config.hintsOnly === undefined && exportOf(owner, className).kind === "missing";
}

/** Whether a Worker exports the class and does nothing else with it. A class that it binds is reported there. */
function leavesUndeclared(owner: Worker, className: string): boolean {
  return (
    owner.config.hintsOnly === undefined &&
    exportOf(owner, className).kind === "exported" &&
    !isMentioned(owner.environment, className) &&
    ownBindings(owner, className).length === 0
  );
}

/** Only a warning: what the other Worker had applied may be gone from its configuration. */
function undeclared(owners: readonly Worker[], className: StringNode, script: string): Finding {
  const name = className.value;
  const message = t(
    "The Worker {0} exports the class {1} but does not declare it, so it has no objects of it and the deploy fails with code 10061; declare the class there.",
    script,
    name,
  );
  const fixes = owners.map((owner): Fix => ({
    title: t("Declare {0} in {1} of {2}", name, basename(owner.config.path), script),
    changes: [{ kind: "config", path: owner.config.path, changes: declareClasses(owner, [name]) }],
  }));
  return { at: className.span, message, severity: "warning", related: relatedTo(owners, script), fixes };
}

function missing(owners: readonly Worker[], className: StringNode, script: string): Finding {
  const message = t(
    "The Worker {0} exports no class {1}, so `wrangler dev` with both stops at start and the deploy fails with code 10061; bind a class that it has.",
    script,
    className.value,
  );
  const candidates = owners.flatMap((owner) =>
    durableObjectExports(owner).filter((name) => isLive(owner.lifecycle.classes.get(name))),
  );
  const intended = closest(className.value, candidates) ?? (candidates.length === 1 ? candidates[0] : undefined);
  const changes = [{ kind: "set", path: className.path, value: intended ?? "" } as const];
  const fixes =
    intended === undefined
      ? []
      : [{ title: t("Bind the class {0}", intended), changes: [{ kind: "config", changes } as const] }];
  return { at: className.span, message, related: relatedTo(owners, script), fixes };
}

function relatedTo(owners: readonly Worker[], script: string): readonly Related[] {
  return owners.map((owner) => ({
    place: { path: owner.config.path, span: owner.environment.nameNode?.span ?? { start: 0, end: 0 } },
    message: t("The Worker {0} in {1}", script, basename(owner.config.path)),
  }));
}
