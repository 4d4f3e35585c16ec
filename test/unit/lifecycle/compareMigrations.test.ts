import assert from "node:assert/strict";
import { compareMigrations, type MigrationEdit } from "../../../src/core/lifecycle/compareMigrations.ts";
import { environmentOf } from "./support.ts";

const v1 = { tag: "v1", new_sqlite_classes: ["A"] };
const v2 = { tag: "v2", new_sqlite_classes: ["B"] };
const v3 = { tag: "v3", new_sqlite_classes: ["C"] };

function compare(before: readonly object[], after: readonly object[]): readonly string[] {
  const read = (migrations: readonly object[]): Parameters<typeof compareMigrations>[0] =>
    environmentOf({ migrations }).migrations.value;
  return compareMigrations(read(before), read(after)).map(describeEdit);
}

function describeEdit(edit: MigrationEdit): string {
  switch (edit.kind) {
    case "changed": {
      const added = edit.added.map((each) => `+${each.field}:${each.className}`);
      const dropped = edit.dropped.map((each) => `-${each.field}:${each.className}`);
      return `${edit.tag.value} ${[...added, ...dropped].join(" ")}`;
    }
    case "retagged":
      return `${edit.before} is ${edit.tag.value}`;
    case "removed":
      return `without ${edit.before.map((each) => each.tag?.value).join()}${edit.isLast ? ", the last" : ""}`;
    case "tooEarly":
      return `${edit.tag.value} before ${edit.ahead}`;
  }
}

describe("committed migrations and the present ones", () => {
  const table: readonly [string, readonly object[], readonly object[], readonly string[]][] = [
    ["are the same", [v1, v2], [v1, v2], []],
    ["have a new one at the end", [v1], [v1, v2], []],
    [
      "list the same classes in another order",
      [{ ...v1, new_sqlite_classes: ["A", "B"] }],
      [{ ...v1, new_sqlite_classes: ["B", "A"] }],
      [],
    ],
    ["lack the oldest", [v1, v2, v3], [v3], []],
    ["are gone altogether", [v1], [], []],
    ["have one more class", [v1], [{ ...v1, new_sqlite_classes: ["A", "B"] }], ["v1 +new_sqlite_classes:B"]],
    ["lack a class", [{ ...v1, new_sqlite_classes: ["A", "B"] }], [v1], ["v1 -new_sqlite_classes:B"]],
    [
      "have another class",
      [v1],
      [{ ...v1, new_sqlite_classes: ["B"] }],
      ["v1 +new_sqlite_classes:B -new_sqlite_classes:A"],
    ],
    ["have another storage", [{ tag: "v1", new_classes: ["A"] }], [v1], ["v1 +new_sqlite_classes:A -new_classes:A"]],
    ["have another tag", [v1, v2], [{ ...v1, tag: "first" }, v2], ["v1 is first"]],
    ["lack the last", [v1, v2], [v1], ["without v2, the last"]],
    ["lack one in the middle", [v1, v2, v3], [v1, v3], ["without v2"]],
    ["are all others", [v1], [v2], ["without v1, the last"]],
    ["are swapped", [v1, v2], [v2, v1], ["v2 before v1"]],
    ["have a new one before a committed one", [v1], [v2, v1], ["v2 before v1"]],
    ["have the first one twice", [v1], [v1, { tag: "v1", new_sqlite_classes: ["B"] }], []],
  ];
  for (const [says, before, after, expected] of table) {
    it(says, () => assert.deepEqual(compare(before, after), expected));
  }
});
