import assert from "node:assert/strict";
import { storedFor, type Owner } from "../../../src/core/localData/stored.ts";
import { toFilePath } from "../../../src/core/text/path.ts";
import { stateOf } from "../../support/localState.ts";

const configPath = toFilePath("/w/wrangler.toml");
const text = `name = "chat"
[exports.Room]
type = "durable-object"
storage = "sqlite"
[env.staging]
durable_objects.bindings = [{ name = "CART", class_name = "Cart", script_name = "shop" }]
`;
const objects = (name: string) => ({ [`.wrangler/state/v3/do/${name}/${"0".repeat(64)}.sqlite`]: "" });

describe("the local data of an owner", () => {
  const state = stateOf({
    "wrangler.toml": text,
    ...objects("chat-Room"),
    ...objects("chat-staging-Room"),
    ...objects("shop-Cart"),
    ...objects("chat-Gone"),
    ".wrangler/state/v3/do/chat-Empty/metadata.sqlite": "",
  });
  const stored = (owner?: Omit<Owner, "configPath">) =>
    storedFor(state, owner && { configPath, ...owner }).map(({ folder }) => folder.split("/").at(-1));

  it("is that of a class in its environment, of another Worker's class, or of all classes of a Worker", () => {
    assert.deepEqual(stored({ environment: null, className: "Room" }), ["chat-Room"]);
    assert.deepEqual(stored({ environment: "staging", className: "Room" }), ["chat-staging-Room"]);
    assert.deepEqual(stored({ environment: "staging", className: "Cart", scriptName: "shop" }), ["shop-Cart"]);
    assert.deepEqual(stored({ environment: null }), ["chat-Room"]);
    assert.deepEqual(stored({}), ["chat-Room", "chat-staging-Room"]);
  });

  it("is all that there is where nobody is named, old names included; none where nothing was stored", () => {
    assert.deepEqual(stored(), ["chat-Gone", "chat-Room", "chat-staging-Room", "shop-Cart"]);
    assert.deepEqual(stored({ environment: null, className: "Empty" }), []);
  });
});
