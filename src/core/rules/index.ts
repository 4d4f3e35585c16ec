import { doMissingLifecycle } from "./do-missing-lifecycle.ts";
import type { Rule } from "./rule.ts";

/** Every rule, in the order of the catalogue: shape of the configuration, `exports`, `migrations`, configuration and code. */
export const rules: readonly Rule[] = [doMissingLifecycle];
