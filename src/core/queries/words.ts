import { t } from "@vscode/l10n";
import type { LifecycleEvent, Storage } from "../lifecycle/model.ts";
import type { ClassState } from "./tree/node.ts";

/** A storage as people read it; empty where it is not known. */
export function storageWords(storage: Storage | undefined): string {
  if (storage === undefined) return "";
  return storage === "sqlite" ? t("SQLite") : t("key-value");
}

/** A class's state in a few words; empty for a live one, which needs none. */
export function stateWords(state: ClassState): string {
  switch (state) {
    case "live":
      return "";
    case "expecting-transfer":
      return t("expecting transfer");
    case "renamed":
      return t("renamed");
    case "deleted":
      return t("deleted");
    case "transferred":
      return t("transferred");
    case "notExported":
      return t("not exported");
    case "notDeclared":
      return t("not declared");
    case "elsewhere":
      return t("in another Worker");
  }
}

/** What happened to a class, without the tag: "created with SQLite storage", "renamed from Room". */
export function eventWords({ kind, other = "?", script = "?" }: LifecycleEvent, storage: Storage | undefined): string {
  switch (kind) {
    case "created":
      return storage === undefined ? t("created") : t("created with {0} storage", storageWords(storage));
    case "renamedFrom":
      return t("renamed from {0}", other);
    case "renamedTo":
      return t("renamed to {0}", other);
    case "deleted":
      return t("deleted");
    case "transferredFrom":
      return t("transferred from {0} of {1}", other, script);
    case "transferredTo":
      return t("transferred to {0}", script);
    case "expectsTransfer":
      return t("expected from {0}", script);
  }
}
