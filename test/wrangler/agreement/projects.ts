import { cleanDraft, type Draft } from "./draft.ts";
import { mistakes, type Mistake, type Planted } from "./mistakes.ts";
import { addOddities } from "./oddities.ts";
import { Random } from "./random.ts";
import { writeConfig } from "./write.ts";

/** A project as it is written to the disk, and what is wrong with it. */
export interface Project {
  /** Repeats it: `SEED` of the run and its number. */
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly config: string;
  readonly command: readonly string[];
  readonly environment: string | null;
  readonly planted: (Planted & { readonly rule: string }) | undefined;
}

/** How many projects have each rule's mistake in them, and how many have none. */
export interface Plan {
  readonly perRule: number;
  readonly clean: number;
}

/** Writes projects by a seed: the mistakes of every rule take turns. */
export function makeProjects(seed: number, { perRule, clean }: Plan): readonly Project[] {
  const rules = [...new Set(mistakes.map(({ rule }) => rule))];
  const planted = rules.flatMap((rule) => {
    const own = mistakes.filter((each) => each.rule === rule);
    return Array.from({ length: Math.max(perRule, perRule > 1 ? own.length : 1) }, (_, index) => ({
      rule,
      own,
      index,
    }));
  });
  const random = new Random(seed);
  const faulty = planted.map(({ rule, own, index }, number) => {
    const mistake = perRule > 1 ? own[index % own.length] : random.pick(own);
    if (mistake === undefined) throw new Error(`There is no mistake for ${rule}.`);
    return withMistake(new Random(seed + 7919 * (number + 1)), mistake, `${seed} ${rule} ${index}`);
  });
  const whole = Array.from({ length: clean }, (_, index) =>
    finished(new Random(seed + 104_729 * (index + 1)), { title: `${seed} clean ${index}` }),
  ).flatMap((each) => each ?? []);
  return [...faulty, ...whole];
}

function withMistake(random: Random, mistake: Mistake, title: string): Project {
  for (let attempt = 0; attempt < 200; attempt++) {
    const draft = cleanDraft(random, mistake.wants);
    const planted = mistake.plant(draft, random);
    const project = planted && finished(random, { title, draft, planted: { ...planted, rule: mistake.rule } });
    if (project !== undefined) return project;
  }
  throw new Error(`No draft has a place for ${mistake.rule}.`);
}

interface Parts {
  readonly title: string;
  readonly draft?: Draft;
  readonly planted?: Project["planted"];
}

function finished(random: Random, { title, draft = cleanDraft(random), planted }: Parts): Project | undefined {
  if (planted?.command === undefined && random.chance(0.5)) addOddities(draft, random, planted !== undefined);
  const config = `wrangler.${draft.format}`;
  const written = writeConfig(random, draft);
  const text = planted?.rewrite === undefined ? written : planted.rewrite(written);
  if (text === undefined) return undefined;
  const target = draft.environment === null ? [] : ["--env", draft.environment];
  const isTypes = planted === undefined && random.chance(0.15);
  const dry = ["deploy", "--dry-run", "--outdir", "out", ...target];
  return {
    title: `${title} (${draft.format}, ${draft.dialect}${draft.environment === null ? "" : `, ${draft.environment}`})`,
    files: { ...draft.sources, [config]: text },
    config,
    command: planted?.command ?? (isTypes ? ["types", "--include-runtime=false"] : dry),
    environment: draft.environment,
    planted,
  };
}
