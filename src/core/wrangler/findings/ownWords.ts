import type { PrintedMessage } from "../messages.ts";
import type { FindingKind, Guilty, WranglerFinding } from "./finding.ts";

interface Wording {
  /** Tested against the headline; its groups `binding` and `name` become what the finding is about. */
  readonly says: RegExp;
  readonly kind: FindingKind;
  /** The code of the API that wrangler has put into words; undefined where it never asked the API. */
  readonly code?: number;
}

/** Refusals that wrangler tells in words of its own, without the API's code (read and measured with 4.164). */
const wordings: readonly Wording[] = [
  {
    says: /^Durable Object binding '(?<binding>[^']+)' references class '(?<name>[^']+)', which is declared in `exports` but not yet provisioned/,
    kind: "bindingNeedsDeploy",
    code: 100406,
  },
  { says: /deployment must declare identical (?:Durable Object )?`exports`/, kind: "exportsDiffer", code: 100405 },
  { says: /^This Worker has a pending Durable Object migration/, kind: "migrationInVersionsUpload" },
  { says: /^You cannot upload a new version of a Worker that does not yet exist/, kind: "workerNotDeployed" },
];

/** The finding of a refusal in wrangler's own words; undefined for any other message. */
export function readOwnWords({ headline }: PrintedMessage): WranglerFinding | undefined {
  for (const { says, kind, code } of wordings) {
    const match = says.exec(headline);
    if (match === null) continue;
    return {
      kind,
      severity: "error",
      guilty: guiltyIn(match.groups ?? {}),
      // What stands below is general advice.
      original: headline,
      ...(code !== undefined && { code }),
    };
  }
  return undefined;
}

function guiltyIn({ binding, name }: Readonly<Record<string, string | undefined>>): Guilty {
  return { ...(name !== undefined && { classes: [name] }), ...(binding !== undefined && { binding }) };
}
