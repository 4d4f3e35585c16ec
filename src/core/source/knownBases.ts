import type { ClassDeclaration, ExportOrigin } from "./model.ts";

/** Whether a class is a Durable Object by what it extends: yes, no (another kind of the platform), or not to be known. */
export type DurableObjectAnswer = "yes" | "no" | "maybe";

/**
 * The base classes of libraries that extend `DurableObject`, by package: agents (Agents SDK), partyserver, y-partyserver,
 * @cloudflare/containers, @cloudflare/sandbox, @cloudflare/actors, read from their published type declarations.
 */
const durableObjectBases: Readonly<Record<string, readonly string[]>> = {
  "cloudflare:workers": ["DurableObject"],
  agents: ["Agent"],
  "agents/mcp": ["McpAgent"],
  "agents/ai-chat-agent": ["AIChatAgent"],
  "@cloudflare/ai-chat": ["AIChatAgent"],
  "@cloudflare/think": ["Think"],
  partyserver: ["Server"],
  "y-partyserver": ["YServer"],
  "@cloudflare/containers": ["Container"],
  "@cloudflare/sandbox": ["Sandbox"],
  "@cloudflare/actors": ["Actor"],
  rwsdk: ["SqliteDurableObject", "SyncedStateServer"],
};

/** Whether a name of a module is a base class that is known here. */
export function isKnownBase({ name, module }: ExportOrigin): boolean {
  const isOther = module === "cloudflare:workers" && otherBases.includes(name);
  return isOther || durableObjectBases[module]?.includes(name) === true;
}

const otherBases: readonly string[] = ["WorkerEntrypoint", "WorkflowEntrypoint", "RpcTarget"];

/** Answers from the base that a class leads to in the end. A class that extends nothing may be one: many are written so. */
export function isDurableObject(declaration: ClassDeclaration): DurableObjectAnswer {
  const origin = declaration.superclass?.origin;
  if (origin === undefined) return "maybe";
  if (origin.module === "cloudflare:workers" && otherBases.includes(origin.name)) return "no";
  return durableObjectBases[origin.module]?.includes(origin.name) === true ? "yes" : "maybe";
}
