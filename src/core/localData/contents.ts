/** The objects of a namespace in local development, and what one of them has stored. */
export interface NamespaceContents {
  /** The objects that were written to last, the latest first, at most `mostObjects`. */
  readonly objects: readonly ListedObject[];
  /** How many there are. */
  readonly count: number;
  /** The object that was asked for, or else the first; null where there is none. */
  readonly shown: ObjectContents | null;
}

/** An object as a list shows it. */
export interface ListedObject {
  /** 64 hexadecimal digits. */
  readonly id: string;
  /** The name it was reached by, as stored with it; null where none is. */
  readonly name: string | null;
  /** When its alarm is due, in milliseconds since 1970; null where it has none. */
  readonly alarm: number | null;
  /** When it was last written to, in milliseconds since 1970. */
  readonly changed: number;
  /** What its database takes on the disk, in bytes. */
  readonly size: number;
}

/** What an object has stored: its own database, and one for each of its facets. */
export interface ObjectContents {
  readonly id: string;
  readonly databases: readonly DatabaseContents[];
}

export interface DatabaseContents {
  /** The number of the facet; null for the object's own. */
  readonly facet: number | null;
  readonly tables: readonly StoredTable[];
  readonly entries: StoredEntries;
}

/** A table of the person's own: those of workerd, of SQLite and of its indexes of texts are left out. */
export interface StoredTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** The first rows, at most `mostRows`. */
  readonly rows: readonly (readonly Cell[])[];
  /** How many there are. */
  readonly count: number;
  /** Why it cannot be read, in SQLite's words; null where it can. */
  readonly problem: string | null;
}

/** The key-value storage, in the order of its keys. */
export interface StoredEntries {
  /** The first ones, at most `mostRows`; a value is written as Node shows it. */
  readonly shown: readonly { readonly key: string; readonly value: string }[];
  readonly count: number;
}

/** A value as it is shown. Long texts and bytes are cut, and end in “…”. */
export interface Cell {
  readonly kind: "null" | "number" | "text" | "bytes";
  readonly text: string;
}

/** How many objects are listed. */
export const mostObjects = 1000;

/** How many rows of a table, or entries, are shown. */
export const mostRows = 200;

/** How many characters of a text, and how many bytes, are shown. */
const longestText = 1000;
const longestBytes = 32;

/** A value of SQLite, which has no other kinds. */
export type SqlValue = null | number | bigint | string | Uint8Array;

/** Shows a value. */
export function cellOf(value: SqlValue): Cell {
  if (value === null) return { kind: "null", text: "NULL" };
  if (value instanceof Uint8Array) return { kind: "bytes", text: bytesText(value) };
  const kind = typeof value === "number" || typeof value === "bigint" ? "number" : "text";
  return { kind, text: shortened(String(value)) };
}

/** A text that is not longer than what is shown. */
export function shortened(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

/** Bytes as SQL writes them: `x'00ff'`. */
function bytesText(bytes: Uint8Array): string {
  const digits = [...bytes.subarray(0, longestBytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `x'${digits}${bytes.length > longestBytes ? "…" : ""}'`;
}
