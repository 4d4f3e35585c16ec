import { child, property, type ConfigNode, type ConfigPath, type ObjectNode, type Property } from "../tree.ts";
import { lookUp } from "../../lookUp.ts";

/** The keys of `worker` that a wrangler file has under another name, and a rule may look at. */
const workerKeys: Readonly<Record<string, string>> = {
  name: "name",
  entrypoint: "main",
  compatibilityDate: "compatibility_date",
  compatibilityFlags: "compatibility_flags",
};

const entryKeys: Readonly<Record<string, string>> = {
  renamedTo: "renamed_to",
  transferredTo: "transferred_to",
  transferFrom: "transfer_from",
};

const bindingKeys: Readonly<Record<string, string>> = { worker: "script_name", exportName: "class_name" };

const containerKeys: Readonly<Record<string, string>> = { className: "class_name", maxInstances: "max_instances" };

/** The default export of `cloudflare.config.ts` as the tree of a wrangler file; every span is that of the text. */
export function asWrangler(exported: ObjectNode, length: number): ObjectNode {
  const worker = child(exported, "worker");
  const containers = property(exported, "containers");
  const properties = [
    ...(worker?.kind === "object" ? workerProperties(worker) : []),
    ...(containers === undefined ? [] : [items(containers, containerKeys)]),
  ];
  return { kind: "object", path: [], span: { start: 0, end: length }, properties, style: "braces" };
}

function workerProperties(worker: ObjectNode): readonly Property[] {
  const plain = worker.properties.flatMap((each) => {
    const key = lookUp(workerKeys, each.key);
    return key === undefined ? [] : [renamed(each, key, [])];
  });
  const exports = property(worker, "exports");
  const env = property(worker, "env");
  return [
    ...plain,
    ...(env?.value.kind === "object" ? bindings(env, env.value) : []),
    ...(exports === undefined ? [] : [entries(exports)]),
  ];
}

/** The Durable Objects of `env` are the bindings; the names of everything else are taken, so they stand under `vars`. */
function bindings(env: Property, { properties, span }: ObjectNode): readonly Property[] {
  const isBinding = ({ value }: Property): boolean => isDurableObject(value);
  const list = properties.filter(isBinding).map((each, index) => binding(each, ["durable_objects", "bindings", index]));
  const others = properties.filter((each) => !isBinding(each)).map((each) => renamed(each, each.key, ["vars"]));
  const array: ConfigNode = {
    kind: "array",
    path: ["durable_objects", "bindings"],
    span,
    items: list,
    style: "brackets",
  };
  const inside = { ...env, key: "bindings", value: array };
  const objects: ConfigNode = {
    kind: "object",
    path: ["durable_objects"],
    span,
    properties: [inside],
    style: "braces",
  };
  const vars: ConfigNode = { kind: "object", path: ["vars"], span, properties: others, style: "braces" };
  const found = list.length === 0 ? [] : [{ ...env, key: "durable_objects", value: objects }];
  return [...found, { ...env, key: "vars", value: vars }];
}

function isDurableObject(value: ConfigNode): boolean {
  const type = child(value, "type");
  return type?.kind === "string" && type.value === "durable-object";
}

/** The key is the binding's name. */
function binding({ keySpan, value }: Property, path: ConfigPath): ObjectNode {
  const name: ConfigNode = { kind: "string", path: [...path, "name"], span: keySpan, value: nameOf(value) };
  const own = value.kind === "object" ? value.properties : [];
  const rest = own.flatMap((each) => {
    const key = lookUp(bindingKeys, each.key);
    return key === undefined ? [] : [renamed(each, key, path)];
  });
  const properties = [{ key: "name", keySpan, span: keySpan, value: name }, ...rest];
  return { kind: "object", path, span: value.span, properties, style: "braces" };
}

/** The path of a value under `env` ends with its key. */
function nameOf({ path }: ConfigNode): string {
  return String(path.at(-1));
}

function entries(exports: Property): Property {
  const { value } = exports;
  if (value.kind !== "object") return renamed(exports, "exports", []);
  const properties = value.properties.map((each): Property => withKeys(each, entryKeys, ["exports", each.key]));
  return { ...exports, key: "exports", value: { ...value, path: ["exports"], properties } };
}

function items(list: Property, keys: Readonly<Record<string, string>>): Property {
  const { value } = list;
  const path = [list.key];
  if (value.kind !== "array") return renamed(list, list.key, []);
  const inside = value.items.map((item, index) => withNames(item, keys, [...path, index]));
  return { ...list, value: { ...value, path, items: inside } };
}

function withKeys(each: Property, keys: Readonly<Record<string, string>>, path: ConfigPath): Property {
  return { ...each, value: withNames(each.value, keys, path) };
}

function withNames(node: ConfigNode, keys: Readonly<Record<string, string>>, path: ConfigPath): ConfigNode {
  if (node.kind !== "object") return moved(node, path);
  const properties = node.properties.map((each) => renamed(each, lookUp(keys, each.key) ?? each.key, path));
  return { ...node, path, properties };
}

function renamed(each: Property, key: string, parent: ConfigPath): Property {
  return { ...each, key, value: moved(each.value, [...parent, key]) };
}

function moved(node: ConfigNode, path: ConfigPath): ConfigNode {
  if (node.kind === "array") {
    return { ...node, path, items: node.items.map((item, index) => moved(item, [...path, index])) };
  }
  if (node.kind !== "object") return { ...node, path };
  const properties = node.properties.map((each) => ({ ...each, value: moved(each.value, [...path, each.key]) }));
  return { ...node, path, properties };
}
