import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "../host/paths.ts";
import { configSnippets } from "./configSnippets.ts";
import { readSnippets } from "./files.ts";

const page = path.join(projectFolder, "docs/snippets.md");
const isUpdating = process.env["UPDATE"] === "1";

/** What run.test.ts and vitest.test.ts observe of a snippet, beyond its types and wrangler's word. */
const observed: Readonly<Record<string, string>> = {
  "do-rpc": "run: rows are added, listed and removed, and are there after a restart",
  "do-kv": "run: values are written, listed and removed, and are there after a restart",
  "do-kv-async": "run with both storage backends; the values are there after a restart",
  "do-fetch": "run: answers through its Worker",
  "do-alarm":
    "run: fires, fires again two seconds after a failure, and sets a new alarm where the runtime would give up",
  "do-websocket":
    "run: sends to all and by tag, closes cleanly, sleeps after ten seconds, answers a ping in its sleep, wakes up with its attachment",
  "do-schema":
    "run: brings the tables up to date once, and after a restart applies a new step to the rows that are there",
  "do-transaction": "run: a failed transfer leaves both accounts as they were",
  "do-restore": "types and dry run only",
  "do-stream": "run: three megabytes go in and come out the same",
  "do-worker-name": "run",
  "do-worker-id": "run: finds the object of a unique id, and answers 404 to what is no id",
  "do-worker-unique-id": "run",
  "do-worker-location": "run, without effect",
  "do-worker-jurisdiction": "run up to the jurisdiction",
  "do-call-rpc": "run",
  "do-call-stream": "run",
  "do-call-websocket": "run",
  "do-agent": "run: is called by RPC and over a WebSocket, does work later, keeps its state over a restart",
  "do-container": "types and dry run only; loaded without a container",
  "do-actor": "run: each name counts for itself, and over a restart",
  "do-test": "run by Vitest with the Workers pool, also with its types",
  "do-env": "types only",
};

describe("the page of the snippets", () => {
  it("lists the snippets for TypeScript and JavaScript, and what was tried", () => {
    const rows = readSnippets("typescript").map(({ prefix, name, description }) => {
      const tried = observed[prefix];
      assert.ok(tried, `Say in docs.test.ts what was tried of ${prefix}.`);
      return [`\`${prefix}\``, `**${name}.** ${description}`, tried];
    });
    expectTable("code-snippets", [["Prefix", "What it is", "Tried"], ...rows]);
  });

  it("lists the snippets for wrangler's files", () => {
    const rows = configSnippets.map(({ prefix, title, description, into, levels }) => {
      const place = into.map((step) => (step === "*" ? "<class>" : step)).join(".");
      return [
        `\`${prefix}\``,
        `**${title}.** ${description}`,
        `\`${place}\`${levels.includes("environment") ? ", also of an environment" : ""}`,
      ];
    });
    expectTable("config-snippets", [["Prefix", "What it is", "Where"], ...rows]);
  });
});

/** Compares what stands between the marks of a table with the table; with UPDATE=1 it is written anew. */
function expectTable(mark: string, [head = [], ...rows]: readonly (readonly string[])[]): void {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const table = [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
  const text = readFileSync(page, "utf8");
  const between = new RegExp(`(<!-- ${mark} -->\n)[^]*?(<!-- /${mark} -->)`);
  const wanted = text.replace(between, (_, start: string, end: string) => `${start}\n${table}\n\n${end}`);
  if (isUpdating) writeFileSync(page, wanted);
  else assert.equal(text, wanted, "UPDATE=1 writes the table anew.");
}
