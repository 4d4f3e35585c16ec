import { t } from "@vscode/l10n";
import { child, type ConfigNode } from "../config/tree.ts";
import type { Finding, Fix, Rule } from "./rule.ts";

const modes = ["immediate", "deferred"];

/** In seconds. */
const maxDelayLimit = 86_400;

export const codeUpdateStrategyInvalid: Rule = {
  id: "code-update-strategy-invalid",
  severity: "error",
  stage: "cfg",
  summary: "A `code_update_strategy` with a mode or delay that does not exist",
  fix: "choice",
  *check({ environment }) {
    const strategy = child(environment.durableObjects, "code_update_strategy");
    if (strategy?.kind !== "object") return;
    const mode = child(strategy, "mode");
    const isMode = mode?.kind === "string" && modes.includes(mode.value);
    if (!isMode) yield modeFinding(mode ?? strategy, [...strategy.path, "mode"]);
    const delay = child(strategy, "max_delay");
    if (delay !== undefined && !isDelay(delay)) yield delayFinding(delay);
  },
};

function modeFinding(at: ConfigNode, path: ConfigNode["path"]): Finding {
  const message = t(
    "`mode` of `code_update_strategy` has to be “immediate” or “deferred”, so every wrangler command stops here; choose one.",
  );
  const fixes = modes.map((mode): Fix => {
    return {
      title: t("Set `mode` to “{0}”", mode),
      changes: [{ kind: "config", changes: [{ kind: "set", path, value: mode }] }],
    };
  });
  return { at: at.span, message, fixes };
}

function delayFinding(delay: ConfigNode): Finding {
  const message = t(
    "`max_delay` has to be a number of seconds from 0 to {0} with at most three decimals, so every wrangler command stops here; correct it.",
    maxDelayLimit,
  );
  return { at: delay.span, message };
}

function isDelay(node: ConfigNode): boolean {
  if (node.kind !== "number") return false;
  const value = Number(node.value);
  const isWholeMilliseconds = Math.abs(value * 1000 - Math.round(value * 1000)) < 1e-6;
  return value >= 0 && value <= maxDelayLimit && isWholeMilliseconds;
}
