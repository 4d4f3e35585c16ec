import { t } from "@vscode/l10n";
import { property } from "../config/tree.ts";
import { basename, dirname } from "../text/path.ts";
import type { Worker } from "../worker.ts";
import { toWorkerName } from "../workerName.ts";
import { isAboutDurableObjects } from "./shared/about.ts";
import type { Fix, Rule } from "./rule.ts";

export const workerNameMissing: Rule = {
  id: "worker-name-missing",
  severity: "warning",
  stage: "dry",
  summary: "A Worker with Durable Objects and without a name",
  fix: "choice",
  needsWhole: true,
  *check(worker) {
    const { config, environment } = worker;
    if (
      !isAboutDurableObjects(worker) ||
      environment.workerName !== undefined ||
      environment.main === undefined ||
      config.isPages ||
      config.hintsOnly === "test" ||
      config.document.format === "typescript"
    )
      return;
    if (environment.nameNode !== undefined || property(environment.node, "name") !== undefined) return;
    // Where environments have names, what has none is a base for them, or gets its name from whoever deploys it.
    const hasNamed = config.environments.some((each) => each.workerName !== undefined);
    yield {
      ...(hasNamed && { severity: "hint" }),
      at: property(config.document.root, "main")?.keySpan ?? environment.main.span,
      message: t(
        "The Worker has no `name`, so `wrangler deploy` stops unless it is given one; its Durable Objects are kept under that name, so choose it once.",
      ),
      fixes: nameFix(worker),
    };
  },
};

function nameFix({ config }: Worker): readonly Fix[] {
  const slug = toWorkerName(basename(dirname(config.path)));
  if (slug === "") return [];
  const changes = [{ kind: "set", path: ["name"], value: slug } as const];
  return [{ title: t("Name the Worker {0}", slug), changes: [{ kind: "config", changes }] }];
}
