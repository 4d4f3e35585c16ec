import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Metafile } from "esbuild";

/**
 * The licences of the packages that ended up in the bundles.
 * @param meta what the build says of its inputs
 * @returns the text of THIRD_PARTY_NOTICES.txt
 */
export function thirdPartyNotices(meta: Metafile): string {
  const head = "What is shipped contains these packages, each under its own licence.\n";
  return [head, ...bundledPackages(meta).map(noticeOf)].join(`\n${"-".repeat(80)}\n\n`);
}

/** The folders of the packages of which at least one byte was taken, sorted by name. */
function bundledPackages(meta: Metafile): readonly string[] {
  const outputs = Object.values(meta.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  const used = outputs.flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [packageOf(file)] : []));
  // Its virtual module stands for it in the metafile.
  return [...new Set(["node_modules/typescript", ...used.filter((folder) => folder !== undefined)])].toSorted();
}

function packageOf(file: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0];
}

function noticeOf(folder: string): string {
  const { name, version, license, author } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const texts = globSync("{LICEN[CS]E,License,license,COPYING,ThirdPartyNotice}*", { cwd: folder }).toSorted();
  if (texts.length === 0 && license !== "MIT") throw new Error(`${name} has no licence file.`);
  // A package without one still names licence and author; MIT wants its text repeated.
  if (texts.length === 0) return `${name} ${version} (MIT)\n\nCopyright (c) ${author.name ?? author}\n\n${mitText()}\n`;
  const text = texts.map((file) => readFileSync(path.join(folder, file), "utf8").replaceAll(/\r\n?/g, "\n").trim());
  return `${[`${name} ${version} (${license})`, ...text].join("\n\n")}\n`;
}

/** The text of the licence, as this project's own file has it below the copyright line. */
function mitText(): string {
  const text = readFileSync("LICENSE", "utf8");
  return text.slice(text.indexOf("Permission is hereby granted")).trim();
}
