import type ts from "typescript";

/** What is used of TypeScript 6.0.3 and is not in its own declarations. */
declare module "typescript" {
  /** Resolves what `extends` of a tsconfig.json names in packages. */
  export function nodeNextJsonConfigResolver(
    moduleName: string,
    containingFile: string,
    host: ts.ModuleResolutionHost,
  ): ts.ResolvedModuleWithFailedLookupLocations;
}
