import satisfies from "semver/functions/satisfies.js";
import coerce from "semver/functions/coerce.js";

/** wrangler 4.1xx needs at least this, where its package.json says nothing (Plug'n'Play keeps it in an archive). */
const defaultRange = ">=22.0.0";

/** Whether a Node can run a wrangler. */
export type NodeCheck =
  | { readonly kind: "ok"; readonly version: string }
  | { readonly kind: "tooOld"; readonly version: string; readonly range: string }
  | { readonly kind: "unusable"; readonly printed: string };

/**
 * Holds what `node --version` printed against what wrangler asks for (`engines.node`; undefined for the default). A
 * pre-release of a newer Node counts as that Node.
 */
export function checkNode(printed: string, range: string | undefined): NodeCheck {
  const version = /^v(\d+\.\d+\.\d+)/.exec(printed.trim())?.[1];
  if (version === undefined || coerce(version) === null) return { kind: "unusable", printed: printed.trim() };
  const wanted = range ?? defaultRange;
  return satisfies(version, wanted) ? { kind: "ok", version } : { kind: "tooOld", version, range: wanted };
}
