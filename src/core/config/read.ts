import type { FilePath } from "../text/span.ts";
import { certaintyOf } from "./hintsOnly.ts";
import type {
  Binding,
  ContainerLink,
  EnvironmentConfig,
  ExportEntry,
  ExportState,
  Inherited,
  Migration,
  RenamedClass,
  TransferredClass,
  WranglerConfig,
} from "./model.ts";
import { exportStates } from "./model.ts";
import type { ConfigDocument } from "./syntax.ts";
import { child, childItems, childString, property, type ConfigNode, type ObjectNode, type StringNode } from "./tree.ts";

/** Reads the model of a configuration from its tree. What has the wrong type is left out: the rules on shape report it. */
export function readConfig(path: FilePath, document: ConfigDocument): WranglerConfig {
  const root = document.root;
  const top = readEnvironment(root, undefined);
  return {
    path,
    document,
    environments: [top, ...namedEnvironments(root)],
    hintsOnly: certaintyOf(path, document),
    isPages: child(root, "pages_build_output_dir") !== undefined,
  };
}

function namedEnvironments(root: ObjectNode): readonly EnvironmentConfig[] {
  const environments = child(root, "env");
  if (environments?.kind !== "object") return [];
  const names = [...new Set(environments.properties.map((each) => each.key))];
  return names.flatMap((name) => {
    const found = property(environments, name);
    if (found?.value.kind !== "object") return [];
    return [readEnvironment(root, { name, node: found.value, keySpan: found.keySpan })];
  });
}

interface NamedEnvironment {
  readonly name: string;
  readonly node: ObjectNode;
  readonly keySpan: EnvironmentConfig["nameSpan"];
}

function readEnvironment(root: ObjectNode, named: NamedEnvironment | undefined): EnvironmentConfig {
  const node = named?.node ?? root;
  const inherited = (key: string): ConfigNode | undefined => present(child(node, key)) ?? present(child(root, key));
  const durableObjects = child(node, "durable_objects");
  return {
    name: named?.name ?? null,
    node,
    path: named === undefined ? [] : ["env", named.name],
    nameSpan: named?.keySpan,
    workerName: workerName(root, named),
    nameNode: asString(child(node, "name")) ?? childString(root, "name"),
    main: asString(inherited("main")),
    compatibilityDate: asString(inherited("compatibility_date")),
    compatibilityFlags: strings(inherited("compatibility_flags")),
    noBundle: isTrue(inherited("no_bundle")),
    hasBuildCommand: childString(inherited("build"), "command") !== undefined,
    durableObjects,
    bindings: childItems(durableObjects, "bindings").flatMap(readBinding),
    migrations: readMigrations(root, named),
    exports: readExports(root, named),
    containers: childItems(node, "containers").flatMap(readContainer),
  };
}

function workerName(root: ObjectNode, named: NamedEnvironment | undefined): string | undefined {
  const top = childString(root, "name")?.value;
  if (named === undefined) return top;
  return childString(named.node, "name")?.value ?? (top === undefined ? undefined : `${top}-${named.name}`);
}

/** wrangler takes an own value that is not null or undefined, whatever it is, otherwise the top one (`??`). */
function inheritedNode(root: ObjectNode, named: NamedEnvironment | undefined, key: string): Inherited<undefined> {
  const own = present(child(named?.node ?? root, key));
  const isInherited = named !== undefined && own === undefined;
  const node = own ?? present(child(root, key));
  const takesTop = named === undefined || (isInherited && node !== undefined);
  return { value: undefined, node, isInherited, path: takesTop ? [key] : ["env", named.name, key] };
}

function readMigrations(root: ObjectNode, named: NamedEnvironment | undefined): Inherited<readonly Migration[]> {
  const found = inheritedNode(root, named, "migrations");
  const items = found.node?.kind === "array" ? found.node.items : [];
  return { ...found, value: items.flatMap((item) => (item.kind === "object" ? [readMigration(item)] : [])) };
}

function readExports(root: ObjectNode, named: NamedEnvironment | undefined): Inherited<readonly ExportEntry[]> {
  const found = inheritedNode(root, named, "exports");
  return {
    ...found,
    value: found.node?.kind === "object" ? found.node.properties.flatMap(readExport(found.node)) : [],
  };
}

function readBinding(node: ConfigNode): readonly Binding[] {
  if (node.kind !== "object") return [];
  const scriptName = childString(node, "script_name");
  return [
    {
      node,
      name: childString(node, "name"),
      className: childString(node, "class_name"),
      scriptName,
      environment: childString(node, "environment"),
      isLocal: child(node, "script_name") === undefined || scriptName?.value === "",
    },
  ];
}

function readMigration(node: ObjectNode): Migration {
  return {
    node,
    tag: childString(node, "tag"),
    newClasses: strings(child(node, "new_classes")),
    newSqliteClasses: strings(child(node, "new_sqlite_classes")),
    deletedClasses: strings(child(node, "deleted_classes")),
    renamedClasses: childItems(node, "renamed_classes").flatMap(readRename),
    transferredClasses: childItems(node, "transferred_classes").flatMap(readTransfer),
  };
}

function readRename(node: ConfigNode): readonly RenamedClass[] {
  const from = childString(node, "from");
  const to = childString(node, "to");
  return node.kind === "object" && from !== undefined && to !== undefined ? [{ node, from, to }] : [];
}

function readTransfer(node: ConfigNode): readonly TransferredClass[] {
  const fromScript = childString(node, "from_script");
  return fromScript === undefined ? [] : readRename(node).map((rename) => ({ ...rename, fromScript }));
}

/** Reads the entries of `exports`; of a key that JSON has twice only the last one counts. */
function readExport(map: ObjectNode): (each: ObjectNode["properties"][number]) => readonly ExportEntry[] {
  return (each) => {
    const node = each.value;
    const isLast = property(map, each.key) === each;
    if (!isLast || node.kind !== "object" || childString(node, "type")?.value !== "durable-object") return [];
    const stateNode = child(node, "state");
    return [
      {
        className: each.key,
        keySpan: each.keySpan,
        node,
        state: stateNode === undefined ? "created" : asState(stateNode),
        stateNode,
        storage: childString(node, "storage"),
        renamedTo: childString(node, "renamed_to"),
        transferredTo: childString(node, "transferred_to"),
        transferFrom: childString(node, "transfer_from"),
        container: childString(node, "container"),
      },
    ];
  };
}

function readContainer(node: ConfigNode): readonly ContainerLink[] {
  if (node.kind !== "object") return [];
  const maxInstances = child(node, "max_instances");
  return [
    {
      node,
      name: childString(node, "name"),
      className: childString(node, "class_name"),
      maxInstances: maxInstances?.kind === "number" ? maxInstances : undefined,
    },
  ];
}

function asState(node: ConfigNode): ExportState | undefined {
  return node.kind === "string" ? exportStates.find((state) => state === node.value) : undefined;
}

function present(node: ConfigNode | undefined): ConfigNode | undefined {
  return node?.kind === "null" ? undefined : node;
}

function asString(node: ConfigNode | undefined): StringNode | undefined {
  return node?.kind === "string" ? node : undefined;
}

function strings(node: ConfigNode | undefined): readonly StringNode[] {
  return node?.kind === "array" ? node.items.filter((item) => item.kind === "string") : [];
}

function isTrue(node: ConfigNode | undefined): boolean {
  return node?.kind === "boolean" && node.value;
}
