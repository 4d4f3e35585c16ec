import { t } from "@vscode/l10n";
import { isAboutDurableObjects } from "./shared/about.ts";
import { toWorkerName } from "../workerName.ts";
import type { Rule } from "./rule.ts";

export const workerNameInvalid: Rule = {
  id: "worker-name-invalid",
  severity: "error",
  stage: "cfg",
  summary: "A Worker name with characters that wrangler does not take",
  fix: "edit",
  *check(worker) {
    const { environment } = worker;
    const node = environment.nameNode;
    if (!isAboutDurableObjects(worker) || node === undefined || /^$|^[a-z0-9_][a-z0-9-_]*$/.test(node.value)) return;
    const slug = toWorkerName(node.value);
    const changes = [{ kind: "set", path: node.path, value: slug } as const];
    yield {
      at: node.span,
      message: t(
        "A Worker's name has lower-case letters, digits, dashes and underscores only, so every wrangler command stops here; change it.",
      ),
      fixes: slug === "" ? [] : [{ title: t("Change the name to {0}", slug), changes: [{ kind: "config", changes }] }],
    };
  },
};
