import assert from "node:assert/strict";
import { entryOf, namesOf, openOf } from "../../support/entry.ts";
import { at } from "../../support/memoryFiles.ts";

function names(text: string, others: Readonly<Record<string, string>> = {}): readonly string[] {
  return Object.keys(namesOf({ "src/main.py": text, ...others }));
}

describe("a Python Worker", () => {
  it("exports the classes of its main module", () => {
    const text = `from workers import DurableObject, WorkerEntrypoint, Response

class Counter(DurableObject):
    """Counts.

Not indented, as strings may be: class Wrong
    """
# Nor this comment.

    def __init__(self, ctx, env):
        super().__init__(ctx, env)

    class Inner:
        pass

class Default(WorkerEntrypoint):
    async def fetch(self, request):
        return Response("x")
`;
    const found = entryOf({ "src/main.py": text });
    assert.equal(found.language, "python");
    assert.equal(found.format, "modules");
    assert.deepEqual(
      [...found.exports.names.keys()],
      ["DurableObject", "WorkerEntrypoint", "Response", "Counter", "Default"],
    );
    assert.deepEqual(found.exports.open, []);
    const { span } = found.exports.names.get("Counter")!.place;
    assert.equal(text.slice(span.start, span.end), "Counter");
  });

  it("exports what it imports from modules beside it", () => {
    const text =
      "from counter import Counter, Gone as G\nfrom objects.room import (\n    Room,  # the room\n    Hall as Big,\n)\n";
    const others = {
      "src/counter.py": "class Counter(DurableObject): pass",
      "src/objects/room.py": "from ..counter import Counter\nclass Room: pass\nclass Hall: pass",
    };
    assert.deepEqual(namesOf({ "src/main.py": text, ...others }), {
      Counter: "maybe",
      G: "missing from src/counter.py",
      Room: "maybe",
      Big: "maybe",
    });
    assert.ok(entryOf({ "src/main.py": text, ...others }).reads.has(at("src/objects/room.py")));
  });

  it("takes every name of a module beside it, and is open where it cannot", () => {
    const others = {
      "src/objects.py": "class A: pass\nclass _Hidden: pass\nfrom more import *",
      "src/more.py": "class B: pass",
    };
    assert.deepEqual(names("from objects import *", others), ["A", "B"]);
    assert.deepEqual(openOf({ "src/main.py": "from workers import *" }), ["exportStarUnresolved workers"]);
    assert.deepEqual(openOf({ "src/main.py": "from a import *", "src/a.py": "from main import *" }), []);
  });

  it("exports names that are assigned, and what stands in conditions", () => {
    assert.deepEqual(names("A = make()\nC, D = 1, 2\nE = F = 3\nx.y = 1\nz[0] = 1\nh == 1"), ["A", "C", "D", "E", "F"]);
    assert.ok(names("G: int = 1").includes("G"));
    const conditional =
      "if x:\n    class A: pass\nelse:\n    from b import C\ntry:\n    import d.e, f as g\nexcept E:\n    H = 1";
    assert.deepEqual(names(conditional), ["A", "C", "d", "g", "H"]);
    assert.deepEqual(
      names("@wrap\nclass A:\n    B = 1\n    def c(self):\n        D = 1\n\nasync def e():\n    F = 1\n"),
      ["A", "e"],
    );
  });

  it("is not taken in by strings, comments and brackets", () => {
    const text = `"""
class A: pass
"""
x = '''
class B: pass
'''  # class C: pass
# class D: pass
y = [
class_ , "class E: pass"
]
s = "it's # not a comment"; t = 'a \\' b'
class F: pass
z = 1 + \\
  2
r = "unclosed
class G: pass
`;
    const found = names(text);
    assert.deepEqual(
      found.filter((name) => /^[A-Z]$/.test(name)),
      ["F", "G"],
    );
  });

  it("is open where names are made by running code", () => {
    for (const text of ["globals()['A'] = 1", "exec(code)", "def __getattr__(name):\n    return 1"]) {
      assert.equal(openOf({ "src/main.py": text }).length, 1, text);
    }
    assert.deepEqual(openOf({ "src/main.py": "def f():\n    globals()['x'] = 1" }), []);
  });

  it("may be empty, binary, too large or circular", () => {
    assert.deepEqual(names(""), []);
    assert.equal(openOf({ "src/main.py": "\0" })[0], "unreadable main.py");
    assert.equal(openOf({ "src/main.py": " ".repeat(1_000_001) })[0], "tooLarge main.py");
    assert.deepEqual(names(`A = [${"a, ".repeat(300_000)}]`), ["A"]);
    assert.deepEqual(names(`A = """${"a = b, ".repeat(100_000)}`), ["A"]);
    assert.deepEqual(names("(".repeat(900_000)), []);
    assert.deepEqual(names("from a import A", { "src/a.py": "from main import B\nclass A: pass" }), ["A"]);
  });
});
