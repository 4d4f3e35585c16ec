import { t } from "@vscode/l10n";
import type { ConfigSyntaxError } from "./syntax.ts";

/**
 * The one thing to say about a text that is none: NUL characters come from a binary file or from UTF-16 that was read as
 * UTF-8, replacement characters from bytes that are no UTF-8.
 */
export function binaryError(text: string): ConfigSyntaxError | undefined {
  const at = text.search(notText);
  if (at < 0) return undefined;
  return {
    message: t("This file is not a text in UTF-8: save it with that encoding."),
    span: { start: at, end: at + 1 },
  };
}

// oxlint-disable-next-line no-control-regex -- NUL is what is looked for
const notText = /[\u0000\ufffd]/;
