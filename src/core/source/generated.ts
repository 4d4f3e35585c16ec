import { relative } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";

/** Where builds and frameworks write: OpenNext, SvelteKit, Nuxt/Nitro, Astro, Vercel, Vinxi, React Router, worker-build, … */
const generatedFolders: ReadonlySet<string> = new Set([
  ".astro",
  ".cloudflare",
  ".next",
  ".nitro",
  ".nuxt",
  ".open-next",
  ".output",
  ".react-router",
  ".solid",
  ".svelte-kit",
  ".tanstack",
  ".vercel",
  ".vinxi",
  ".wrangler",
  "_worker.js",
  "build",
  "dist",
  "dist-worker",
  "generated",
  "out",
  "pkg",
  "target",
]);

/** Whether a path below a folder (or beside it) lies where a build or a framework writes. */
export function isGeneratedPath(folder: FilePath, path: FilePath): boolean {
  return hasGeneratedPart(relative(folder, path));
}

/** The same for a specifier as written. */
export function hasGeneratedPart(specifier: string): boolean {
  return specifier.split("/").some((part) => generatedFolders.has(part));
}
