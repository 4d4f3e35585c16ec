import { configShadowed } from "./config-shadowed.ts";
import { configSyntax } from "./config-syntax.ts";
import { configTooLarge } from "./config-too-large.ts";
import { doMissingLifecycle } from "./do-missing-lifecycle.ts";
import type { Rule } from "./rule.ts";

/** Every rule, in the order of the catalogue: shape of the configuration, `exports`, `migrations`, configuration and code. */
export const rules: readonly Rule[] = [configShadowed, configTooLarge, configSyntax, doMissingLifecycle];
