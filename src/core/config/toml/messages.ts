import { t } from "@vscode/l10n";

/** A plain sentence for the reason that smol-toml 1.9 gives; the reason itself for one that is not known here. */
export function explainToml(reason: string): string {
  switch (reason) {
    case "each key-value declaration must be followed by an end-of-line":
      return t("Something stands behind the value that does not belong to it.");
    case "unexpected end of key":
    case "illegal empty bare key":
      return t("A key is missing here.");
    case "illegal character in key":
      return t("This character is not allowed in a key unless the key is put in quotes.");
    case "incomplete key-value: cannot find end of key":
      return t("This key has no value, or this header has no closing bracket.");
    case "expected end of table array declaration":
      return t("The second closing bracket of this header is missing.");
    case "illegal quoted key: multiline strings are not allowed":
      return t("A key cannot be a string of several lines.");
    case "invalid value":
      return t("A value is missing here, or it is not one that TOML knows: strings need quotes.");
    case "expected comma or end of structure":
      return t("A comma or a closing bracket is missing here.");
    case "unfinished array":
      return t("This array is never closed.");
    case "unfinished table":
      return t("This inline table is never closed.");
    case "unfinished string":
      return t("This string is never closed.");
    case "control characters are not allowed in strings":
      return t("This string is not closed on its line, or it contains a control character.");
    case "control characters are not allowed in comments":
      return t("This comment contains a control character.");
    case "unrecognised escape sequence":
    case "invalid escape: only line-ending whitespace may be escaped":
    case "invalid non-hex character in unicode escape":
    case "invalid unicode escape":
      return t("This is not an escape that TOML knows: a backslash is written as two.");
    case "illegal leading zero":
    case "illegal underscore":
    case "illegal character in numeric literal":
    case "unfinished numeric value":
      return t("This is not a number as TOML writes it: strings need quotes.");
    case "integer value cannot be represented losslessly":
      return t("This integer is too large for wrangler.");
    case "invalid date":
    case "invalid date-time: date part is malformed":
    case "invalid date-time: time part is malformed":
      return t("This is not a date: to write it as a string, put it in quotes.");
    case "document contains excessively nested structures. aborting.":
      return t("This is nested too deeply.");
    case "trying to redefine an already defined value":
      return t("This inline table defines a key twice.");
    default:
      return t("This is not valid TOML: {0}.", reason);
  }
}

export function explainRedefinition(name: string): string {
  return t("`{0}` is already defined above: TOML allows each key and table only once.", name);
}
