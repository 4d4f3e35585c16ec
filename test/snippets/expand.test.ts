import assert from "node:assert/strict";
import { expandSnippet, tabStops } from "./expand.ts";

const inFile = (fileName: string) => ({ fileName });

describe("expanding a snippet as VS Code does", () => {
  it("accepts the default of every tab stop, and repeats it", () => {
    assert.equal(expandSnippet("${1:a} $1 ${2} $0!", inFile("x.ts")), "a a  !");
  });

  it("takes what is typed instead, in every place of the tab stop", () => {
    assert.equal(expandSnippet("${1:a} $1 ${2:b $1}", { fileName: "x.ts", typed: { 1: "c" } }), "c c b c");
  });

  it("takes the first choice", () => {
    assert.equal(expandSnippet("${1|a\\,b,c|} $1", inFile("x.ts")), "a,b a,b");
  });

  it("unescapes dollars, braces and backslashes", () => {
    assert.equal(expandSnippet("\\$1 ${1:{a\\}} \\\\ \\n }", inFile("x.ts")), "$1 {a} \\ \\n }");
  });

  it("transforms variables and tab stops", () => {
    const name = "${TM_FILENAME_BASE/^(?:(index)|(.*))$/${1:+Counter}${2:/pascalcase}/}";
    assert.equal(expandSnippet(name, inFile("chat-room.ts")), "ChatRoom");
    assert.equal(expandSnippet(name, inFile("index.ts")), "Counter");
    const binding = "${2:${1/([a-z])(?=([A-Z]))|(.)/${1:/upcase}${2:+_}${3:/upcase}/g}}";
    assert.equal(expandSnippet(`\${1:ChatRoom} ${binding}`, inFile("x.ts")), "ChatRoom CHAT_ROOM");
  });

  it("lists the tab stops as Tab visits them", () => {
    assert.deepEqual(tabStops("$0 ${2:a ${3:b}} $1"), [1, 2, 3, 0]);
  });
});
