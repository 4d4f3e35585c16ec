import assert from "node:assert/strict";
import { doctorReport, type DoctorFacts } from "../../../src/core/wrangler/doctor.ts";
import { readOutput } from "../../../src/core/wrangler/output.ts";
import { tailLines, TailReader, type TailEvent } from "../../../src/core/wrangler/tail.ts";
import { at } from "../../support/memoryFiles.ts";

describe("The live log", () => {
  it("has class, method, logs and exceptions of each event", () => {
    const [event] = read({
      outcome: "exception",
      entrypoint: "Room",
      durableObjectId: "0123456789abcdef",
      eventTimestamp: Date.UTC(2026, 10, 1, 12, 0, 1),
      event: { rpcMethod: "join" },
      logs: [{ level: "log", message: ["joined", { by: 1 }] }],
      exceptions: [{ name: "Error", message: "no", stack: "    at join (index.js:1:2)" }],
    });
    assert.equal(event?.entrypoint, "Room");
    assert.deepEqual(tailLines(event).map(plain), [
      "12:00:01 Room.join() 01234567 exception",
      '  (log) joined {"by":1}',
      "  Error: no",
      "      at join (index.js:1:2)",
    ]);
  });

  it("shows control characters of a request as text", () => {
    const [event] = read({
      outcome: "ok",
      event: { request: { method: "GET", url: "https://x/\u001B[2J" } },
      logs: [],
      exceptions: [],
    });
    assert.ok(event && tailLines(event)[0]?.includes(String.raw`https://x/\u001b[2J`));
  });

  it("takes every kind of event, and passes over what is none", () => {
    const whats = read(
      { event: { cron: "* * * * *" } },
      { event: { scheduledTime: 1 }, entrypoint: "Room" },
      { event: null },
    );
    assert.deepEqual(
      whats.map((each) => each.what),
      ["cron * * * * *", "Room alarm", "event"],
    );
    assert.equal(new TailReader().push("Successfully created tail"), undefined);
  });

  function read(...values: readonly object[]): readonly TailEvent[] {
    const reader = new TailReader();
    const lines = values.flatMap((value) => JSON.stringify(value, undefined, 2).split("\n"));
    return lines.flatMap((line) => reader.push(line) ?? []);
  }

  function plain(text: string): string {
    // oxlint-disable-next-line no-control-regex -- colours are taken out to compare the words
    return text.replaceAll(/\u001B\[\d+m/g, "");
  }
});

describe("wrangler's output file", () => {
  it("has the results, without lines that a killed run has left half written", () => {
    const text = [
      '{"type":"wrangler-session","version":1,"wrangler_version":"4.164.0","log_file_path":"/l"}',
      '{"type":"deploy","version":1,"worker_name":"rooms","version_id":"v","targets":["https://rooms.acme.workers.dev"]}',
      '{"type":"something-new"}',
      '{"type":"command-fai',
    ].join("\n");
    assert.deepEqual(readOutput(text), [
      { type: "wrangler-session", wranglerVersion: "4.164.0", logFile: "/l" },
      { type: "deploy", workerName: "rooms", versionId: "v", targets: ["https://rooms.acme.workers.dev"] },
    ]);
  });

  it("has a message without colours, and no version where wrangler stopped before the upload", () => {
    const text =
      '{"type":"command-failed","code":1,"message":"\\u001b[31mno\\u001b[39m"}\n{"type":"deploy","version_id":null,"targets":[]}';
    assert.deepEqual(readOutput(text), [
      { type: "command-failed", code: 1, message: "no" },
      { type: "deploy", workerName: undefined, versionId: undefined, targets: [] },
    ]);
  });
});

describe("The doctor's report", () => {
  const facts: DoctorFacts = {
    extensionVersion: "0.1.0",
    editor: "VS Code 1.110.0",
    platform: "linux x64",
    configPath: "chat/wrangler.jsonc",
    shadowedBy: "wrangler.json",
    worker: undefined,
    wrangler: {
      kind: "found",
      installation: {
        version: "4.164.0",
        bin: at("bin|x.js"),
        nodeArgs: [],
        nodeRange: undefined,
        from: "node_modules",
      },
      packageManager: { name: "pnpm", folder: at(""), because: "lockfile" },
    },
    node: { kind: "tooOld", version: "20.1.0", range: ">=22.12.0" },
    nodePath: "node",
    workerd: "1.20261117.1",
    login: "loggedOut",
    types: "stale",
    isTrusted: true,
  };

  it("is a table that can be pasted into an issue", () => {
    const report = doctorReport(facts);
    assert.match(report, /^\| \| \|\n\| --- \| --- \|\n/);
    assert.match(report, /\| Node \| 20\.1\.0 \(node\) is too old: wrangler needs >=22\.12\.0 \|/);
    assert.match(report, /\| wrangler \| 4\.164\.0, .*bin\\\|x\.js \|/);
    assert.match(report, /\| Package manager \| pnpm \(lockfile\) \|/);
    assert.match(report, /wrangler would read wrangler\.json/);
    assert.match(report, /knows up to 2026-11-17/);
  });
});
