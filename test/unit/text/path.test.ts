import assert from "node:assert/strict";
import {
  basename,
  dirname,
  foldersUpward,
  isAbsolute,
  isInside,
  join,
  relative,
  toFilePath,
} from "../../../src/core/text/path.ts";

describe("Paths", () => {
  it("are normalised: slashes, dots, drive letters", () => {
    assert.equal(toFilePath("C:\\Work\\.\\a\\..\\b c\\"), "c:/Work/b c");
    assert.equal(toFilePath("/a//b/./../c/"), "/a/c");
    assert.equal(toFilePath("/../.."), "/");
  });

  it("keep the two slashes of a network path", () => {
    assert.equal(toFilePath("\\\\wsl.localhost\\Ubuntu\\home"), "//wsl.localhost/Ubuntu/home");
    assert.equal(join(toFilePath("//server/share"), "../x"), "//server/x");
  });

  it("must be absolute", () => {
    assert.throws(() => toFilePath("a/b"), TypeError);
    assert.throws(() => toFilePath("c:"), TypeError);
    assert.deepEqual(["/a", "\\a", "c:\\a", "C:/a", "a", "./a", "c:a"].map(isAbsolute), [
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it("are joined to a folder", () => {
    assert.equal(join(toFilePath("/a/b"), "../c.ts"), "/a/c.ts");
    assert.equal(join(toFilePath("/"), "c.ts"), "/c.ts");
    assert.equal(join(toFilePath("/a"), "/c.ts"), "/c.ts");
    assert.equal(join(toFilePath("c:/a"), "b\\c.ts"), "c:/a/b/c.ts");
  });

  it("have a folder and a name", () => {
    assert.deepEqual(
      ["/a/b.ts", "/b.ts", "/", "c:/b.ts", "c:/"].map((each) => dirname(toFilePath(each))),
      ["/a", "/", "/", "c:/", "c:/"],
    );
    assert.deepEqual(["/a/b.ts", "/"].map(basename), ["b.ts", ""]);
  });

  it("lead from a folder to a file", () => {
    assert.equal(relative(toFilePath("/a/b"), toFilePath("/a/c/d.ts")), "../c/d.ts");
    assert.equal(relative(toFilePath("/a"), toFilePath("/a/c.ts")), "c.ts");
    assert.equal(relative(toFilePath("/a"), toFilePath("/a")), ".");
    assert.equal(relative(toFilePath("c:/a"), toFilePath("d:/b.ts")), "d:/b.ts");
  });

  it("lie inside a folder only at a slash", () => {
    assert.equal(isInside(toFilePath("/a"), toFilePath("/a/b")), true);
    assert.equal(isInside(toFilePath("/a"), toFilePath("/a")), true);
    assert.equal(isInside(toFilePath("/a"), toFilePath("/ab")), false);
    assert.equal(isInside(toFilePath("/"), toFilePath("/ab")), true);
  });

  it("have folders above them up to the root", () => {
    assert.deepEqual([...foldersUpward(toFilePath("/a/b"))], ["/a/b", "/a", "/"]);
    assert.deepEqual([...foldersUpward(toFilePath("c:/a"))], ["c:/a", "c:/"]);
    assert.deepEqual([...foldersUpward(toFilePath("//server/share"))].at(-1), "/");
  });
});
