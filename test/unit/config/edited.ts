import assert from "node:assert/strict";
import type { ConfigChange, ConfigFormat } from "../../../src/core/config/syntax.ts";
import type { ConfigPath, ConfigValue } from "../../../src/core/config/tree.ts";
import { editAndCheck } from "./editProperty.ts";

/** Compares a text after changes with what it should be. */
export function assertEdited(
  format: ConfigFormat,
  text: string,
  changes: readonly ConfigChange[],
  expected: string,
): void {
  assert.equal(editAndCheck(text, format, changes).text, expected);
}

export function set(path: string, value: ConfigValue): ConfigChange {
  return { kind: "set", path: at(path), value };
}

export function append(path: string, value: ConfigValue): ConfigChange {
  return { kind: "append", path: at(path), value };
}

export function remove(path: string): ConfigChange {
  return { kind: "remove", path: at(path) };
}

export function prune(path: string): ConfigChange {
  return { kind: "remove", path: at(path), prune: true };
}

export function rename(path: string, key: string): ConfigChange {
  return { kind: "rename", path: at(path), key };
}

/** `migrations.0.tag` as a path. */
function at(path: string): ConfigPath {
  return path.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
