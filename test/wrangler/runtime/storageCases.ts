import type { RuntimeCase } from "./cases.ts";
import { withMembers, withRun } from "./sources.ts";

const rollback = `storage.sql.exec("CREATE TABLE IF NOT EXISTS t (a TEXT)");
    try {
      await storage.transactionSync(async () => {
        storage.sql.exec("INSERT INTO t VALUES ('before')");
        await 0;
        throw new Error("no");
      });
    } catch {}
    return storage.sql.exec("SELECT COUNT(*) AS n FROM t").one().n;`;

const alarms = `  async run() {
    await this.ctx.storage.setAlarm(Date.now() + 1e6);
    await this.clear();
    return (await this.ctx.storage.getAlarm()) === null ? "none" : "left";
  }

  async clear() {
    await this.ctx.storage.deleteAll();
  }

  async alarm() {}`;

/** What goes wrong with storage. */
export const storageCases: readonly RuntimeCase[] = [
  {
    rule: "transaction-sync-async",
    source: withRun(rollback),
    ends: "1",
    fix: { title: "Change to `await storage.transaction(…)`", answers: "0" },
  },
  {
    rule: "deleteall-in-transaction",
    source: withRun(
      `await storage.transaction(async () => {\n      await storage.deleteAll();\n    });\n    return "ran";`,
    ),
    ends: /Cannot call deleteAll\(\) within a transaction/,
  },
  {
    rule: "put-undefined",
    source: withRun(`await storage.put("a", undefined);\n    return "ran";`),
    ends: /put\(\) called with undefined value/,
  },
  {
    rule: "put-undefined",
    title: "no value",
    source: withRun(`await storage.put("a");\n    return "ran";`),
    ends: /put\(\) called with undefined value/,
  },
  {
    rule: "kv-list-nested",
    source: withRun(`for (const key of ["a", "b", "c"]) storage.kv.put(key, 1);
    let n = 0;
    for (const [a] of storage.kv.list()) {
      for (const [b] of storage.kv.list({ prefix: a })) if (b) n++;
    }
    return n;`),
    ends: /kv\.list\(\) iterator was invalidated because a new call to kv\.list\(\) was started/,
    fix: { title: "Read the outer list first", answers: "3" },
  },
  {
    rule: "deleteall-alarm-survives",
    compatibilityDate: "2026-02-01",
    source: withMembers(alarms),
    ends: "left",
    fix: { title: "Delete the alarm too", answers: "none" },
  },
  {
    rule: "deletealarm-redundant",
    source: withMembers(
      alarms.replace("await this.ctx.storage.deleteAll", "await this.ctx.storage.deleteAlarm();\n    $&"),
    ),
    ends: "none",
    fix: { title: "Remove the call", answers: "none" },
  },
];
