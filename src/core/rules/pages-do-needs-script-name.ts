import { t } from "@vscode/l10n";
import type { Fix, Rule } from "./rule.ts";

export const pagesDoNeedsScriptName: Rule = {
  id: "pages-do-needs-script-name",
  severity: "error",
  stage: "cfg",
  summary: "A Durable Object binding of a Pages project without `script_name`",
  fix: "choice",
  *check({ config, environment, others }) {
    if (!config.isPages) return;
    for (const { node, className, isLocal, name } of environment.bindings) {
      if (!isLocal || name === undefined) continue;
      const owners = others
        .names()
        .filter((each) => others.named(each).some((worker) => worker.lifecycle.classes.has(className?.value ?? "")));
      const fixes = owners.map((owner): Fix => {
        const changes = [{ kind: "set", path: [...node.path, "script_name"], value: owner } as const];
        return { title: t("Take the class from the Worker {0}", owner), changes: [{ kind: "config", changes }] };
      });
      yield {
        at: (className ?? name).span,
        message: t(
          "A Pages project cannot bring along Durable Object classes, so its commands stop; name the Worker that does in `script_name`.",
        ),
        fixes,
      };
    }
  },
};
