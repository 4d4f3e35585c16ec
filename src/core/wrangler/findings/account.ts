import { textOf, type PrintedMessage } from "../messages.ts";
import type { FindingKind, WranglerFinding } from "./finding.ts";

/** Between wrangler and the account: what must be answered, not edited. Wordings read in wrangler 4.164. */
const wordings: readonly (readonly [RegExp, FindingKind])[] = [
  [/^Aborting the (?:deployment|upload) operation because of conflicts/, "refusedByStrict"],
  [
    /necessary to set a CLOUDFLARE_API_TOKEN|You are not authenticated|Not logged in|Authentication error/,
    "notLoggedIn",
  ],
  [/^More than one account available/, "severalAccounts"],
  [
    /fetch failed|ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|UND_ERR|network connectivity|other side closed/,
    "apiUnreachable",
  ],
  [/Received a malformed response from the API|Cloudflare API responded with a WAF block/, "apiFailed"],
];

/** The finding of a message about login, account or the connection; undefined for any other. */
export function readAccount(message: PrintedMessage): WranglerFinding | undefined {
  const text = textOf(message);
  const found = wordings.find(([wording]) => wording.test(text));
  return found && { kind: found[1], severity: "error", guilty: {}, original: text };
}

/** Whether a finding is about login, account or connection: nothing of it can be mended in a file. */
export function isAccountKind(kind: FindingKind): boolean {
  return kind === "apiFailed" || wordings.some(([, each]) => each === kind);
}
