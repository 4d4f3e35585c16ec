import * as vscode from "vscode";
import type { LocalDataAnswer } from "../../core/localData/answer.ts";
import type {
  Cell,
  DatabaseContents,
  ListedObject,
  NamespaceContents,
  ObjectContents,
  StoredEntries,
  StoredTable,
} from "../../core/localData/contents.ts";

/** A namespace as its page shows it, with the words of the page. */
export interface LocalDataWords {
  readonly title: string;
  readonly explanation: string;
  readonly filter: string;
  /** That there are more objects than are listed; empty where there are not. */
  readonly more: string;
  readonly objects: readonly {
    readonly id: string;
    readonly title: string;
    readonly description: string;
    readonly isShown: boolean;
  }[];
  readonly shown: ShownObject | null;
}

interface ShownObject {
  readonly title: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly tables: readonly ShownTable[];
  /** What stands there where there is no table. */
  readonly nothing: string;
}

interface ShownTable {
  readonly title: string;
  readonly note: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** @param place where the namespace lies, `<worker>-<Class>` and its folder as the person knows it */
export function localDataWords(
  place: { readonly name: string; readonly folder: string },
  answer: LocalDataAnswer,
): LocalDataWords {
  const { objects, count, shown } = answer.kind === "contents" ? answer.contents : nothing;
  const found = objects.find(({ id }) => id === shown?.id);
  return {
    title: vscode.l10n.t("Local data of {0}", place.name),
    explanation: answer.kind === "contents" ? explanationOf(place.folder, count) : reasonOf(answer),
    filter: vscode.l10n.t("Filter by name or id"),
    more:
      count > objects.length ? vscode.l10n.t("The {0} objects that changed last, of {1}.", objects.length, count) : "",
    objects: objects.map((each) => ({
      id: each.id,
      title: titleOf(each),
      description: descriptionOf(each),
      isShown: each.id === shown?.id,
    })),
    shown: shown && found ? shownObject(found, shown) : null,
  };
}

const nothing: NamespaceContents = { objects: [], count: 0, shown: null };

function explanationOf(folder: string, count: number): string {
  if (count === 0) {
    return vscode.l10n.t("Nothing is stored in {0}. It comes when a dev session first uses an object.", folder);
  }
  return vscode.l10n.t(
    "What dev sessions have stored in {0}. It is only read here, and follows what they do; what is deployed has data of its own.",
    folder,
  );
}

function reasonOf(answer: Exclude<LocalDataAnswer, { kind: "contents" }>): string {
  if (answer.kind === "noSqlite") {
    return vscode.l10n.t(
      "Reading local data needs Node 22.13 or newer for its SQLite, and this is {0}.",
      answer.version,
    );
  }
  return vscode.l10n.t("Local data could not be read: {0}", answer.kind === "failed" ? answer.message : answer.kind);
}

function shownObject(object: ListedObject, { databases }: ObjectContents): ShownObject {
  return {
    title: titleOf(object),
    facts: factsOf(object),
    tables: databases.flatMap(tablesOf),
    nothing: vscode.l10n.t("It has no tables and no key-value entries."),
  };
}

function titleOf({ id, name }: ListedObject): string {
  return name ?? `${id.slice(0, 12)}…`;
}

function descriptionOf({ alarm, changed }: ListedObject): string {
  return alarm === null ? timeOf(changed) : vscode.l10n.t("alarm at {0}", timeOf(alarm));
}

function factsOf({ id, name, alarm, changed, size }: ListedObject): ShownObject["facts"] {
  return [
    [vscode.l10n.t("Id"), id],
    ...(name === null ? [[vscode.l10n.t("Name"), vscode.l10n.t("not stored, so only its id is known")] as const] : []),
    [vscode.l10n.t("Alarm"), alarm === null ? vscode.l10n.t("not set") : timeOf(alarm)],
    [vscode.l10n.t("Last written"), timeOf(changed)],
    [vscode.l10n.t("On the disk"), vscode.l10n.t("{0} kB", Math.ceil(size / 1000))],
  ];
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toLocaleString(vscode.env.language);
}

function tablesOf({ facet, tables, entries }: DatabaseContents): readonly ShownTable[] {
  const of = (title: string) => (facet === null ? title : vscode.l10n.t("{0}, of facet {1}", title, facet));
  return [
    ...tables.map((table) => ({ ...tableOf(table), title: of(table.name) })),
    ...(entries.count === 0 ? [] : [entriesOf(entries, of(vscode.l10n.t("Key-value entries")))]),
  ];
}

function tableOf({ columns, rows, count, problem }: StoredTable): Omit<ShownTable, "title"> {
  const note = problem === null ? noteOf(rows.length, count) : vscode.l10n.t("cannot be read: {0}", problem);
  return { note, columns, rows };
}

function entriesOf({ shown, count }: StoredEntries, title: string): ShownTable {
  return {
    title,
    note: noteOf(shown.length, count),
    columns: [vscode.l10n.t("Key"), vscode.l10n.t("Value")],
    rows: shown.map(({ key, value }) => [key, value].map((text) => ({ kind: "text", text }) as const)),
  };
}

function noteOf(shown: number, count: number): string {
  return shown < count ? vscode.l10n.t("the first {0} of {1}", shown, count) : vscode.l10n.t("rows: {0}", count);
}
