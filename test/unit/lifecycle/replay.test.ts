import assert from "node:assert/strict";
import { replay } from "../../../src/core/lifecycle/replay.ts";
import { environmentOf, summaryOf } from "./support.ts";

/** The steps without their tags, what is left of the classes, and what the replay stumbles over. */
interface Row {
  readonly says: string;
  readonly steps: readonly object[];
  readonly classes: readonly string[];
  readonly faults?: readonly string[];
}

const room = { new_sqlite_classes: ["Room"] };

const table: readonly Row[] = [
  { says: "a class is created with SQLite", steps: [room], classes: ["Room live sqlite"] },
  { says: "a class is created with key-value storage", steps: [{ new_classes: ["Room"] }], classes: ["Room live kv"] },
  {
    says: "a deleted class stays known",
    steps: [room, { deleted_classes: ["Room"] }],
    classes: ["Room deleted sqlite"],
  },
  {
    says: "a rename hands the storage on",
    steps: [{ new_classes: ["Room"] }, { renamed_classes: [{ from: "Room", to: "Hall" }] }],
    classes: ["Room renamed kv", "Hall live kv"],
  },
  {
    says: "renames follow each other in one step",
    steps: [
      { new_sqlite_classes: ["A"] },
      {
        renamed_classes: [
          { from: "A", to: "B" },
          { from: "B", to: "C" },
        ],
      },
    ],
    classes: ["A renamed sqlite", "B renamed sqlite", "C live sqlite"],
  },
  {
    says: "the storage of a transferred class is unknown",
    steps: [{ transferred_classes: [{ from: "Room", from_script: "other", to: "Room" }] }],
    classes: ["Room live ?"],
  },
  {
    says: "a class is deleted and created again, also in one step: deletions come first",
    steps: [{ new_classes: ["Room"] }, { deleted_classes: ["Room"], new_sqlite_classes: ["Room"] }],
    classes: ["Room live sqlite"],
  },
  {
    says: "a class takes the name that one renamed in the same step had",
    steps: [room, { renamed_classes: [{ from: "Room", to: "Hall" }], new_sqlite_classes: ["Room"] }],
    classes: ["Room live sqlite", "Hall live sqlite"],
  },
  {
    says: "a class is created twice",
    steps: [room, room],
    classes: ["Room live sqlite"],
    faults: ["createExisting new_sqlite_classes Room 1"],
  },
  {
    says: "new_classes come before new_sqlite_classes",
    steps: [{ new_sqlite_classes: ["Room"], new_classes: ["Room"] }],
    classes: ["Room live kv"],
    faults: ["createExisting new_sqlite_classes Room 0"],
  },
  {
    says: "a class that is not there is deleted",
    steps: [{ deleted_classes: ["Ghost"] }],
    classes: ["Ghost deleted ?"],
    faults: ["deleteMissing deleted_classes Ghost 0"],
  },
  {
    says: "a class is deleted twice",
    steps: [room, { deleted_classes: ["Room"] }, { deleted_classes: ["Room"] }],
    classes: ["Room deleted sqlite"],
    faults: ["deleteMissing deleted_classes Room 2"],
  },
  {
    says: "renames come before creations",
    steps: [{ new_sqlite_classes: ["Room"], renamed_classes: [{ from: "Room", to: "Hall" }] }],
    classes: ["Room live sqlite", "Hall live ?"],
    faults: ["renameMissing renamed_classes Room 0"],
  },
  {
    says: "a class is renamed to one that is there",
    steps: [{ new_sqlite_classes: ["Room", "Hall"] }, { renamed_classes: [{ from: "Room", to: "Hall" }] }],
    classes: ["Room renamed sqlite", "Hall live sqlite"],
    faults: ["renameOntoExisting renamed_classes Hall 1"],
  },
  {
    says: "wrangler does not see transfers",
    steps: [
      { transferred_classes: [{ from: "Room", from_script: "other", to: "Room" }] },
      { renamed_classes: [{ from: "Room", to: "Hall" }] },
    ],
    classes: ["Room renamed ?", "Hall live ?"],
    faults: ["transferInvisible renamed_classes Room 1"],
  },
  {
    says: "wrangler sees a transferred class that is listed as created too",
    steps: [
      {
        transferred_classes: [{ from: "Room", from_script: "other", to: "Room" }],
        new_sqlite_classes: ["Room"],
      },
      { deleted_classes: ["Room"] },
    ],
    classes: ["Room deleted sqlite"],
  },
];

describe("replaying migrations", () => {
  for (const { says, steps, classes, faults = [] } of table) {
    it(says, () => {
      const migrations = steps.map((step, index) => ({ tag: `v${index + 1}`, ...step }));
      const replayed = replay(environmentOf({ migrations }).migrations.value);
      assert.deepEqual(summaryOf(replayed), classes);
      assert.deepEqual(
        replayed.faults.map(({ kind, field, className, index }) => `${kind} ${field} ${className.value} ${index}`),
        faults,
      );
    });
  }

  it("keeps what happened to a class, with the tags and the places", () => {
    const { migrations } = environmentOf({
      migrations: [
        { tag: "a", ...room },
        { tag: "b", renamed_classes: [{ from: "Room", to: "Hall" }] },
      ],
    });
    const events = replay(migrations.value).classes.get("Room")?.events;
    assert.deepEqual(
      events?.map(({ kind, tag, path, other }) => ({ kind, tag, path, other })),
      [
        { kind: "created", tag: "a", path: ["migrations", 0, "new_sqlite_classes", 0], other: undefined },
        { kind: "renamedTo", tag: "b", path: ["migrations", 1, "renamed_classes", 0, "from"], other: "Hall" },
      ],
    );
  });
});
