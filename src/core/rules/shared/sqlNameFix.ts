import { t } from "@vscode/l10n";
import type { Span } from "../../text/span.ts";
import type { Fix } from "../rule.ts";
import { sqlPlace, type SqlUse } from "./sqlUses.ts";

/** Puts another name in the place of one in SQL; nothing where none is meant. */
export function nameFix(use: SqlUse, span: Span, name: string | undefined): readonly Fix[] {
  if (name === undefined) return [];
  const place = sqlPlace(use, span);
  const edits = [{ span: place.span, newText: name }];
  return [{ title: t("Change to “{0}”", name), changes: [{ kind: "text", path: place.path, edits }] }];
}
