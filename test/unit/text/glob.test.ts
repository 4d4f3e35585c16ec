import assert from "node:assert/strict";
import * as fc from "fast-check";
import picomatch from "picomatch/posix";
import { globMatcher } from "../../../src/core/text/glob.ts";

function matched(pattern: string, paths: readonly string[]): readonly string[] {
  return paths.filter(globMatcher(pattern));
}

describe("a glob", () => {
  const paths = ["a", "a/b", "a/b/c.ts", "b/a", ".a/b", "ab", "c.ts", "a/c.js"];

  it("matches parts of a path", () => {
    assert.deepEqual(matched("a", paths), ["a"]);
    assert.deepEqual(matched("*", paths), ["a", "ab", "c.ts"]);
    assert.deepEqual(matched("a*", paths), ["a", "ab"]);
    assert.deepEqual(matched("*/b", paths), ["a/b", ".a/b"]);
    assert.deepEqual(matched("**/*.ts", paths), ["a/b/c.ts", "c.ts"]);
    assert.deepEqual(matched("a/**", paths), ["a", "a/b", "a/b/c.ts", "a/c.js"]);
    assert.deepEqual(matched("**/a/**", paths), ["a", "a/b", "a/b/c.ts", "b/a", "a/c.js"]);
    assert.deepEqual(matched("**/c.{ts,js}", paths), ["a/b/c.ts", "c.ts", "a/c.js"]);
    assert.deepEqual(matched("{a,b}/{b,{a,c.js}}", paths), ["a/b", "b/a", "a/c.js"]);
    assert.deepEqual(matched("[a-c]", paths), ["a"]);
    assert.deepEqual(matched("[!b]?", paths), ["ab"]);
  });

  it("takes signs for what they are where they mean nothing", () => {
    assert.deepEqual(matched("[", ["[", "a"]), ["["]);
    assert.deepEqual(matched("\\*", ["*", "a"]), ["*"]);
    assert.deepEqual(matched("{a", ["{a", "a"]), ["{a"]);
    assert.deepEqual(matched("}{", ["}{", ""]), ["}{"]);
    assert.deepEqual(matched("a.b+c(d)$^|", ["a.b+c(d)$^|", "axb+c(d)$^|"]), ["a.b+c(d)$^|"]);
  });

  it("means what picomatch takes it for", () => {
    const sign = fc.constantFrom("a", "b", ".", "/", "*", "**", "?", "{a,b}", "[ab]", "[^a]", "**/", "/**");
    const pattern = fc.array(sign, { minLength: 1, maxLength: 6 }).map((signs) => signs.join(""));
    const name = fc.stringMatching(/^[ab.]{1,3}$/).filter((each) => !/^\.+$/.test(each));
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join("/"));
    // Where stars stand beside each other, or a slash or stars end it, the two have their own ideas.
    const isPlain = (text: string) => !/\*{3}|[^/]\*\*|\*\*[^/]|\/\/|^\/|\/$|\*\*\/\*\*|^\.|\/\.|\/\*\*$/.test(text);
    fc.assert(
      fc.property(pattern.filter(isPlain), path, (text, of) => {
        assert.equal(globMatcher(text)(of), picomatch(text, { dot: true })(of), `${text} of ${of}`);
      }),
      { seed: 20_261_123, numRuns: 5000 },
    );
  });

  it("takes no longer for one that means harm", () => {
    const path = `${"a".repeat(250)}/${"a/".repeat(200)}a`;
    const patterns = [`${"*a".repeat(2000)}b`, `${"**/*a/".repeat(500)}b`, "{a,b}".repeat(1000), "{".repeat(10_000)];
    for (const pattern of [...patterns, "[".repeat(10_000), "*".repeat(50_000)])
      assert.equal(typeof globMatcher(pattern)(path), "boolean");
  }).timeout(10_000);
});
