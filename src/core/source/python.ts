import { basename, dirname, join } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import type { ModuleGraph } from "./graph.ts";
import { maxModuleSize } from "./graph.ts";
import type { EntryExports, ExportedName, ExportedValue, OpenReason } from "./model.ts";
import { pythonStatements, type PythonStatement } from "./pythonLines.ts";

/**
 * The names in a Python Worker's main module, as far as lines can tell: classes, other definitions, and what is imported
 * from the modules beside it. A class stays a "maybe", as nothing of it but its name is read.
 */
export function readPythonExports(graph: ModuleGraph, main: FilePath): EntryExports {
  return new PythonReader(graph, dirname(main)).read(main);
}

const maybe: ExportedValue = { kind: "maybe" };

/** What has been read of a module so far. */
interface Reading {
  readonly path: FilePath;
  readonly names: Map<string, ExportedName>;
  readonly open: OpenReason[];
}

/** More modules than this are not looked into. */
const maxModules = 1000;

class PythonReader {
  readonly #graph: ModuleGraph;
  readonly #root: FilePath;
  readonly #known = new Map<FilePath, Reading>();

  constructor(graph: ModuleGraph, root: FilePath) {
    this.#graph = graph;
    this.#root = root;
  }

  read(path: FilePath): EntryExports {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const reading: Reading = { path, names: new Map(), open: [] };
    // A module that imports itself in a circle finds what has been read of it so far.
    this.#known.set(path, reading);
    const text = this.#text(reading);
    if (text !== undefined) for (const statement of pythonStatements(text)) this.#add(reading, statement);
    return reading;
  }

  #text({ path, open }: Reading): string | undefined {
    const isTooLarge = (this.#graph.stat(path)?.size ?? 0) > maxModuleSize || this.#known.size > maxModules;
    const text = isTooLarge ? undefined : this.#graph.readText(path);
    if (text !== undefined && !text.includes("\0")) return text;
    const place = { path, span: { start: 0, end: 0 } };
    open.push({ kind: isTooLarge ? "tooLarge" : "unreadable", detail: basename(path), place });
    return undefined;
  }

  #add(reading: Reading, statement: PythonStatement): void {
    const place = { path: reading.path, span: statement.span };
    const set = (name: string, value: ExportedValue) => reading.names.set(name, { name, place, value });
    if (statement.kind === "odd") reading.open.push({ kind: "unreadable", detail: statement.text, place });
    else if (statement.kind === "define") set(statement.name, maybe);
    else if (statement.name === "*") this.#addAll(reading, statement);
    else set(statement.as, this.#imported(reading.path, statement.module, statement.name));
  }

  #addAll({ path, names, open }: Reading, { module, span }: Extract<PythonStatement, { kind: "import" }>): void {
    const target = this.#find(path, module);
    if (target === undefined) {
      open.push({ kind: "exportStarUnresolved", detail: module, place: { path, span } });
      return;
    }
    const found = this.read(target);
    for (const [name, each] of found.names) if (!name.startsWith("_") && !names.has(name)) names.set(name, each);
    open.push(...found.open.filter((each) => !open.includes(each)));
  }

  /** A name of a package (`__init__.py`) may be a module in its folder, so it is never missing. */
  #imported(path: FilePath, module: string, name: string): ExportedValue {
    const target = this.#find(path, module);
    if (target === undefined || basename(target) === "__init__.py") return maybe;
    const found = this.read(target);
    return found.names.has(name) || found.open.length > 0 ? maybe : { kind: "missing", from: target };
  }

  /** The file of a dotted module name: beside the main module, or beside the importing one if it starts with dots. */
  #find(path: FilePath, module: string): FilePath | undefined {
    const dots = /^\.*/.exec(module)?.[0].length ?? 0;
    const parts = module.slice(dots).replaceAll(".", "/");
    const folder = dots === 0 ? this.#root : join(dirname(path), "../".repeat(dots - 1) || ".");
    const candidates = [`${parts}.py`, `${parts}/__init__.py`].map((name) => join(folder, name));
    return parts === "" ? undefined : candidates.find((each) => this.#graph.stat(each)?.kind === "file");
  }
}
