import assert from "node:assert/strict";
import { applyFileEdits, resolveFix } from "../../src/core/fix.ts";
import type { Problem } from "../../src/core/check.ts";
import { checkAll, projectOf } from "../support/project.ts";

type Texts = Readonly<Record<string, string>>;

const head = `name = "chat"\nmain = "index.ts"\ncompatibility_date = "2026-11-01"\n`;
const binding = `[[durable_objects.bindings]]\nname = "ROOM"\nclass_name = "Room"\n`;
const bases: Readonly<Record<"migrations" | "exports", Texts>> = {
  migrations: {
    "wrangler.toml": `${head}${binding}[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["Room", "Lobby"]\n[[migrations]]\ntag = "v2"\nnew_classes = ["Old"]\n`,
    "index.ts": code("Room", "Lobby", "Old"),
  },
  exports: {
    "wrangler.toml": `${head}${binding}[exports]\nRoom = { type = "durable-object", storage = "sqlite" }\nLobby = { type = "durable-object", storage = "sqlite" }\nOld = { type = "durable-object", storage = "legacy-kv" }\n`,
    "index.ts": code("Room", "Lobby", "Old"),
  },
};

type Edit = readonly [file: "wrangler.toml" | "index.ts", what: string | RegExp, by: string];

interface Case {
  readonly edits: readonly Edit[];
  /** The only rule that speaks, and its fixes. */
  readonly says: string;
  readonly fixes: readonly string[];
  /** What the fix that is offered first leaves to be done. */
  readonly left?: readonly string[];
}

const inCode = (what: string | RegExp, by = ""): Edit => ["index.ts", what, by];
const inConfig = (what: string | RegExp, by = ""): Edit => ["wrangler.toml", what, by];
const removed = (name: string): Edit => inCode(new RegExp(`export class ${name} .*\n`));

