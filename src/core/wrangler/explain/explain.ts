import { t } from "@vscode/l10n";
import type { FindingKind, WranglerFinding } from "../findings/finding.ts";
import { accountExplanations } from "./account.ts";
import { explanation, type Explanation, type Explanations } from "./explanation.ts";
import { exportsExplanations } from "./exports.ts";
import { legacyExplanations } from "./legacy.ts";
import { buildExplanations, configurationExplanations, startupExplanations } from "./local.ts";

const explanations: Explanations<FindingKind> = {
  ...configurationExplanations,
  ...buildExplanations,
  ...startupExplanations,
  ...legacyExplanations,
  ...exportsExplanations,
  ...accountExplanations,
  runtimeException: (finding) => explanation(t("The running Worker threw: {0}", finding.original)),
  unknown: (finding) => explanation(finding.original),
};

/** Explains a finding in the words of this extension; what nobody knows keeps wrangler's text. */
export function explain(finding: WranglerFinding): Explanation {
  return explanations[finding.kind](finding);
}
