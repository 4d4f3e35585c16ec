import { t } from "@vscode/l10n";
import type { ExportsApiKind, WranglerFinding } from "../findings/finding.ts";
import { classOf, explanation, type Explanation, type Explanations } from "./explanation.ts";

/** What the API answers to `exports` that do not fit the code or what is deployed; nothing was changed by it. */
export const exportsExplanations: Explanations<ExportsApiKind> = {
  exportsScenario: (finding) => explainScenario(finding),
  exportsDiffer: () =>
    explanation(
      t(
        "The versions of a split deployment must declare the same `exports`; deploy one of them to all traffic instead.",
      ),
    ),
  bindingNeedsDeploy: (finding) =>
    explanation(
      t(
        "The class {0} is new in `exports`, and only a deploy creates it, so no version that binds it can be uploaded; run `wrangler deploy`.",
        classOf(finding),
      ),
      "exports-upload-binding-unprovisioned",
    ),
};

/** The scenarios of code 100402, as the API's description lists them (the error reference of Cloudflare's documentation). */
function explainScenario(finding: WranglerFinding): Explanation {
  const name = classOf(finding);
  const scenario = finding.scenario ?? "";
  if (scenario.startsWith("phase_one_transfer_") || scenario.startsWith("transfer")) return explainTransfer(finding);
  switch (scenario) {
    case "config_export_not_in_code":
    case "config_references_nonexistent_class":
      return explanation(
        t(
          "`exports` declares {0}, but the entry does not export it; export the class, or delete it with a tombstone.",
          name,
        ),
        "exports-live-class-not-exported",
      );
    case "code_class_not_in_exports":
    case "provisioned_class_missing_from_config":
    case "orphaned_provisioned_namespace":
      return explanation(
        t(
          "The class {0} is deployed, but `exports` has no entry for it; add a live entry, or one that renames or deletes it (deleting it deletes all its data).",
          name,
        ),
        "exports-undeclared-class",
      );
    case "storage_type_mismatch":
      return explanation(
        t("The storage of {0} differs from the deployed one, and storage never changes; write the deployed one.", name),
      );
    case "free_tier_requires_sqlite":
    case "invalid_export":
      return explanation(
        t('The entry for {0} is refused: a new class needs `"storage": "sqlite"`.', name),
        "exports-legacy-kv-new",
      );
    case "tombstone_delete_class_still_in_code":
      return explanation(
        t("`exports` deletes {0}, but the entry still exports it; take the class out of the code first.", name),
        "exports-deleted-class-still-exported",
      );
    case "tombstone_delete_blocked_by_external_bindings":
      return explanation(
        t(
          "The class {0} cannot be deleted while other Workers bind it ({1}); deploy those without the binding first.",
          name,
          finding.guilty.scripts?.join(", ") ?? "?",
        ),
      );
    case "tombstone_renamed_to_occupied":
      return explanation(
        t("{0} cannot be renamed to a class that is deployed already; choose a name that is free.", name),
      );
    default:
      return scenario.includes("container") ? explainContainer(finding) : explanation(finding.original);
  }
}

function explainTransfer(finding: WranglerFinding): Explanation {
  const name = classOf(finding);
  const { scenario = "" } = finding;
  if (scenario.includes("dispatch_namespace")) {
    return explanation(t("{0} cannot be transferred into or out of a dispatch namespace.", name));
  }
  if (scenario.includes("container")) return explainContainer(finding);
  if (scenario === "phase_one_transfer_target_class_provisioned") {
    return explanation(
      t("{0} expects a transfer, but a class of that name is deployed here already; use a name that is free.", name),
    );
  }
  if (scenario === "phase_one_transfer_duplicate") {
    return explanation(t("Two Workers expect the transfer of {0}; only one of them can receive it.", name));
  }
  return explanation(
    t(
      'The transfer of {0} does not fit: the receiving Worker has to be deployed first, with `"state": "expecting-transfer"` and the right `transfer_from`, then this one with `"state": "transferred"`.',
      name,
    ),
  );
}

function explainContainer(finding: WranglerFinding): Explanation {
  return explanation(
    t("{0} and its container do not refer to each other consistently: {1}", classOf(finding), finding.original),
    "container-do-link",
  );
}
