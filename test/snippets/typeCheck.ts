import path from "node:path";
import ts from "typescript";
import { projectFolder } from "../host/paths.ts";

/**
 * The strictest options that a person may have, for a Worker's code; but for `noImplicitOverride`, because Cloudflare's
 * own examples write `fetch` and `alarm` without `override`.
 */
export const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  lib: ["lib.esnext.d.ts"],
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [path.join(projectFolder, "node_modules/@cloudflare/workers-types")],
  noEmit: true,
  skipLibCheck: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noImplicitReturns: true,
  noPropertyAccessFromIndexSignature: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
};

/** What TypeScript has to say about files (absolute paths): one line for each error, with the name of the file and its line from 1. */
export function checkTypes(files: readonly string[], compilerOptions: ts.CompilerOptions): readonly string[] {
  const program = ts.createProgram(files, compilerOptions);
  return ts.getPreEmitDiagnostics(program).map((each) => {
    const text = ts.flattenDiagnosticMessageText(each.messageText, " ");
    if (each.file === undefined) return text;
    const { line } = each.file.getLineAndCharacterOfPosition(each.start ?? 0);
    return `${path.basename(each.file.fileName)}:${line + 1} ${text}`;
  });
}
