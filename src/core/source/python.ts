import { basename, dirname, join } from "../text/path.ts";
import type { FilePath, Span } from "../text/span.ts";
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

class PythonReader {
  readonly #graph: ModuleGraph;
  readonly #root: FilePath;
  readonly #known = new Map<FilePath, EntryExports>();

  constructor(graph: ModuleGraph, root: FilePath) {
    this.#graph = graph;
    this.#root = root;
  }

  read(path: FilePath): EntryExports {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const names = new Map<string, ExportedName>();
    const open: OpenReason[] = [];
    // A module that imports itself in a circle finds what has been read of it so far.
    this.#known.set(path, { names, open });
    const size = this.#graph.stat(path)?.size ?? 0;
    const text = size > maxModuleSize ? undefined : this.#graph.readText(path);
    if (text === undefined || text.includes("\0")) {
      const kind = size > maxModuleSize ? "tooLarge" : "unreadable";
      open.push({ kind, detail: basename(path), place: { path, span: { start: 0, end: 0 } } });
      return { names, open };
    }
    for (const statement of pythonStatements(text)) this.#add(path, statement, names, open);
    return { names, open };
  }

  #add(path: FilePath, statement: PythonStatement, names: Map<string, ExportedName>, open: OpenReason[]): void {
    const place = { path, span: statement.span };
    if (statement.kind === "odd") open.push({ kind: "unreadable", detail: statement.text, place });
    else if (statement.kind === "define") this.#name(path, names, statement.name, statement.span, maybe);
    else if (statement.name === "*") this.#addAll(path, statement, names, open);
    else this.#name(path, names, statement.as, statement.span, this.#imported(path, statement.module, statement.name));
  }

  #name(path: FilePath, names: Map<string, ExportedName>, name: string, span: Span, value: ExportedValue): void {
    names.set(name, { name, place: { path, span }, value });
  }

  #addAll(
    path: FilePath,
    { module, span }: Extract<PythonStatement, { kind: "import" }>,
    names: Map<string, ExportedName>,
    open: OpenReason[],
  ): void {
    const target = this.#find(path, module);
    if (target === undefined) {
      open.push({ kind: "exportStarUnresolved", detail: module, place: { path, span } });
      return;
    }
    const found = this.read(target);
    for (const [name, each] of found.names) if (!name.startsWith("_") && !names.has(name)) names.set(name, each);
    open.push(...found.open);
  }

  #imported(path: FilePath, module: string, name: string): ExportedValue {
    const target = this.#find(path, module);
    if (target === undefined || basename(target) === "__init__.py") return maybe;
    const found = this.read(target);
    if (found.names.has(name) || found.open.length > 0 || this.#known.size > 1000) return maybe;
    return { kind: "missing", from: target };
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
