import type { Binding, EnvironmentConfig } from "../config/model.ts";
import type { StringNode } from "../config/tree.ts";
import type { FilePath, Span } from "../text/span.ts";
import type { Worker } from "../worker.ts";
import type { Occurrence, Role, Subject } from "./subject.ts";

/** Every place in the configuration that names a class, a binding, a Worker or a container, for one environment. */
export function configOccurrences(worker: Worker): readonly Occurrence[] {
  const { config, environment } = worker;
  const at = (subject: Subject, role: Role, span: Span): Occurrence => ({
    subject,
    role,
    place: { path: config.path, span },
    config: config.path,
    environment: environment.name,
  });
  const ownClass = (node: StringNode): Occurrence =>
    at(classOf(config.path, node.value), "configuration", inner(worker, node));
  return [
    ...nameOccurrences(worker, at),
    ...environment.bindings.flatMap((binding) => bindingOccurrences(worker, binding, at)),
    ...migrationClasses(environment).map(ownClass),
    ...transferOccurrences(worker, at),
    ...exportOccurrences(worker, at),
    ...environment.containers.flatMap(({ name, className }) => [
      ...(className === undefined ? [] : [ownClass(className)]),
      ...(name === undefined ? [] : [at(containerOf(config.path, name.value), "declaration", inner(worker, name))]),
    ]),
  ];
}

/** The subject of a class that a binding leads to: of the Worker itself, of another of the workspace, or of neither. */
export function boundClass(worker: Worker, { className, scriptName, isLocal }: Binding): Subject | undefined {
  if (className === undefined) return undefined;
  if (isLocal || scriptName === undefined || scriptName.value === worker.environment.workerName) {
    return classOf(worker.config.path, className.value);
  }
  return classElsewhere(worker, scriptName.value, className.value);
}

function classElsewhere({ others }: Worker, script: string, name: string): Subject {
  const owner = others.named(script)[0];
  return owner === undefined ? { kind: "foreignClass", script, name } : classOf(owner.config.path, name);
}

type At = (subject: Subject, role: Role, span: Span) => Occurrence;

function nameOccurrences({ environment, config }: Worker, at: At): readonly Occurrence[] {
  const { nameNode, workerName } = environment;
  // The top level's name stands for the environment's Worker only where it is its own.
  const isOwn = nameNode !== undefined && nameNode.value === workerName;
  return isOwn
    ? [at({ kind: "worker", name: workerName }, "declaration", innerOf(config.document.text, nameNode))]
    : [];
}

function bindingOccurrences(worker: Worker, binding: Binding, at: At): readonly Occurrence[] {
  const { name, className, scriptName } = binding;
  const subject = boundClass(worker, binding);
  const own: Subject | undefined = name && { kind: "binding", config: worker.config.path, name: name.value };
  return [
    ...(name && own ? [at(own, "declaration", inner(worker, name))] : []),
    ...(className && subject ? [at(subject, "configuration", inner(worker, className))] : []),
    ...(scriptName ? [at({ kind: "worker", name: scriptName.value }, "configuration", inner(worker, scriptName))] : []),
  ];
}

/** The other side of a transfer: the Worker that had the class, and the class there. */
function transferOccurrences(worker: Worker, at: At): readonly Occurrence[] {
  return worker.environment.migrations.value.flatMap(({ transferredClasses }) =>
    transferredClasses.flatMap(({ from, fromScript }) => [
      at(classElsewhere(worker, fromScript.value, from.value), "configuration", inner(worker, from)),
      at({ kind: "worker", name: fromScript.value }, "configuration", inner(worker, fromScript)),
    ]),
  );
}

/** The class names in `migrations`, but the other side of transfers, which is another Worker's. */
function migrationClasses({ migrations }: EnvironmentConfig): readonly StringNode[] {
  return migrations.value.flatMap((step) => [
    ...step.newClasses,
    ...step.newSqliteClasses,
    ...step.deletedClasses,
    ...step.renamedClasses.flatMap(({ from, to }) => [from, to]),
    ...step.transferredClasses.map(({ to }) => to),
  ]);
}

function exportOccurrences(worker: Worker, at: At): readonly Occurrence[] {
  const { config, environment } = worker;
  return environment.exports.value.flatMap((entry) => [
    at(classOf(config.path, entry.className), "configuration", unquoted(config.document.text, entry.keySpan)),
    ...(entry.renamedTo
      ? [at(classOf(config.path, entry.renamedTo.value), "configuration", inner(worker, entry.renamedTo))]
      : []),
    ...(entry.container
      ? [at(containerOf(config.path, entry.container.value), "configuration", inner(worker, entry.container))]
      : []),
    ...[entry.transferFrom, entry.transferredTo].flatMap((node) =>
      node === undefined ? [] : [at({ kind: "worker", name: node.value }, "configuration", inner(worker, node))],
    ),
  ]);
}

function classOf(config: FilePath, name: string): Subject {
  return { kind: "class", config, name };
}

function containerOf(config: FilePath, name: string): Subject {
  return { kind: "container", config, name };
}

function inner({ config }: Worker, node: StringNode): Span {
  return innerOf(config.document.text, node);
}

function innerOf(text: string, node: StringNode): Span {
  return unquoted(text, node.span);
}

/** A string without its quotes: one or three of a kind on each side, or none for a bare key. */
function unquoted(text: string, { start, end }: Span): Span {
  const quotes = /^("""|'''|"|')/.exec(text.slice(start, end))?.[0].length ?? 0;
  return { start: start + quotes, end: Math.max(start + quotes, end - quotes) };
}
