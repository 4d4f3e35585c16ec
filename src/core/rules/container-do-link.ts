import { t } from "@vscode/l10n";
import type { ExportEntry } from "../config/model.ts";
import { child, type ConfigNode, type StringNode } from "../config/tree.ts";
import { isLive } from "../lifecycle/model.ts";
import type { Worker } from "../worker.ts";
import {
  canHaveContainer,
  intendedContainer,
  readContainerLinks,
  type ClaimingEntry,
  type ContainerLinks,
  type LinkedContainer,
} from "./shared/containerLinks.ts";
import { classFixes, linkFixes, removeReference, setReference, sqliteFixes } from "./shared/containerFixes.ts";
import type { Finding, Rule } from "./rule.ts";

export const containerDoLink: Rule = {
  id: "container-do-link",
  severity: "error",
  stage: "cfg",
  summary: "A container and a Durable Object that do not belong together",
  fix: "choice",
  needsWhole: true,
  *check(worker) {
    const links = readContainerLinks(worker);
    for (const entry of worker.environment.exports.value) yield* badReference(worker, entry);
    if (links === undefined) return;
    yield* doubles(links);
    for (const claim of links.claims) yield* danglingReference(links, claim);
    for (const container of links.containers) yield* unlinked(worker, links, container);
  },
};

/** What is wrong with the `container` of an entry whatever the containers are. */
function* badReference(worker: Worker, entry: ExportEntry): Generator<Finding> {
  const node = child(entry.node, "container");
  if (node === undefined || !canHaveContainer(entry)) return;
  if (node.kind !== "string" || node.value === "") {
    const message = t(
      "`container` has to be the name of a container as text, so every wrangler command stops; name one, or remove it.",
    );
    yield { at: node.span, message, fixes: [removeReference(node)] };
  } else if (entry.storage?.value === "legacy-kv") {
    const message = t(
      "A class with a container needs SQLite storage, and {0} has `legacy-kv`, so every wrangler command stops; set `storage` to `sqlite`, or remove `container`.",
      entry.className,
    );
    yield { at: node.span, message, fixes: [...sqliteFixes(worker, entry.className), removeReference(node)] };
  }
}

/** Names and classes that may stand once and stand twice; reported where they stand again. */
function* doubles({ containers, claims }: ContainerLinks): Generator<Finding> {
  const again = repeated(containers.map((each) => ({ each, key: each.name })));
  for (const { link, name } of again) {
    const message = t(
      "Two containers have the name “{0}”, so every wrangler command stops; give each its own.",
      name ?? "",
    );
    if (link.name !== undefined) yield { at: link.name.span, message };
  }
  for (const { link } of repeated(containers.map((each) => ({ each, key: each.link.className?.value })))) {
    if (link.className === undefined) continue;
    const message = t(
      "{0} has a container already and a Durable Object can have only one, so every wrangler command stops; give this one another class.",
      link.className.value,
    );
    yield { at: link.className.span, message };
  }
  for (const { container } of repeated(claims.map((each) => ({ each, key: each.container.value })))) {
    const message = t(
      "Another entry of `exports` has the container “{0}” already and it can back only one Durable Object, so every wrangler command stops; name another container.",
      container.value,
    );
    yield { at: container.span, message };
  }
}

/** The items whose key stood before. */
function repeated<T>(items: readonly { readonly each: T; readonly key: string | undefined }[]): readonly T[] {
  const keys = items.map(({ key }) => key);
  return items.filter(({ key }, index) => key !== undefined && keys.indexOf(key) < index).map(({ each }) => each);
}

function* danglingReference(links: ContainerLinks, claim: ClaimingEntry): Generator<Finding> {
  const { entry, container } = claim;
  if (links.containers.some(({ name }) => name === container.value)) return;
  const message = t(
    "No container has the name “{0}”, so every wrangler command stops; name one of `containers`, or remove `container`.",
    container.value,
  );
  const intended = intendedContainer(links, claim);
  const fixes = [
    ...(intended?.name === undefined ? [] : [setReference(entry, intended.name)]),
    removeReference(container),
  ];
  yield { at: container.span, message, fixes };
}

