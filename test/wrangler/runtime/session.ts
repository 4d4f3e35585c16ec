import type { TestProject } from "../sessions/project.ts";
import { makeProject } from "../sessions/project.ts";
import { endGroups, leftOf } from "../sessions/processTable.ts";
import { startRecorded } from "../sessions/recorder.ts";

/** The modules of many Workers as one, each with a namespace of its own. */
export interface RuntimeSession {
  /** What the request to the module of that index ends with: the message of an exception, or the body of the answer. */
  readonly ask: (index: number) => Promise<string>;
  readonly end: () => Promise<void>;
}

/** Runs modules that each export a class X and a handler, in one `wrangler dev`. */
export async function runModules(sources: readonly string[], compatibilityDate: string): Promise<RuntimeSession> {
  const project = makeProject({
    "wrangler.json": configOf(sources.length, compatibilityDate),
    "src/index.js": entryOf(sources.length),
    ...Object.fromEntries(sources.map((source, index) => [`src/case${index}.js`, source])),
  });
  const recorded = await startRecorded(project.folder, ["wrangler.json"]);
  const { group } = recorded.session;
  try {
    await recorded.until(() => recorded.session.state.kind === "ready", 40_000);
  } catch (error) {
    await endAll(project, group);
    throw error;
  }
  return {
    ask: async (index) => (await fetch(new URL(`/${index}`, recorded.url()))).text(),
    end: () => endAll(project, group),
  };
}

async function endAll(project: TestProject, group: number | undefined): Promise<void> {
  endGroups([group]);
  await leftOf(group, 5000);
  project.remove();
}

function configOf(count: number, compatibilityDate: string): string {
  const names = Array.from({ length: count }, (_, index) => `X${index}`);
  return JSON.stringify({
    name: "cases",
    main: "src/index.js",
    compatibility_date: compatibilityDate,
    durable_objects: { bindings: names.map((name) => ({ name, class_name: name })) },
    exports: Object.fromEntries(names.map((name) => [name, { type: "durable-object", storage: "sqlite" }])),
  });
}

/** Each handler sees its own namespace as `env.X`. */
function entryOf(count: number): string {
  const indexes = Array.from({ length: count }, (_, index) => index);
  return `${indexes.map((index) => `import case${index} from "./case${index}.js";\nexport { X as X${index} } from "./case${index}.js";`).join("\n")}
const handlers = [${indexes.map((index) => `case${index}`).join(", ")}];
export default {
  async fetch(request, env, ctx) {
    const index = Number(new URL(request.url).pathname.slice(1));
    try {
      const response = await handlers[index].fetch(request, { X: env["X" + index] }, ctx);
      const value = await response.json();
      return new Response(typeof value === "string" ? value : JSON.stringify(value));
    } catch (error) {
      return new Response(String(error.message));
    }
  },
};
`;
}
