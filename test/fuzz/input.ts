import { formatOf, parseDocument } from "../../src/core/config/document.ts";
import { type ConfigValue, toValue } from "../../src/core/config/tree.ts";
import { isConfigPath } from "../../src/core/discovery.ts";
import { mutateText, oddNames } from "./mutateText.ts";
import { mutateValue } from "./mutateValue.ts";
import { drawing, once, pick, type Draw } from "./random.ts";
import type { Seed } from "./seeds.ts";

export type Texts = Readonly<Record<string, string>>;

/** A project to be held against what is always true. */
export interface Input {
  /** What the person would have to say to get it again. */
  readonly title: string;
  readonly files: Texts;
  readonly committed: Texts | undefined;
  /** For choices of the properties, such as where to ask. */
  readonly draw: Draw;
}

/** Where inputs come from: seeds, and the texts and values that mutations paste from. */
export interface Pool {
  readonly seeds: readonly Seed[];
  readonly configs: readonly string[];
  readonly sources: readonly string[];
  readonly values: readonly ConfigValue[];
}

/** Sorts what stands in the seeds. */
export function poolOf(seeds: readonly Seed[]): Pool {
  const files = seeds.flatMap((seed) => Object.entries(seed.files));
  const textsOf = (isWanted: (name: string) => boolean) => [
    ...new Set(files.filter(([name]) => isWanted(name)).map(([, text]) => text)),
  ];
  const values = files
    .filter(([name]) => isConfigPath(name))
    .map(([name, text]) => toValue(parseDocument(text, formatOf(name)).root));
  return { seeds, configs: textsOf(isConfigPath), sources: textsOf(isSource), values };
}

/** The input of a number: the same for the same seed, whatever was drawn for others. */
export function inputOf(pool: Pool, seed: number, index: number): Input {
  const draw = drawing(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
  const base = pick(draw, pool.seeds);
  let files = once(draw, 12) ? withOther(draw, base, pool) : base.files;
  for (let count = 1 + draw(3); count > 0; count--) files = changed(draw, files, pool);
  const committed = base.committed ?? (once(draw, 4) ? base.files : undefined);
  return { title: `SEED=${seed} INPUT=${index} (${base.title})`, files, committed, draw };
}

/** A second project beside the first, so that Workers find each other. */
function withOther(draw: Draw, base: Seed, { seeds }: Pool): Texts {
  const other = Object.entries(pick(draw, seeds).files).map(([name, text]) => [`other/${name}`, text] as const);
  return { ...base.files, ...Object.fromEntries(other) };
}

function changed(draw: Draw, files: Texts, pool: Pool): Texts {
  if (once(draw, 12)) return renamedEverywhere(draw, files);
  const names = Object.keys(files);
  const configs = names.filter(isConfigPath);
  const sources = names.filter(isSource);
  const wanted = draw(20);
  const name = pick(draw, wanted < 11 ? configs : wanted < 19 && sources.length > 0 ? sources : names);
  const text = files[name] ?? "";
  const isConfig = isConfigPath(name);
  const value = isConfig && once(draw, 2) ? mutateValue(draw, { name, text }, pool.values) : undefined;
  return { ...files, [name]: value ?? mutateText(draw, text, isConfig ? pool.configs : pool.sources) };
}

/** A name that configuration and code agree on becomes an odd one in both. */
function renamedEverywhere(draw: Draw, files: Texts): Texts {
  const words =
    Object.values(files)
      .join("\n")
      .match(/\b[A-Za-z_]\w{2,60}\b/g) ?? [];
  if (words.length === 0) return files;
  const word = new RegExp(`\\b${pick(draw, words)}\\b`, "g");
  const name = pick(draw, oddNames);
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replaceAll(word, () => name)]));
}

function isSource(name: string): boolean {
  return /\.([cm]?[jt]sx?|py)$/.test(name) && !isConfigPath(name);
}
