import { formatOf, parseDocument } from "../../src/core/config/document.ts";
import { isConfigPath } from "../../src/core/discovery.ts";
import { parseModule } from "../../src/core/source/parsedModule.ts";
import { toFilePath } from "../../src/core/text/path.ts";

/** Whether a file is one that we read and can be parsed without an error; undefined for other files. */
export function isParseable(path: string, text: string): boolean | undefined {
  if (/\.[cm]?[jt]sx?$/.test(path)) return hasNoErrors(path, text);
  return isConfigPath(path) ? parseDocument(text, formatOf(path)).syntaxErrors.length === 0 : undefined;
}

function hasNoErrors(path: string, text: string): boolean {
  const ast = parseModule(toFilePath(path), text);
  const errors: unknown = ast && Reflect.get(ast, "parseDiagnostics");
  return Array.isArray(errors) && errors.length === 0;
}

/** The texts of a module's statements, with where they stand. */
export function statementsOf(
  path: string,
  text: string,
): readonly { readonly text: string; readonly start: number; readonly end: number }[] {
  const ast = parseModule(toFilePath(path), text);
  return (ast?.statements ?? []).map((each) => {
    const start = each.getStart(ast);
    return { text: text.slice(start, each.end), start, end: each.end };
  });
}