/** What people do to a project that is deployed; each is one mistake. */
const cases: Readonly<Record<keyof typeof bases, Readonly<Record<string, Case>>>> = {
  migrations: {
    "a class is added to an applied migration": {
      edits: [
        inConfig(`"Lobby"`, `"Lobby", "Hall"`),
        inCode("export default", "export class Hall extends DurableObject {}\nexport default"),
      ],
      says: "migration-edited-applied-tag",
      fixes: ["Move Hall to a new migration"],
    },
    "a class is renamed everywhere": {
      edits: [inConfig(/Room/g, "Chat"), inCode(/Room/g, "Chat")],
      says: "migration-edited-applied-tag",
      fixes: ["Rename Room to Chat in a new migration", "Delete Room and create Chat in a new migration"],
    },
    "a bound class is renamed in the code": {
      edits: [inCode(/Room/g, "Chat")],
      says: "bound-class-not-exported",
      fixes: ["Rename Room to Chat, with its objects", "Remove the binding of Room"],
    },
    "a bound class is renamed in the code and in the binding": {
      edits: [inCode(/Room/g, "Chat"), inConfig(`class_name = "Room"`, `class_name = "Chat"`)],
      says: "do-class-removed-from-code",
      fixes: ["Rename Room to Chat, with its objects", "Delete Room and its objects"],
    },
    "an unbound class is renamed in the code": {
      edits: [inCode(/Lobby/g, "Hall")],
      says: "do-class-removed-from-code",
      fixes: ["Rename Lobby to Hall, with its objects", "Delete Lobby and its objects"],
    },
    "a class is removed from the code": {
      edits: [removed("Lobby")],
      says: "do-class-removed-from-code",
      fixes: ["Delete Lobby and its objects"],
    },
    "a bound class is removed from the code": {
      edits: [removed("Room")],
      says: "bound-class-not-exported",
      fixes: ["Remove the binding of Room"],
      left: ["do-class-removed-from-code", "env-binding-missing"],
    },
    "a class is removed everywhere": {
      edits: [removed("Lobby"), inConfig(`, "Lobby"`)],
      says: "migration-edited-applied-tag",
      fixes: ["Restore Lobby, and delete it in a new migration", "Restore Lobby"],
    },
    "the storage is changed": {
      edits: [inConfig("new_classes", "new_sqlite_classes")],
      says: "migration-edited-applied-tag",
      fixes: ["Restore the storage of Old"],
    },
    "a tag is renamed": {
      edits: [inConfig(`"v1"`, `"one"`)],
      says: "migration-edited-applied-tag",
      fixes: ["Restore the tag “v1”"],
    },
    "the last migration is removed, and its class": {
      edits: [removed("Old"), inConfig(/\[\[migrations\]\]\ntag = "v2"[^]*$/)],
      says: "migration-edited-applied-tag",
      fixes: ["Restore the migration “v2”, and delete Old in a new one", "Restore the migration “v2”"],
    },
    "two migrations are swapped": {
      edits: [inConfig(/(\[\[migrations\]\]\ntag = "v1"[^[]*\[[^[]*)(\[\[migrations\]\]\ntag = "v2"[^]*)$/, "$2$1")],
      says: "migration-edited-applied-tag",
      fixes: ["Restore the order of the committed migrations"],
    },
  },
  exports: {
    "a class is renamed everywhere": {
      edits: [inConfig(/Room/g, "Chat"), inCode(/Room/g, "Chat")],
      says: "migration-edited-applied-tag",
      fixes: ["Rename Room to Chat, with its objects", "Delete Room and its objects", "Restore Room"],
    },
    "a bound class is renamed in the code": {
      edits: [inCode(/Room/g, "Chat")],
      says: "bound-class-not-exported",
      fixes: ["Rename Room to Chat, with its objects", "Delete Room, its binding and its objects"],
    },
    "a bound class is renamed in the code and in the binding": {
      edits: [inCode(/Room/g, "Chat"), inConfig(`class_name = "Room"`, `class_name = "Chat"`)],
      says: "do-class-removed-from-code",
      fixes: ["Rename Room to Chat, with its objects", "Delete Room and its objects"],
    },
    "a bound class is removed from the code": {
      edits: [removed("Room")],
      says: "bound-class-not-exported",
      fixes: ["Delete Room, its binding and its objects"],
      left: ["env-binding-missing"],
    },
    "an entry is removed": {
      edits: [inConfig(/Lobby = .*\n/)],
      says: "migration-edited-applied-tag",
      fixes: ["Restore Lobby", "Delete Lobby and its objects"],
    },
    "an entry of a bound class is removed": {
      edits: [inConfig(/Room = .*\n/)],
      says: "do-missing-lifecycle",
      fixes: ["Declare Room in `exports` with SQLite storage"],
    },
    "the storage is changed": {
      edits: [inConfig("legacy-kv", "sqlite")],
      says: "migration-edited-applied-tag",
      fixes: ["Restore the storage of Old"],
    },
  },
};

describe("what people do to a deployed project", () => {
  for (const dialect of ["migrations", "exports"] as const) {
    const base = bases[dialect];
    it(`${dialect}: nothing, and nothing is said`, () => assert.deepEqual(found(base, base), []));
    it(`${dialect}: the Worker gets another name, and what was applied to the old one does not count`, () => {
      const swapped = edited(base, [
        inConfig(`"chat"`, `"talk"`),
        inConfig(/Lobby/g, "Hall"),
        inCode(/Lobby/g, "Hall"),
      ]);
      assert.deepEqual(found(swapped, base), []);
    });
    for (const [name, { edits, says, fixes, left = [] }] of Object.entries(cases[dialect])) {
      it(`${dialect}: ${name}`, () => {
        const texts = edited(base, edits);
        const problems = problemsOf(texts, base);
        assert.deepEqual(
          problems.map(({ rule }) => rule),
          [says],
        );
        assert.deepEqual(
          problems.flatMap((each) => each.fixes.map(({ title }) => title)),
          fixes,
        );
        for (const problem of problems) assert.deepEqual(leftBy(texts, base, problem), left);
      });
    }
  }
});

/** What is found once the fix that is offered first is applied. */
function leftBy(texts: Texts, base: Texts, problem: Problem): readonly string[] {
  const [fix] = problem.fixes;
  assert.ok(fix);
  const { files } = projectOf(texts);
  const edits = resolveFix(files, problem.config, fix);
  assert.ok(edits);
  const after = [...applyFileEdits(files, edits)].map(([path, text]) => [path.replace("/w/", ""), text ?? ""]);
  return found({ ...texts, ...Object.fromEntries(after) }, base);
}

function found(texts: Texts, committed: Texts): readonly string[] {
  return problemsOf(texts, committed).map(({ rule }) => rule);
}

/** Without those that are only about the storage of a class as it always was. */
function problemsOf(texts: Texts, committed: Texts): readonly Problem[] {
  return checkAll(projectOf(texts, committed).project).filter(({ severity }) => severity !== "info");
}

function edited(texts: Texts, edits: readonly Edit[]): Texts {
  const result: Record<string, string> = { ...texts };
  for (const [file, what, by] of edits) {
    const before = result[file] ?? "";
    result[file] = before.replace(what, by);
    assert.notEqual(result[file], before, String(what));
  }
  return result;
}

function code(...classes: readonly string[]): string {
  const lines = classes.map((name) => `export class ${name} extends DurableObject {}\n`).join("");
  return `import { DurableObject } from "cloudflare:workers";\n${lines}export default { fetch: (request, env) => env.ROOM.getByName(request.url).fetch(request) };\n`;
}
