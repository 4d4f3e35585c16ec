import type { ConfigValue } from "../../src/core/config/tree.ts";
import { withSnippet } from "./configSnippets.ts";
import { compatibilityDate } from "./project.ts";

/** A Worker whose configuration was made with the snippets for it. */
export interface ConfigProject {
  readonly title: string;
  /** The ids of the snippets in it. */
  readonly used: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  /** What `wrangler deploy` needs to be told for it. */
  readonly args: readonly string[];
}

interface Recipe {
  readonly title: string;
  readonly base: ConfigValue;
  readonly steps: readonly Step[];
  readonly args?: readonly string[];
  /** The classes in the code, if not only MyDurableObject. */
  readonly classes?: readonly string[];
}

/** What a person adds: a snippet, and what is typed into it where the default would meet another one's. */
type Step = readonly [id: string, how?: Parameters<typeof withSnippet>[2]];

const worker = { name: "app", main: "src/index.ts", compatibility_date: compatibilityDate };
const live = { MyDurableObject: { type: "durable-object", storage: "sqlite" } };

const recipes: readonly Recipe[] = [
  {
    title: "bindings and every state of exports",
    base: worker,
    steps: [
      ["export"],
      ["binding"],
      ["binding-inline", { typed: { 2: "SAME_CLASS" } }],
      ["binding-other-worker", { typed: { 2: "ELSEWHERE" } }],
      ["export-deleted", { typed: { 1: "Deleted" } }],
      ["export-renamed", { typed: { 2: "Renamed" } }],
      ["export-transferred", { typed: { 1: "Gone" } }],
      ["export-expecting-transfer", { typed: { 1: "Coming" } }],
      ["code-update-deferred"],
    ],
    classes: ["MyDurableObject", "Renamed", "Coming"],
  },
  {
    title: "every kind of migration",
    base: worker,
    steps: [
      ["migration", { typed: { 1: "v1", 2: "First" } }],
      ["migration-kv", { typed: { 1: "v2", 2: "Second" } }],
      ["migration-renamed", { typed: { 1: "v3", 2: "First", 3: "MyDurableObject" } }],
      ["migration-deleted", { typed: { 1: "v4", 2: "Second" } }],
      ["migration-transferred", { typed: { 1: "v5", 4: "Taken" } }],
      ["binding"],
      ["code-update-immediate"],
    ],
    classes: ["MyDurableObject", "Taken"],
  },
  {
    title: "an environment",
    base: { ...worker, exports: live },
    steps: [["environment"], ["binding"]],
    args: ["--env", "staging"],
  },
  {
    title: "a container that names its class",
    base: { ...worker, exports: live },
    steps: [["binding"], ["container"]],
    args: ["--containers-rollout=none"],
  },
  {
    title: "a class that names its container",
    base: { ...worker, exports: live, containers: [{ name: "my-container", image: "./Dockerfile" }] },
    steps: [["binding"], ["export-container", { key: "MyDurableObject" }]],
    args: ["--containers-rollout=none"],
  },
];

/** Configurations that the snippets make together, so that wrangler is asked only a few times. */
export const configProjects: readonly ConfigProject[] = recipes.map(
  ({ title, base, steps, args = [], classes = ["MyDurableObject"] }) => ({
    title,
    used: steps.map(([id]) => id),
    files: {
      "src/index.ts": code(classes),
      "wrangler.jsonc": JSON.stringify(
        steps.reduce((value, [id, how]) => withSnippet(value, id, how), base),
        undefined,
        2,
      ),
      Dockerfile: "FROM scratch\n",
    },
    args,
  }),
);

function code(classes: readonly string[]): string {
  const each = classes.map((name) => `export class ${name} extends DurableObject {}\n`);
  return `import { DurableObject } from "cloudflare:workers";

${each.join("")}
export default {
  fetch: (request, env) => env[new URL(request.url).hostname].getByName("a").fetch(request),
};
`;
}
