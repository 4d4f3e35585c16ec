import type { ClassDeclaration, ExportOrigin } from "./model.ts";
import { lookUp } from "../lookUp.ts";

/** Whether a class is a Durable Object by what it extends: yes, no (another kind of the platform), or not to be known. */
export type DurableObjectAnswer = "yes" | "no" | "maybe";

/**
 * The base classes of libraries that extend `DurableObject`, by specifier. Read from what these published: agents 0.32
 * (and before, `agents/ai-chat-agent`), partyserver 0.5, y-partyserver 2.2, @cloudflare/containers 0.3, sandbox 0.12,
 * actors 0.0.1, ai-chat 0.12, think 0.23, codemode 0.5, rwsdk 1.7.
 */
const durableObjectBases: Readonly<Record<string, readonly string[]>> = {
  "cloudflare:workers": ["DurableObject"],
  agents: ["Agent"],
  "agents/mcp": ["McpAgent"],
  "agents/ai-chat-agent": ["AIChatAgent"],
  "agents/browser": ["CodemodeRuntime"],
  "agents/chat-sdk": ["ChatSdkStateAgent"],
  "@cloudflare/ai-chat": ["AIChatAgent"],
  "@cloudflare/think": ["Think"],
  "@cloudflare/think/messengers": ["ThinkMessengerStateAgent"],
  "@cloudflare/codemode": ["CodemodeRuntime"],
  partyserver: ["Server"],
  "y-partyserver": ["YServer"],
  "@cloudflare/containers": ["Container"],
  "@cloudflare/sandbox": ["Sandbox"],
  "@cloudflare/sandbox/bridge": ["WarmPool"],
  "@cloudflare/actors": ["Actor"],
  "rwsdk/db": ["SqliteDurableObject"],
  "rwsdk/realtime/durableObject": ["RealtimeDurableObject"],
  "rwsdk/use-synced-state/worker": ["SyncedStateServer"],
  "rwsdk/use-synced-state/hibernation/worker": ["SyncedStateServer"],
};

/** The same for classes that are something else of the platform: entrypoints, workflows, targets of RPC. */
const otherBases: Readonly<Record<string, readonly string[]>> = {
  "cloudflare:workers": ["WorkerEntrypoint", "WorkflowEntrypoint", "RpcTarget"],
  "agents/workflows": ["AgentWorkflow"],
  "@cloudflare/think/workflows": ["ThinkWorkflow"],
  "@cloudflare/containers": ["ContainerProxy"],
  "@cloudflare/sandbox": ["ContainerProxy"],
  "@cloudflare/actors": ["Entrypoint"],
};

/** Whether a name of a module is a base class that is known here. */
export function isKnownBase(origin: ExportOrigin): boolean {
  return isAmong(durableObjectBases, origin) || isAmong(otherBases, origin);
}

/** Answers from the base that a class leads to in the end. A class that extends nothing may be one: many are written so. */
export function isDurableObject(declaration: ClassDeclaration): DurableObjectAnswer {
  const origin = declaration.superclass?.origin;
  if (origin === undefined) return "maybe";
  if (isAmong(otherBases, origin)) return "no";
  return isAmong(durableObjectBases, origin) ? "yes" : "maybe";
}

/** A name may also be one that every object has (`constructor`), so only the table's own entries count. */
function isAmong(bases: Readonly<Record<string, readonly string[]>>, { name, module }: ExportOrigin): boolean {
  return lookUp(bases, module)?.includes(name) === true;
}
