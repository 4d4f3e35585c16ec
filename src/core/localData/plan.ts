import { idFromName, type Hashes } from "./ids.ts";

/** An object as it lies in the folder of its namespace. */
export interface StoredObject {
  /** 64 hexadecimal digits. */
  readonly id: string;
  /** The name it was reached by, as stored with it; undefined where none is. */
  readonly name: string | undefined;
  readonly hasAlarm: boolean;
}

/** An object that is copied: the id of its name in the one namespace, and in the other. */
export interface MovedObject {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly hasAlarm: boolean;
}

/** What moving the objects of one namespace to another comes to. */
export interface MovePlan {
  readonly moved: readonly MovedObject[];
  /** How many stay because nothing says under which name they would be looked for: unique ids, key-value storage. */
  readonly unnamed: number;
  /** The names of those that stay because the other namespace has an object of that name. */
  readonly taken: readonly string[];
}

/** Between namespaces, `<worker>-<Class>`. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/**
 * Decides which objects are copied. A name that does not lead to the object's own id is not taken for its name: then the
 * folder was made by something else, and its objects would not be found under the new id either.
 */
export function planMove(
  hashes: Hashes,
  { from, to }: Move,
  { objects, present }: { readonly objects: readonly StoredObject[]; readonly present: ReadonlySet<string> },
): MovePlan {
  const named = objects.flatMap(({ id, name, hasAlarm }): readonly MovedObject[] =>
    name !== undefined && idFromName(hashes, from, name) === id
      ? [{ name, from: id, to: idFromName(hashes, to, name), hasAlarm }]
      : [],
  );
  return {
    moved: named.filter((each) => !present.has(each.to)),
    unnamed: objects.length - named.length,
    taken: named.filter((each) => present.has(each.to)).map(({ name }) => name),
  };
}
