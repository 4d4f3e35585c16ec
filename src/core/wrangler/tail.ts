import { fieldsOf, stringField, type PackageFields } from "./packageJson.ts";

/** One event of `wrangler tail --format=json`, as far as it is shown. */
export interface TailEvent {
  /** The class of a Durable Object, or the entrypoint of a Worker; undefined for the default one. */
  readonly entrypoint: string | undefined;
  readonly objectId: string | undefined;
  /** `GET https://…`, `Room.join`, `alarm`, … */
  readonly what: string;
  readonly outcome: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly logs: readonly { readonly level: string; readonly text: string }[];
  readonly exceptions: readonly string[];
}

/** Cuts what `tail` prints into its JSON documents: wrangler (4.164) prints each over several lines, indented by two. */
export class TailReader {
  #lines: string[] | undefined;

  /** The event that a line completes, or undefined. */
  push(line: string): TailEvent | undefined {
    if (line === "{") this.#lines = [];
    this.#lines?.push(line);
    if (line !== "}") return line.startsWith("{") && line.endsWith("}") ? readEvent(line) : undefined;
    const text = this.#lines?.join("\n");
    this.#lines = undefined;
    return text === undefined ? undefined : readEvent(text);
  }
}

/** An event as lines for a terminal; whatever a request has put into it cannot steer the terminal. */
export function tailLines(event: TailEvent): readonly string[] {
  const time = new Date(event.time).toISOString().slice(11, 19);
  const object = event.objectId === undefined ? "" : ` ${event.objectId.slice(0, 8)}`;
  const outcome = event.outcome === "ok" ? dim(event.outcome) : red(event.outcome);
  return [
    `${dim(time)} ${plain(event.what)}${dim(object)} ${outcome}`,
    ...event.logs.flatMap(({ level, text }) =>
      text.split("\n").map((line) => `  ${dim(`(${plain(level)})`)} ${plain(line)}`),
    ),
    ...event.exceptions.flatMap((text) => text.split("\n").map((line) => `  ${red(plain(line))}`)),
  ];
}

function readEvent(text: string): TailEvent | undefined {
  const fields = fieldsOf(text);
  if (fields === undefined) return undefined;
  const entrypoint = stringField(fields, "entrypoint");
  const time = fields["eventTimestamp"];
  return {
    entrypoint,
    objectId: stringField(fields, "durableObjectId"),
    what: whatOf(fieldsOf(fields["event"]), entrypoint),
    outcome: stringField(fields, "outcome") ?? "?",
    time: typeof time === "number" ? time : 0,
    logs: items(fields["logs"]).map((log) => ({
      level: stringField(log, "level") ?? "log",
      text: logText(log["message"]),
    })),
    exceptions: items(fields["exceptions"]).map(exceptionText),
  };
}

function whatOf(event: PackageFields | undefined, entrypoint: string | undefined): string {
  const request = fieldsOf(event?.["request"]);
  const prefix = entrypoint === undefined ? "" : `${entrypoint} `;
  const method = stringField(event, "rpcMethod");
  if (method !== undefined) return `${entrypoint ?? "default"}.${method}()`;
  if (request !== undefined)
    return `${prefix}${stringField(request, "method") ?? "?"} ${stringField(request, "url") ?? "?"}`;
  if (event !== undefined && "getWebSocketEvent" in event) return `${prefix}WebSocket`;
  if (event !== undefined && "cron" in event) return `${prefix}cron ${String(event["cron"])}`;
  if (event !== undefined && "scheduledTime" in event) return `${prefix}alarm`;
  return `${prefix}event`;
}

function logText(message: unknown): string {
  const parts: readonly unknown[] = Array.isArray(message) ? message : [message];
  return parts.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join(" ");
}

function exceptionText(exception: PackageFields): string {
  const head = `${stringField(exception, "name") ?? "Error"}: ${stringField(exception, "message") ?? ""}`;
  return [head, stringField(exception, "stack")].filter((part) => part !== undefined).join("\n");
}

function items(value: unknown): readonly PackageFields[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [];
  return all.flatMap((each): readonly PackageFields[] => [fieldsOf(each)].filter((fields) => fields !== undefined));
}

function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is to be shown as text
  return text.replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

function dim(text: string): string {
  return `\u001B[2m${text}\u001B[22m`;
}

function red(text: string): string {
  return `\u001B[31m${text}\u001B[39m`;
}
