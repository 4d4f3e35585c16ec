/** A module whose class X has these members, and whose handler answers with what `call` gives. */
export function withMembers(members: string, call = "stub.run()"): string {
  return withClass(`export class X extends DurableObject {\n${members}\n}`, call);
}

/** The same for a method `run` with these statements. */
export function withRun(statements: string): string {
  return withMembers(`  async run() {\n    const { storage } = this.ctx;\n    ${statements}\n  }`);
}

/** A module with a class X of its own. */
export function withClass(text: string, call = "stub.run()"): string {
  return `import { DurableObject } from "cloudflare:workers";
${text}
export default {
  async fetch(request, env) {
    const stub = env.X.getByName("one");
    return Response.json((await ${call}) ?? null);
  },
};
`;
}
