import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import vm from "node:vm";
import { pageText } from "../../../src/vscode/views/pageText.ts";

const parts = {
  name: "matrix",
  nonce: "bm9uY2U=",
  source: "https://*.vscode-cdn.net",
  language: "en",
  style: "https://file.vscode-cdn.net/matrix.css",
  script: "https://file.vscode-cdn.net/matrix.js",
} as const;
const names = ["matrix", "localData"] as const;

describe("a page", () => {
  it("may load its own script and style, and nothing else", () => {
    const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(pageText(parts)) ?? [];
    const directives = Object.fromEntries(
      policy.split("; ").map((each) => [each.split(" ")[0], each.split(" ").slice(1)]),
    );
    assert.deepEqual(directives, {
      "default-src": ["'none'"],
      "style-src": [parts.source],
      "script-src": ["'nonce-bm9uY2U='"],
      "base-uri": ["'none'"],
      "form-action": ["'none'"],
    });
  });

  it("has its policy before anything that it speaks of, and no script or style in its text", () => {
    for (const name of names) {
      const page = pageText({ ...parts, name });
      assert.ok(page.indexOf("Content-Security-Policy") < page.indexOf("<link"));
      assert.deepEqual(page.match(/<script[^>]*>[^<]*/g), [`<script nonce="${parts.nonce}" src="${parts.script}">`]);
      assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=|javascript:|<iframe|<form|<base/);
    }
  });

  it("is the only kind there is: every other one would need a policy and a reader of messages of its own", () => {
    const sources = globSync("src/**/*.ts").map((file) => readFileSync(file, "utf8"));
    const withHtml = sources.filter((text) =>
      /\.html\s*=|createWebviewPanel|WebviewViewProvider|<!doctype html>/.test(text),
    );
    const made = withHtml.flatMap((text) => text.match(/webview\.html = \w+/g) ?? []);
    assert.deepEqual(made, ["webview.html = pageText"]);
    assert.equal(sources.filter((text) => text.includes("<!doctype html>")).length, 1);
    assert.equal(sources.flatMap((text) => text.match(/onDidReceiveMessage\(/g) ?? []).length, names.length);
  });
});

describe("the script of the matrix", () => {
  it("asks once to be filled, and takes no message that it does not know", () => {
    const { told, send, drawn } = page("matrix", "#grid");
    assert.deepEqual(JSON.parse(JSON.stringify(told)), [{ kind: "ready" }]);
    for (const data of [
      undefined,
      null,
      0,
      "matrix",
      [],
      {},
      { kind: "run" },
      { kind: "matrix" },
      { kind: "matrix", matrix: null },
      { kind: "matrix", matrix: { environments: [], rows: [null] } },
      { kind: "matrix", matrix: { environments: {}, rows: "x" } },
      { kind: "__proto__" },
      { setImmediate: true, cmd: "eval" },
    ])
      send(data);
    assert.equal(drawn(), 0);
    assert.equal(told.length, 1);
    send({
      kind: "matrix",
      state: {},
      matrix: {
        title: "a",
        explanation: "b",
        corner: "c",
        environments: [{ label: "top" }],
        rows: [
          {
            className: "<img src=x onerror=alert(1)>",
            description: "",
            cells: [{ state: "bound", text: "", spoken: "", action: "", canAdd: false }],
          },
        ],
      },
    });
    assert.equal(drawn(), 1);
  });
});

describe("the script of local data", () => {
  const data = (rows: unknown) => ({
    title: "a",
    explanation: "b",
    filter: "c",
    more: "",
    objects: [{ id: "0", title: "<b>", description: "", isShown: true }],
    shown: { title: "d", facts: [["e", "f"]], tables: [{ title: "g", note: "", columns: ["h"], rows }], nothing: "" },
  });

  it("asks once to be filled, and takes no message that it does not know", () => {
    const { told, send, drawn } = page("localData", "#shown");
    assert.deepEqual(JSON.parse(JSON.stringify(told)), [{ kind: "ready" }]);
    for (const each of [
      undefined,
      null,
      "x",
      {},
      { objects: [1] },
      data("x"),
      data([null]),
      { shown: data([]).shown },
    ]) {
      send(each);
      send({ kind: "localData", data: each });
    }
    send({ kind: "matrix", data: data([]) });
    assert.equal(drawn(), 0);
    send({ kind: "localData", data: data([[{ kind: "text", text: "<img src=x onerror=alert(1)>" }]]) });
    assert.equal(drawn(), 1);
    send({ kind: "localData", data: { ...data([]), objects: [], shown: null } });
    assert.deepEqual([drawn(), told.length], [2, 1]);
  });
});

describe("the scripts of the pages", () => {
  it("write texts as texts, and read no code from them", () => {
    for (const name of names)
      assert.doesNotMatch(
        readFileSync(`media/${name}/${name}.js`, "utf8"),
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|setTimeout\(|import\(/,
      );
  });
});

/** Runs the script as a page does, with as much of a page as it asks for; what is drawn anew there is counted. */
function page(name: (typeof names)[number], place: string) {
  const told: unknown[] = [];
  let draws = 0;
  let listener: (event: { readonly data: unknown }) => void = () => undefined;
  const element = (): Record<string, unknown> => ({
    dataset: {},
    value: "",
    setAttribute: () => undefined,
    addEventListener: () => undefined,
    append: () => undefined,
    contains: () => false,
    querySelectorAll: () => [],
    querySelector: () => null,
    replaceChildren: () => undefined,
  });
  const counted = { ...element(), replaceChildren: () => draws++ };
  vm.runInNewContext(readFileSync(`media/${name}/${name}.js`, "utf8"), {
    acquireVsCodeApi: () => ({ postMessage: (message: unknown) => told.push(message), setState: () => undefined }),
    window: { addEventListener: (_: string, heard: typeof listener) => (listener = heard) },
    document: { querySelector: (name: string) => (name === place ? counted : element()), createElement: element },
  });
  return { told, drawn: () => draws, send: (data: unknown) => listener({ data }) };
}
