import type { ContainerLink, ExportEntry, WranglerConfig } from "../../config/model.ts";
import { child, type ConfigNode, type StringNode } from "../../config/tree.ts";
import { closest } from "../../text/closest.ts";
import type { Worker } from "../../worker.ts";

/** A container with what ties it to a Durable Object, seen as wrangler 4.164 resolves it. */
export interface LinkedContainer {
  readonly link: ContainerLink;
  /** Its own name, or the one that wrangler makes of the Worker's name and the class; undefined if it can have none. */
  readonly name: string | undefined;
  /** The live entries of `exports` that name it in `container`. */
  readonly claims: readonly ClaimingEntry[];
}

/** A live entry of `exports` with a `container`. */
export interface ClaimingEntry {
  readonly entry: ExportEntry;
  readonly container: StringNode;
}

/** Both sides of the links of an environment. */
export interface ContainerLinks {
  readonly containers: readonly LinkedContainer[];
  /** The entries whose `container` is a name, in the order of the text. */
  readonly claims: readonly ClaimingEntry[];
}

/**
 * The links between containers and Durable Objects; undefined where wrangler does not look: `containers` is no array, or
 * stands in another environment only.
 */
export function readContainerLinks({ config, environment }: Worker): ContainerLinks | undefined {
  const node = child(environment.node, "containers");
  if (node !== undefined && node.kind !== "array") return undefined;
  if (node === undefined && isDeclaredElsewhere(config, environment.name)) return undefined;
  const claims = environment.exports.value.flatMap(claimOf);
  const containers = environment.containers.map((link): LinkedContainer => {
    const name = nameOf(link, environment);
    return { link, name, claims: claims.filter(({ container }) => container.value === name) };
  });
  return { containers, claims };
}

/** Whether an entry of `exports` may have a `container` at all. */
export function canHaveContainer({ state }: ExportEntry): boolean {
  return state === "created" || state === "expecting-transfer";
}

/** The container whose name a dangling reference was probably meant to be: near in spelling, or the only one without a link. */
export function intendedContainer(
  { containers }: ContainerLinks,
  { container }: ClaimingEntry,
): LinkedContainer | undefined {
  const free = containers.filter((each) => each.name !== undefined && each.claims.length === 0);
  const near = closest(
    container.value,
    free.flatMap((each) => each.name ?? []),
  );
  if (near !== undefined) return free.find((each) => each.name === near);
  const unlinked = free.filter(({ link }) => link.className === undefined);
  return unlinked.length === 1 ? unlinked[0] : undefined;
}

function claimOf(entry: ExportEntry): readonly ClaimingEntry[] {
  const { container } = entry;
  return canHaveContainer(entry) && container !== undefined && container.value !== "" ? [{ entry, container }] : [];
}

/** Containers are not inherited: the top level looks at the environments, an environment at the top level. */
function isDeclaredElsewhere({ environments: [top, ...named] }: WranglerConfig, environment: string | null): boolean {
  const others = environment === null ? named : [top];
  return others.some(({ node }): boolean => isPresent(child(node, "containers")));
}

function isPresent(node: ConfigNode | undefined): boolean {
  return node !== undefined;
}

function nameOf({ name, className }: ContainerLink, environment: Worker["environment"]): string | undefined {
  if (name !== undefined && name.value !== "") return name.value;
  const worker = environment.nameNode?.value;
  if (className === undefined || worker === undefined) return undefined;
  const suffix = environment.name === null ? "" : `-${environment.name}`;
  return `${worker}-${className.value}${suffix}`.toLowerCase().replaceAll(" ", "-");
}
