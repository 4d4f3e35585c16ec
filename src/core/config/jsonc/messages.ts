import { t } from "@vscode/l10n";
import { type ParseErrorCode, printParseErrorCode } from "jsonc-parser";

/** A plain sentence for an error of jsonc-parser, with the code that wrangler prints in its place. */
export function explainJsonc(error: ParseErrorCode): string {
  const code: string = printParseErrorCode(error);
  switch (code) {
    case "CommaExpected":
      return t("A comma is missing before this ({0}).", code);
    case "ColonExpected":
      return t("A colon is missing here ({0}).", code);
    case "PropertyNameExpected":
      return t("A property name in double quotes is missing here ({0}).", code);
    case "ValueExpected":
      return t("A value is missing here ({0}).", code);
    case "CloseBraceExpected":
      return t("A closing brace is missing here ({0}).", code);
    case "CloseBracketExpected":
      return t("A closing bracket is missing here ({0}).", code);
    case "EndOfFileExpected":
      return t("Nothing may stand behind the closing brace of the file ({0}).", code);
    case "UnexpectedEndOfComment":
      return t("This comment is never closed ({0}).", code);
    case "UnexpectedEndOfString":
      return t("This string is not closed on its line ({0}).", code);
    case "UnexpectedEndOfNumber":
    case "InvalidNumberFormat":
      return t("This is not a number as JSON writes it ({0}).", code);
    case "InvalidUnicode":
    case "InvalidEscapeCharacter":
      return t("This string contains an escape that JSON does not know: a backslash is written as two ({0}).", code);
    case "InvalidCharacter":
      return t("This string contains a control character, which JSON wants escaped ({0}).", code);
    default:
      return t("This is not valid JSON: strings and property names need double quotes ({0}).", code);
  }
}