/** What is wrong with the class of a container, the first thing only. */
function* unlinked(worker: Worker, links: ContainerLinks, container: LinkedContainer): Generator<Finding> {
  const { link, claims } = container;
  const node = child(link.node, "class_name");
  if (node === undefined) {
    if (claims.length === 0 && !isMissedBy(links, container)) yield withoutClass(worker, container);
    const [claim] = claims;
    if (claim !== undefined && link.name !== undefined) yield* elsewhere(worker, claim.entry.className, link.name);
  } else if (node.kind === "string" && !isSecond(links, node)) {
    yield* ofClass(worker, links, { container, className: node });
  }
}

/** Whether a reference that names no container was meant for this one: then that one is the mistake. */
function isMissedBy(links: ContainerLinks, container: LinkedContainer): boolean {
  const dangling = links.claims.filter((claim) => !links.containers.some(({ name }) => name === claim.container.value));
  return dangling.some((claim) => intendedContainer(links, claim) === container);
}

function isSecond({ containers }: ContainerLinks, className: StringNode): boolean {
  return containers.filter(({ link }) => link.className?.value === className.value).length > 1;
}

function withoutClass(worker: Worker, { link }: LinkedContainer): Finding {
  const at: ConfigNode = link.name ?? link.node;
  const message = t(
    "This container belongs to no Durable Object, so every wrangler command stops; set its `class_name`, or name it as the `container` of a class in `exports`.",
  );
  return { at: at.span, message, fixes: linkFixes(worker, link) };
}

interface Named {
  readonly container: LinkedContainer;
  readonly className: StringNode;
}

function* ofClass(worker: Worker, links: ContainerLinks, { container, className }: Named): Generator<Finding> {
  const { environment, lifecycle } = worker;
  const { value } = className;
  const entry = environment.exports.value.find((each) => each.className === value);
  const own = links.claims.find((claim) => claim.entry === entry);
  const isNamedOtherwise = own !== undefined && own.container.value !== container.name;
  const [claim] = container.claims;
  if (isNamedOtherwise) {
    // A name that no container has is reported where it stands.
    if (links.containers.some(({ name }) => name === own.container.value)) yield inconsistent(className, own);
  } else if (container.claims.length === 1 && claim !== undefined && claim.entry !== entry) {
    yield inconsistent(className, claim);
  } else if (environment.exports.value.length > 0 && !isLive(lifecycle.classes.get(value))) {
    if (entry === undefined || entry.state !== undefined) yield undeclared(worker, className);
  } else if (!isKnown(worker, value)) {
    yield undeclared(worker, className);
  } else if (own === undefined && lifecycle.classes.get(value)?.storage === "kv") {
    yield keyValue(worker, className);
  } else {
    yield* elsewhere(worker, value, className);
  }
}

/** Whether wrangler knows a class by the lifecycle or by a binding. */
function isKnown({ environment, lifecycle }: Worker, className: string): boolean {
  return (
    isLive(lifecycle.classes.get(className)) ||
    environment.bindings.some((binding) => binding.className?.value === className)
  );
}

function inconsistent(className: StringNode, { entry, container }: ClaimingEntry): Finding {
  const message = t(
    "This container is for {0}, but in `exports` {1} has the container “{2}”, so every wrangler command stops; make both name each other.",
    className.value,
    entry.className,
    container.value,
  );
  const change = { kind: "remove", path: className.path } as const;
  return {
    at: className.span,
    message,
    fixes: [{ title: t("Remove `{0}`", "class_name"), changes: [{ kind: "config", changes: [change] }] }],
  };
}

function undeclared(worker: Worker, className: StringNode): Finding {
  const message = t(
    "This container is for {0}, which is no live Durable Object class of this Worker, so `wrangler deploy` stops; name one that is, or declare it.",
    className.value,
  );
  return { at: className.span, message, fixes: classFixes(worker, className) };
}

function keyValue(worker: Worker, className: StringNode): Finding {
  const message = t(
    "This container is for {0}, which has key-value storage, so the deploy fails; containers need a class with SQLite storage.",
    className.value,
  );
  return { at: className.span, message, fixes: sqliteFixes(worker, className.value) };
}

/** A class that is bound from another Worker cannot have a container here; wrangler looks at the first binding of it. */
function* elsewhere({ environment }: Worker, className: string, at: StringNode): Generator<Finding> {
  const script = environment.bindings.find((each) => each.className?.value === className)?.scriptName;
  if (script === undefined || script.value === environment.workerName) return;
  const message = t(
    "This container is for {0}, which is bound as a class of the Worker {1}, so `wrangler deploy` stops; a container and its class belong to one Worker.",
    className,
    script.value,
  );
  yield { at: at.span, message };
}
