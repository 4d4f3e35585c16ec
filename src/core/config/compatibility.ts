import type { EnvironmentConfig } from "./model.ts";

/** A change of the runtime's behaviour: on from a date, or by its flags whatever the date. */
interface Behaviour {
  readonly enable: string;
  readonly disable?: string;
  /** `YYYY-MM-DD`. */
  readonly since: string;
}

/** The changes that matter to Durable Objects (Cloudflare's page on compatibility flags, and workerd's own list). */
export const behaviours = {
  fullUrlInFetch: {
    enable: "durable_object_fetch_requires_full_url",
    disable: "durable_object_fetch_allows_relative_url",
    since: "2021-11-10",
  },
  rpc: { enable: "rpc", disable: "no_rpc", since: "2024-04-03" },
  ctxExports: { enable: "enable_ctx_exports", disable: "disable_ctx_exports", since: "2025-11-17" },
  deleteAllDeletesAlarm: {
    enable: "delete_all_deletes_alarm",
    disable: "delete_all_preserves_alarm",
    since: "2026-02-24",
  },
  closeReasonLimit: { enable: "websocket_close_reason_byte_limit", since: "2026-03-03" },
  binaryAsBlob: { enable: "websocket_standard_binary_type", since: "2026-03-17" },
  autoReplyToClose: {
    enable: "web_socket_auto_reply_to_close",
    disable: "web_socket_manual_reply_to_close",
    since: "2026-04-07",
  },
  ioPreventsEviction: {
    enable: "durable_object_io_tasks_prevent_eviction",
    disable: "durable_object_io_tasks_do_not_prevent_eviction",
    since: "2026-10-01",
  },
} as const satisfies Record<string, Behaviour>;

export type BehaviourName = keyof typeof behaviours;

/** Whether an environment has a behaviour; undefined where no compatibility date is written and no flag decides it. */
export function hasBehaviour(environment: EnvironmentConfig, name: BehaviourName): boolean | undefined {
  const behaviour: Behaviour = behaviours[name];
  const flags = environment.compatibilityFlags.map((flag) => flag.value);
  if (flags.includes(behaviour.enable)) return true;
  if (behaviour.disable !== undefined && flags.includes(behaviour.disable)) return false;
  const date = environment.compatibilityDate?.value;
  return date === undefined ? undefined : date >= behaviour.since;
}
