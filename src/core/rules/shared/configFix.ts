import type { ConfigChange } from "../../config/syntax.ts";
import type { Fix } from "../rule.ts";

/** A fix that changes nothing but the Worker's own configuration. */
export function configFix(title: string, ...changes: readonly ConfigChange[]): Fix {
  return { title, changes: [{ kind: "config", changes }] };
}
