import type { TreeItem } from "../../protocol.ts";

/** A node that lives as long as the thing it stands for, while what is known of the thing changes. */
export interface Branch {
  readonly id: string;
  item: TreeItem;
  parent: Branch | undefined;
  children: readonly Branch[];
}

/** A branch whose text stands in a file, from one line to another, counted from 0. */
export interface PlacedBranch {
  readonly branch: Branch;
  readonly start: number;
  readonly end: number;
}

/** The class that a branch is or lies below; undefined for Workers and environments. */
export function classOf(branch: Branch | undefined): Branch | undefined {
  return branch === undefined || branch.item.kind === "class" ? branch : classOf(branch.parent);
}

/** What a change of the tree asks the view to draw again; `undefined` among them stands for the list of roots. */
export type Redraw = readonly (Branch | undefined)[];

/** The roots as the server tells them. An update keeps every branch whose id stays, and names only those that changed. */
export class TreeModel {
  readonly #branches = new Map<string, Branch>();
  #roots: readonly Branch[] = [];
  /** By the URI of a file; made when it is first asked for after a change. */
  #placed: ReadonlyMap<string, readonly PlacedBranch[]> | undefined;

  /** In the order of their configurations' paths. */
  get roots(): readonly Branch[] {
    return this.#roots;
  }

  /** The branch of an id; undefined if it is not there (any more). */
  get(id: string): Branch | undefined {
    return this.#branches.get(id);
  }

  /** Every branch. */
  get all(): IterableIterator<Branch> {
    return this.#branches.values();
  }

  /** The classes that a file declares, and the bindings and steps that it writes. */
  at(uri: string): readonly PlacedBranch[] {
    this.#placed ??= placedBranches(this.all);
    return this.#placed.get(uri) ?? [];
  }

  /** Takes over new and changed roots and drops others. */
  update(roots: readonly TreeItem[], removed: readonly string[]): Redraw {
    this.#placed = undefined;
    const redraw: (Branch | undefined)[] = [];
    const before = this.#roots.map((each) => each.id);
    const known = new Map(this.#roots.map((each) => [each.id, each]));
    for (const id of removed) {
      const gone = known.get(id);
      if (gone !== undefined && known.delete(id)) this.#forget(gone);
    }
    for (const item of roots) {
      const old = known.get(item.id);
      if (old === undefined) known.set(item.id, this.#grow(item, undefined));
      else redraw.push(...this.#replace(old, item));
    }
    this.#roots = [...known.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const isSameList =
      before.length === this.#roots.length && this.#roots.every((each, index) => each.id === before[index]);
    return isSameList ? redraw : [undefined];
  }

  /** Changes a branch to `item`; the branches that have to be drawn again, the highest ones only. */
  #replace(branch: Branch, item: TreeItem): readonly Branch[] {
    const before = branch.item;
    branch.item = item;
    const known = new Map(branch.children.map((child) => [child.id, child]));
    const isSameShape =
      item.children.length === branch.children.length &&
      item.children.every(({ id }, index) => branch.children[index]?.id === id);
    const changed = item.children.flatMap((child) => {
      const old = known.get(child.id);
      return old === undefined ? [] : this.#replace(old, child);
    });
    if (isSameShape) return looksSame(before, item) ? changed : [branch];
    for (const child of branch.children) if (!item.children.some(({ id }) => id === child.id)) this.#forget(child);
    branch.children = item.children.map((child) => known.get(child.id) ?? this.#grow(child, branch));
    return [branch];
  }

  #grow(item: TreeItem, parent: Branch | undefined): Branch {
    const branch: Branch = { id: item.id, item, parent, children: [] };
    branch.children = item.children.map((child) => this.#grow(child, branch));
    this.#branches.set(item.id, branch);
    return branch;
  }

  #forget(branch: Branch): void {
    this.#branches.delete(branch.id);
    for (const child of branch.children) this.#forget(child);
  }
}

function placedBranches(all: Iterable<Branch>): ReadonlyMap<string, readonly PlacedBranch[]> {
  const found = new Map<string, PlacedBranch[]>();
  for (const branch of all) {
    const { kind, location, isInCode } = branch.item;
    const isNamed = (kind === "class" && isInCode) || kind === "binding" || kind === "remoteBinding" || kind === "step";
    if (!isNamed || location === null) continue;
    const { start, end } = location.range;
    const placed = { branch, start: start.line, end: end.line };
    const known = found.get(location.uri);
    if (known === undefined) found.set(location.uri, [placed]);
    else known.push(placed);
  }
  return found;
}

/** Whether two states of a node look the same in the view; where a click goes is asked when it is clicked. */
function looksSame(a: TreeItem, b: TreeItem): boolean {
  return (
    a.label === b.label &&
    a.description === b.description &&
    a.state === b.state &&
    a.storage === b.storage &&
    a.severity === b.severity &&
    a.problems === b.problems &&
    a.isInCode === b.isInCode &&
    a.isInherited === b.isInherited
  );
}
