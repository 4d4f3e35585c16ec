import { textOf, type PrintedMessage } from "../messages.ts";
import type { WranglerFinding } from "./finding.ts";

/**
 * The findings of a start that workerd refused, from all messages of the run: the cause is in one of them and the names
 * of the classes are in others. Wordings and the generated module measured with wrangler 4.164.
 */
export function readStartup(messages: readonly PrintedMessage[]): readonly WranglerFinding[] {
  const named = messages.flatMap((message) => referencedClass.exec(message.headline)?.[1] ?? []);
  const findings = messages.flatMap((message) => cause(message, [...new Set(named)]));
  // workerd tells of one missing class once for the Worker and once for the proxy in front of it.
  return findings.filter((each, index) => findings.findIndex((other) => isSame(each, other)) === index);
}

/** Whether a message tells of the start, be it the cause or what follows from it. */
export function isAboutStartup({ headline }: PrintedMessage): boolean {
  return (
    headline.startsWith("service core:") ||
    headline.startsWith("The Workers runtime failed to start") ||
    referencedClass.test(headline) ||
    /^Address already in use|^This Worker requires compatibility date/.test(headline)
  );
}

const referencedClass = /^A DurableObjectNamespace in the config referenced the class "([^"]+)"/;

function cause(message: PrintedMessage, classes: readonly string[]): readonly WranglerFinding[] {
  const { headline } = message;
  const original = textOf(message);
  const error = (finding: Pick<WranglerFinding, "kind" | "guilty">): readonly WranglerFinding[] => [
    { severity: "error", original, ...finding },
  ];
  const extended = /Class extends value (.+) is not a constructor or null/.exec(headline)?.[1];
  if (extended !== undefined) {
    const kind = extended === "undefined" ? "declaredClassNotExported" : "declaredClassIsNoClass";
    return error({ kind, guilty: { classes: wrappedClasses(original, classes) } });
  }
  if (/Cannot initialize \S*ExportedHandler\S* with required members/.test(headline)) {
    return error({ kind: "exportIsNothing", guilty: {} });
  }
  const entry = /Incorrect type for map entry '([^']+)'.*ExportedHandler/.exec(headline)?.[1];
  if (entry !== undefined) return error({ kind: "exportIsNoHandler", guilty: { exportName: entry } });
  const remote = remoteClass.exec(headline);
  if (remote !== null && remote[1] !== "core:entry") {
    const [, , binding = "", className = "", script = ""] = remote;
    return error({ kind: "remoteClassMissing", guilty: { binding, classes: [className], script } });
  }
  if (headline.includes("This Worker requires compatibility date")) {
    return error({ kind: "runtimeTooOld", guilty: { field: "compatibility_date" } });
  }
  return headline.startsWith("Address already in use") ? error({ kind: "addressInUse", guilty: {} }) : [];
}

const remoteClass =
  /Worker "([^"]+)"'s binding "([^"]+)" refers to a Durable Object namespace named "([^"]+)" in service "core:user:([^"]+)"/;

/**
 * The class that the wrapper could not extend. When the start fails, workerd calls every class missing, but the frame in
 * the generated entry tells which one it was: `export const <class> = createDurableObjectWrapper(…)` has the call in
 * column 17 + length of the name.
 */
function wrappedClasses(text: string, classes: readonly string[]): readonly string[] {
  const column = /__mf_do_wrapper_entry\.js:\d+:(\d+)/.exec(text)?.[1];
  const matching = classes.filter((name) => name.length + 17 === Number(column));
  return matching.length > 0 ? matching : classes;
}

function isSame(a: WranglerFinding, b: WranglerFinding): boolean {
  return a.kind === b.kind && JSON.stringify(a.guilty) === JSON.stringify(b.guilty);
}
