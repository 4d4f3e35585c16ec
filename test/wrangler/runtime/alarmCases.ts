import type { RuntimeCase } from "./cases.ts";
import { withClass, withMembers } from "./sources.ts";

const alarm = `  async alarm() {
    this.ctx.storage.kv.put("rang", true);
  }`;

function setting(time: string): string {
  return withMembers(
    `  async run() {\n    await this.ctx.storage.setAlarm(${time});\n    return "set";\n  }\n\n${alarm}`,
  );
}

/** The time of the alarm before and after the object is made anew, one in its constructor and one set later. */
const restarted = `async function restart(env) {
  const before = await env.X.getByName("one").later();
  await env.X.getByName("one").end().catch(() => undefined);
  return before === (await env.X.getByName("one").when()) ? "kept" : "moved";
}`;

const lives = `  async later() {
    await this.ctx.storage.setAlarm(Date.now() + 1000);
    return this.ctx.storage.getAlarm();
  }

  async when() {
    return this.ctx.storage.getAlarm();
  }

  async end() {
    await this.ctx.storage.sync();
    this.ctx.abort("made anew");
  }

${alarm}`;

function withConstructor(statements: string): string {
  const made = `  constructor(ctx, env) {\n    super(ctx, env);\n    ${statements}\n  }`;
  return withClass(`export class X extends DurableObject {\n${made}\n\n${lives}\n}\n${restarted}`, "restart(env)");
}

/** What goes wrong with alarms and the life of an object. */
export const alarmCases: readonly RuntimeCase[] = [
  {
    rule: "alarm-handler-missing",
    source: withMembers(
      `  async run() {\n    await this.ctx.storage.setAlarm(Date.now() + 60_000);\n    return "set";\n  }`,
    ),
    ends: /Your Durable Object class must have an alarm\(\) handler in order to call setAlarm\(\)/,
    fix: { title: "Add `alarm` to X", answers: "set" },
  },
  ...["0", "-1"].map((time) => ({
    rule: "alarm-time-invalid",
    title: time,
    source: setting(time),
    ends: /setAlarm\(\) cannot be called with an alarm time <= 0/,
  })),
  ...['"2026-12-24"', "undefined", ""].map((time) => ({
    rule: "alarm-time-invalid",
    title: time,
    source: setting(time),
    ends: /Failed to execute 'setAlarm' on 'DurableObjectStorage'|parameter 1 is not of type 'date'|valid Date/,
  })),
  {
    rule: "alarm-time-invalid",
    title: "NaN",
    source: setting("NaN"),
    ends: /The value cannot be converted because it is not a valid Date/,
  },
  {
    rule: "alarm-relative-time",
    source: withMembers(`  async run() {
    await this.ctx.storage.setAlarm(60 * 1000);
    await scheduler.wait(500);
    return this.ctx.storage.kv.get("rang") ? "rang" : "waits";
  }

${alarm}`),
    ends: "rang",
    fix: { title: "Count from now: `Date.now() + 60 * 1000`", answers: "waits" },
  },
  {
    rule: "alarm-in-constructor",
    source: withConstructor("this.ctx.storage.setAlarm(Date.now() + 60_000);"),
    ends: "moved",
    fix: { title: "Set it only if no alarm is set", answers: "kept" },
  },
  {
    rule: "alarm-in-constructor",
    title: "in blockConcurrencyWhile",
    source: withConstructor(
      "ctx.blockConcurrencyWhile(async () => {\n      await ctx.storage.setAlarm(Date.now() + 60_000);\n    });",
    ),
    ends: "moved",
    fix: { title: "Set it only if no alarm is set", answers: "kept" },
  },
  {
    rule: "abort-always-throws",
    source: withClass(
      `export class X extends DurableObject {
  async reset() {
    await this.ctx.storage.sync();
    this.ctx.abort("reset");
    this.ctx.storage.kv.put("behind", true);
  }

  async run() {
    return this.ctx.storage.kv.get("behind") ? "ran" : "never";
  }
}`,
      `stub.reset().catch(() => env.X.getByName("one").run())`,
    ),
    ends: "never",
  },
];
