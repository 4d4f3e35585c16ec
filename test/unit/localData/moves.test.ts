import assert from "node:assert/strict";
import { persistedTo, stateFolders } from "../../../src/core/localData/folders.ts";
import { movesOf, movesSince, orphanedNamespaces, targetsFor } from "../../../src/core/localData/moves.ts";
import { toFilePath } from "../../../src/core/text/path.ts";
import { stateOf } from "../../support/localState.ts";

const id = "0".repeat(64);
const chat = `name = "chat"\n[exports.Hall]\ntype = "durable-object"\nstorage = "sqlite"\n[env.staging]\n`;
const shop = `name = "shop"\n[exports.Cart]\ntype = "durable-object"\nstorage = "sqlite"\n`;
const renamed = { kind: "renamed", configPath: "/w/chat/wrangler.toml", from: "Room", to: "Hall" } as const;

describe("where local data lies", () => {
  it("is looked for beside each configuration, where Vite runs, and where scripts say", () => {
    const { files, summaries } = stateOf({
      "chat/wrangler.toml": chat,
      "chat/package.json": `{ "scripts": { "dev": "wrangler dev --persist-to '../my state' --local" } }`,
      "app/worker/wrangler.toml": shop,
      "app/vite.config.ts": `import { cloudflare } from "@cloudflare/vite-plugin";`,
    });
    assert.deepEqual(stateFolders(files, summaries, [toFilePath("/w/given")]), [
      "/w/app/worker/.wrangler/state/v3/do",
      "/w/app/.wrangler/state/v3/do",
      "/w/chat/.wrangler/state/v3/do",
      "/w/my state/v3/do",
      "/w/given/v3/do",
    ]);
  });

  it("is read from `--persist-to` in both spellings", () => {
    assert.equal(persistedTo(["--local", "--persist-to", "../state"]), "../state");
    assert.equal(persistedTo(["--persist-to=a=b"]), "a=b");
    assert.equal(persistedTo(["--persist-to"]), undefined);
    assert.equal(persistedTo(["--port", "1"]), undefined);
  });
});

describe("the moves of local data", () => {
  it("follow a class in each environment and folder where it has objects", () => {
    const state = stateOf({
      "chat/wrangler.toml": chat,
      [`chat/.wrangler/state/v3/do/chat-Room/${id}.sqlite`]: "",
      [`chat/.wrangler/state/v3/do/chat-staging-Room/${id}.sqlite`]: "",
      // A session of several Workers keeps everything beside the first.
      "shop/wrangler.toml": shop,
      [`shop/.wrangler/state/v3/do/chat-Room/${id}.sqlite`]: "",
    });
    assert.deepEqual(movesOf(state, renamed), [
      move("chat", "chat-Room", "chat", "chat-Hall"),
      move("chat", "chat-staging-Room", "chat", "chat-staging-Hall"),
      move("shop", "chat-Room", "shop", "chat-Hall"),
    ]);
  });

  it("are none where no object was made", () => {
    const files = { "chat/wrangler.toml": chat, "chat/.wrangler/state/v3/do/chat-Room/metadata.sqlite": "" };
    assert.deepEqual(movesOf(stateOf(files), renamed), []);
  });

  describe("after a transfer", () => {
    const from = { configPath: toFilePath("/w/chat/wrangler.toml"), environment: null };
    const cart = { kind: "transferred", from, className: "Cart", toWorker: "shop" } as const;
    const objects = { [`chat/.wrangler/state/v3/do/chat-Cart/${id}.sqlite`]: "" };

    it("go to the folder of the Worker that has the class now", () => {
      const state = stateOf({ "chat/wrangler.toml": chat, "shop/wrangler.toml": shop, ...objects });
      assert.deepEqual(movesOf(state, cart), [move("chat", "chat-Cart", "shop", "shop-Cart")]);
    });

    it("stay beside the old ones too where sessions take that Worker along, as it is bound", () => {
      const binding = `[[durable_objects.bindings]]\nname = "CART"\nclass_name = "Cart"\nscript_name = "shop"\n`;
      const state = stateOf({ "chat/wrangler.toml": chat + binding, "shop/wrangler.toml": shop, ...objects });
      assert.deepEqual(movesOf(state, cart), [
        move("chat", "chat-Cart", "chat", "shop-Cart"),
        move("chat", "chat-Cart", "shop", "shop-Cart"),
      ]);
    });

    it("are there once the other Worker has the class, in both lifecycles", () => {
      const given = `name = "chat"\n[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["Cart"]\n`;
      const taken = `name = "shop"\n[[migrations]]\ntag = "v1"\ntransferred_classes = [{ from = "Cart", from_script = "chat", to = "Cart" }]\n`;
      const waiting = shop.replace("storage", `state = "expecting-transfer"\ntransfer_from = "chat"\nstorage`);
      const since = (one: string, other: string) => {
        const state = stateOf({ "chat/wrangler.toml": one, "shop/wrangler.toml": other, ...objects });
        return [movesSince(state, cart).length, orphanedNamespaces(state).length];
      };
      assert.deepEqual(since(given, taken), [1, 1]);
      assert.deepEqual(since(chat, waiting), [1, 1]);
      assert.deepEqual(since(given, `name = "shop"\n`), [0, 0]);
    });
  });

  it("are none before a new name was given", () => {
    const files = { [`chat/.wrangler/state/v3/do/chat-Room/${id}.sqlite`]: "" };
    assert.equal(movesSince(stateOf({ "chat/wrangler.toml": chat, ...files }), renamed).length, 1);
    const before = chat.replace("Hall", "Room");
    assert.deepEqual(movesSince(stateOf({ "chat/wrangler.toml": before, ...files }), renamed), []);
  });

  it("are offered for what lies under a name that no Worker has, the likeliest new name first", () => {
    const state = stateOf({
      "chat/wrangler.toml": `${chat}[[durable_objects.bindings]]\nname = "X"\nclass_name = "X"\nscript_name = "far"\n`,
      "shop/wrangler.toml": shop,
      [`chat/.wrangler/state/v3/do/old-chat-Hall/${id}.sqlite`]: "",
      [`chat/.wrangler/state/v3/do/chat-Hall/${id}.sqlite`]: "",
      [`chat/.wrangler/state/v3/do/far-X/${id}.sqlite`]: "",
    });
    const orphans = orphanedNamespaces(state);
    assert.deepEqual(orphans, [{ folder: "/w/chat/.wrangler/state/v3/do/old-chat-Hall", objects: 1 }]);
    assert.deepEqual(targetsFor(state, toFilePath("/w/chat/.wrangler/state/v3/do/old-chat-Hall")), [
      move("chat", "old-chat-Hall", "chat", "chat-Hall"),
      move("chat", "old-chat-Hall", "chat", "chat-staging-Hall"),
      move("chat", "old-chat-Hall", "shop", "shop-Cart"),
    ]);
  });
});

function move(fromFolder: string, from: string, toFolder: string, to: string) {
  const place = (folder: string, name: string) => `/w/${folder}/.wrangler/state/v3/do/${name}`;
  return { from: place(fromFolder, from), to: place(toFolder, to) };
}
