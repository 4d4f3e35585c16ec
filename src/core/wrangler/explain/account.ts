import { t } from "@vscode/l10n";
import type { AccountKind } from "../findings/finding.ts";
import { explanation, type Explanations } from "./explanation.ts";

/** What stands between wrangler and the account. */
export const accountExplanations: Explanations<AccountKind> = {
  notLoggedIn: () =>
    explanation(t("wrangler is not logged in to Cloudflare, or may not do this; log in, or set CLOUDFLARE_API_TOKEN.")),
  severalAccounts: () =>
    explanation(t("The login reaches several accounts, and nothing says which one is meant; choose one.")),
  refusedByStrict: () =>
    explanation(
      t(
        "The Worker was changed elsewhere since the last deploy (in the dashboard, by the API or as a secret), and this deploy would overwrite it.",
      ),
    ),
  workerNotDeployed: () =>
    explanation(
      t("This Worker is not deployed in the account yet, so there is nothing to work with; deploy it first."),
    ),
  apiFailed: (finding) =>
    explanation(
      t(
        "The Cloudflare API answered with an error: {0}. Look at what is deployed before trying again.",
        finding.original.replace(/\.$/, ""),
      ),
    ),
  apiUnreachable: () =>
    explanation(
      t(
        "The Cloudflare API could not be reached, or the connection broke; whether a deploy arrived is not known, so look at what is deployed before trying again.",
      ),
    ),
};
