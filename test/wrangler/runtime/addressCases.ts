import type { RuntimeCase } from "./cases.ts";
import { withMembers } from "./sources.ts";

const run = `  async run() {\n    return "ran";\n  }`;

/** What goes wrong with names and ids. */
export const addressCases: readonly RuntimeCase[] = [
  {
    rule: "prefer-getbyname",
    source: withMembers(run, `env.X.get(env.X.idFromName("two")).run()`),
    ends: "ran",
    fix: { title: "Use `getByName`", answers: "ran" },
  },
  {
    rule: "id-string-invalid",
    source: withMembers(run, `env.X.get(env.X.idFromString("two")).run()`),
    ends: /Invalid Durable Object ID: must be 64 hex digits/,
    fix: { title: "Use `idFromName`", answers: "ran" },
  },
  {
    rule: "get-with-string",
    source: withMembers(run, `env.X.get("two").run()`),
    ends: /Failed to execute 'get' on 'DurableObjectNamespace': parameter 1 is not of type 'DurableObjectId'/,
    fix: { title: "Use `getByName`", answers: "ran" },
  },
  {
    rule: "get-with-string",
    title: "nothing",
    source: withMembers(run, `env.X.get().run()`),
    ends: /Failed to execute 'get' on 'DurableObjectNamespace': parameter 1 is not of type 'DurableObjectId'/,
  },
  {
    rule: "random-name",
    source: withMembers(run, `env.X.getByName(crypto.randomUUID()).run()`),
    ends: "ran",
    fix: { title: "Use `newUniqueId`", answers: "ran" },
  },
  {
    rule: "jurisdiction-invalid",
    source: withMembers(run, `env.X.jurisdiction("EU").getByName("two").run()`),
    ends: /Jurisdiction restrictions are not implemented in workerd/,
  },
  {
    rule: "empty-do-name",
    source: withMembers(run, `env.X.getByName("").run()`),
    ends: "ran",
  },
];
