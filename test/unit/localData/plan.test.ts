import assert from "node:assert/strict";
import { readLocalDataAnswer } from "../../../src/core/localData/answer.ts";
import { idFromName } from "../../../src/core/localData/ids.ts";
import { planMove } from "../../../src/core/localData/plan.ts";
import { nodeHashes } from "../../../src/node/localData/move.ts";

const move = { from: "chat-Room", to: "chat-Hall" };
const oldId = (name: string) => idFromName(nodeHashes, move.from, name);
const newId = (name: string) => idFromName(nodeHashes, move.to, name);

describe("what moving local data comes to", () => {
  it("takes along what a name leads to, and counts what none does", () => {
    const plan = planMove(nodeHashes, move, {
      objects: [
        { id: oldId("lobby"), name: "lobby", hasAlarm: true },
        { id: oldId("kitchen"), name: undefined, hasAlarm: false },
        // A name that leads elsewhere: the folder was copied by hand, or the table is the person's own.
        { id: oldId("attic"), name: "cellar", hasAlarm: false },
      ],
      present: new Set(),
    });
    assert.deepEqual(plan, {
      moved: [{ name: "lobby", from: oldId("lobby"), to: newId("lobby"), hasAlarm: true }],
      unnamed: 2,
      taken: [],
    });
  });

  it("never takes the place of an object that is there", () => {
    const plan = planMove(nodeHashes, move, {
      objects: [{ id: oldId("lobby"), name: "lobby", hasAlarm: false }],
      present: new Set([newId("lobby")]),
    });
    assert.deepEqual(plan, { moved: [], unnamed: 0, taken: ["lobby"] });
  });

  it("is read from the last line that the process prints; anything else is told as it is", () => {
    assert.deepEqual(readLocalDataAnswer('a warning\n{"kind":"busy"}\n'), { kind: "busy" });
    assert.deepEqual(readLocalDataAnswer("Segmentation fault\n"), { kind: "failed", message: "Segmentation fault" });
  });
});
