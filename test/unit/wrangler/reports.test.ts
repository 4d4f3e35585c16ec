import assert from "node:assert/strict";
import { doctorReport, type DoctorFacts } from "../../../src/core/wrangler/doctor.ts";
import { readOutput } from "../../../src/core/wrangler/output.ts";
import { readShares, readVersions } from "../../../src/core/wrangler/versions.ts";
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

describe("The versions of a Worker", () => {
  it("come the newest first, with what was said of them, whatever stands in front of the JSON", () => {
    const listed = JSON.stringify([
      { id: "a-1", number: 1, metadata: { created_on: "2026-11-01T00:00:00Z", author_email: "a@example.com" } },
      { id: "b-2", number: 2, metadata: { created_on: "2026-11-02T00:00:00Z" }, annotations: { "workers/tag": "t" } },
      { id: "--yes" },
    ]);
    assert.deepEqual(
      readVersions(`▲ [WARNING] old\n\n${listed}\n`)?.map(({ id, number, author, tag }) => [id, number, author, tag]),
      [
        ["b-2", 2, undefined, "t"],
        ["a-1", 1, "a@example.com", undefined],
      ],
    );
    assert.equal(readVersions("no"), undefined);
  });

  it("have their shares of the traffic", () => {
    const status = JSON.stringify({ versions: [{ version_id: "a", percentage: 90 }, { version_id: "b" }] });
    assert.deepEqual(readShares(status), [{ id: "a", share: 90 }]);
    assert.deepEqual(readShares(""), []);
  });
});

describe("The doctor's report", () => {
  const facts: DoctorFacts = {
    extensionVersion: "0.1.0",
    editor: "VS Code 1.110.0",
    platform: "linux x64",
    configuration: {
      path: "chat/wrangler.jsonc",
      because: "nearest",
      environment: "staging",
      compatibilityDate: "2026-11-18",
      shadowedBy: "wrangler.json",
      redirect: "chat/.wrangler/deploy/config.json",
    },
    wrangler: {
      kind: "found",
      installation: {
        version: "4.164.0",
        bin: at("bin|x.js"),
        nodeArgs: [],
        nodeRange: undefined,
        from: "node_modules",
      },
      packageManager: { name: "pnpm", folder: at(""), because: "lockfile", isPnpmRoot: false },
    },
    wranglerPath: "bin|x.js",
    node: { kind: "tooOld", version: "20.1.0", range: ">=22.12.0" },
    nodePath: "node",
    workerd: "1.20261117.1",
    vite: undefined,
    login: "loggedOut",
    types: "stale",
    isTrusted: true,
  };

  it("is a table that can be pasted into an issue, with a verdict on each line", () => {
    assert.deepEqual(doctorReport(facts).split("\n"), [
      "| | | |",
      "| --- | --- | --- |",
      "|  | Extension | 0.1.0 in VS Code 1.110.0 on linux x64 |",
      "| ✗ | Node | 20.1.0 (node) is too old: wrangler needs >=22.12.0; the setting durableObjects.node.path names another |",
      "| ✓ | wrangler | 4.164.0 from node_modules: bin\\|x.js |",
      "|  | Package manager | pnpm (lockfile) |",
      "|  | Configuration | chat/wrangler.jsonc (the nearest to the open file); environment staging; without `--config`, wrangler would read wrangler.json; a build has redirected deploys by chat/.wrangler/deploy/config.json |",
      "| ✗ | Compatibility date | 2026-11-18; the installed workerd knows up to 2026-11-17: update wrangler, or use an earlier date |",
      "|  | Login | not logged in, which only what reaches Cloudflare needs |",
      "| ✗ | Types | stale: `wrangler types` generates them |",
      "",
    ]);
  });

  it("says what is missing, and how to get it", () => {
    const report = doctorReport({
      ...facts,
      wrangler: { kind: "missing", packageManager: facts.wrangler.packageManager },
      node: undefined,
      isTrusted: false,
    });
    assert.match(report, /\| ✗ \| wrangler \| not installed: `pnpm add --save-dev wrangler` \|/);
    assert.match(report, /\| ✗ \| Workspace \| not trusted/);
    assert.match(report, /\|  \| Node \| node, not asked \|/);
  });
});
