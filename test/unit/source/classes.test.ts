import assert from "node:assert/strict";
import { classesOf, inheritedMember, lineage, methodsOf } from "../../../src/core/source/classes.ts";
import type { ClassDeclaration, ClassMember } from "../../../src/core/source/model.ts";
import { entryOf } from "../../support/entry.ts";
import type { MemoryEntry } from "../../support/memoryFiles.ts";

/** The classes of the entry by name. */
function classesIn(files: Readonly<Record<string, MemoryEntry>>): Readonly<Record<string, ClassDeclaration>> {
  const [entry] = entryOf(files).modules.values();
  return Object.fromEntries(classesOf(entry!).map((each) => [each.name ?? "", each]));
}

function classIn(text: string): ClassDeclaration {
  const [first] = Object.values(classesIn({ "index.ts": text }));
  return first!;
}

/** Where a class comes from in the end: `DurableObject@cloudflare:workers`. */
function originOf(text: string, others: Readonly<Record<string, MemoryEntry>> = {}): string | undefined {
  const origin = classesIn({ "index.ts": text, ...others })["X"]?.superclass?.origin;
  return origin && `${origin.name}@${origin.module}`;
}

describe("the classes of a module", () => {
  it("are all of its top level, exported or not", () => {
    const text = `class A {} export class B {} const C = class {}; export const D = wrap(1, class Inner {});
      export default class E {} function f() { class Nested {} }`;
    assert.deepEqual(Object.keys(classesIn({ "index.ts": text })), ["A", "B", "C", "Inner", "E"]);
  });

  it("are the same objects each time", () => {
    const entry = entryOf({ "index.ts": "export class A {}" });
    const [module] = entry.modules.values();
    const exported = entry.exports.names.get("A")?.value;
    assert.equal(exported?.kind === "class" && exported.declaration, classesOf(module!)[0]);
  });

  it("have their places", () => {
    const text = "@dec export abstract class A extends B { x = 1 } // end";
    const declaration = classIn(text);
    const cut = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    assert.equal(cut(declaration.nameSpan), "A");
    assert.equal(cut(declaration.span), "@dec export abstract class A extends B { x = 1 }");
    assert.equal(cut(declaration.bodySpan), " x = 1 ");
    assert.equal(cut(declaration.superclass!.span), "B");
    assert.equal(declaration.isAbstract, true);
  });

  it("without a name are found by their keyword", () => {
    const text = "export default class {}";
    const { name, nameSpan, bodySpan } = classIn(text);
    assert.equal(name, undefined);
    assert.equal(text.slice(nameSpan.start, nameSpan.end), "class");
    assert.deepEqual(bodySpan, { start: 22, end: 22 });
  });

  it("without a closing brace have a body up to where the parser sees their end", () => {
    const text = "export class A { run() {} ";
    const { bodySpan } = classIn(text);
    assert.equal(text.slice(bodySpan.start, bodySpan.end).trim(), "run() {}");
  });
});

describe("a superclass", () => {
  it("comes from the platform by any import", () => {
    const origin = "DurableObject@cloudflare:workers";
    assert.equal(
      originOf('import { DurableObject } from "cloudflare:workers"; class X extends DurableObject<Env> {}'),
      origin,
    );
    assert.equal(originOf('import { DurableObject as DO } from "cloudflare:workers"; class X extends DO {}'), origin);
    assert.equal(originOf('import * as cf from "cloudflare:workers"; class X extends cf.DurableObject {}'), origin);
    const alias =
      'import { DurableObject } from "cloudflare:workers"; const Base = DurableObject; class X extends Base {}';
    assert.equal(originOf(alias), origin);
    const cast = 'import { DurableObject } from "cloudflare:workers"; class X extends (DurableObject as any) {}';
    assert.equal(originOf(cast), origin);
  });

  it("comes through the project's own classes and files", () => {
    const files = {
      "base.ts": 'export { Middle as Base } from "./middle";',
      "middle.ts": 'import { Server as S } from "partyserver"; export abstract class Middle extends S {}',
    };
    const text = 'import { Base } from "./base"; class Y extends Base {} class X extends Y {}';
    assert.equal(originOf(text, files), "Server@partyserver");
    assert.equal(originOf('import * as own from "./base"; class X extends own.Base {}', files), "Server@partyserver");
    const star = { ...files, "all.ts": 'export * from "./base";' };
    assert.equal(originOf('import { Base } from "./all"; class X extends Base {}', star), "Server@partyserver");
  });

  it("ends at a library, installed or not, and its code is not read", () => {
    const installed = {
      "node_modules/agents/package.json": '{ "exports": "./index.js" }',
      "node_modules/agents/index.js": "export class Agent extends Other {}",
    };
    for (const files of [{}, installed]) {
      assert.equal(originOf('import { Agent } from "agents"; class X extends Agent {}', files), "Agent@agents");
      assert.equal(originOf('import Agent from "own-lib"; class X extends Agent {}', files), "default@own-lib");
    }
  });

  it("is a known base even where its package is part of the workspace", () => {
    const files = {
      "node_modules/partyserver": { link: "../packages/partyserver" },
      "packages/partyserver/package.json": '{ "main": "index.ts" }',
      "packages/partyserver/index.ts":
        'import { DurableObject } from "cloudflare:workers"; export class Server extends DurableObject {}',
    };
    assert.equal(
      originOf('import { Server } from "partyserver"; class X extends Server {}', files),
      "Server@partyserver",
    );
  });

  it("has no origin where nothing can be known", () => {
    assert.equal(originOf("class X {}"), undefined);
    assert.equal(originOf("class X extends Unknown {}"), undefined);
    assert.equal(originOf("class X extends mixin(DurableObject) {}"), undefined);
    assert.equal(originOf("class X extends null {}"), undefined);
    assert.equal(originOf("class X extends {}"), undefined);
    assert.equal(originOf('import { B } from "./gone"; class X extends B {}'), undefined);
    assert.equal(originOf("class Y {} class X extends Y {}"), undefined);
  });

  it("is the user's own class, whatever its name", () => {
    const x = classesIn({ "index.ts": "class Container {} class X extends Container {}" })["X"];
    assert.equal(x?.superclass?.origin, undefined);
    assert.equal(x?.superclass?.declaration?.name, "Container");
  });

  it("shows its text without type arguments", () => {
    assert.equal(classIn("class X extends Agent<Env, State> {}").superclass?.text, "Agent");
    assert.equal(classIn("class X extends mixin(\n  Base,\n) {}").superclass?.text, "mixin( Base, )");
  });
});

describe("members", () => {
  const shown = (member: ClassMember) => [member.kind, member.name, member.signature].join(" ").trim();
  const membersOf = (body: string) => classIn(`class X { ${body} }`).members;

  it("are constructors, methods, accessors and fields", () => {
    const body = `constructor(ctx: DurableObjectState, env: Env) { super(ctx, env); }
      async fetch(request: Request): Promise<Response> {} get size(): number { return 1 } set size(x) {} count = 0; #secret;
      "quoted"() {} 42() {} static make() {} [computed]() {} ["literal"]() {}`;
    assert.deepEqual(membersOf(body).map(shown), [
      "constructor constructor (ctx: DurableObjectState, env: Env)",
      "method fetch (request: Request): Promise<Response>",
      "getter size (): number",
      "setter size (x)",
      "field count",
      "field #secret",
      "method quoted ()",
      "method 42 ()",
      "method make ()",
      "method literal ()",
    ]);
  });

  it("have their signature on one line, as written", () => {
    const signatures = (body: string) => membersOf(body).map(({ signature }) => signature);
    assert.deepEqual(signatures("a(\n  x: string,\n  y: number,\n): void {}"), ["(x: string, y: number): void"]);
    assert.deepEqual(signatures("b<T extends {}>(x: T = {} as T, ...rest: T[]) {}"), [
      "<T extends {}>(x: T = {} as T, ...rest: T[])",
    ]);
    assert.deepEqual(signatures("c = async (x: string): Promise<void> => {}"), ["(x: string): Promise<void>"]);
    assert.deepEqual(signatures("d = x => x; e: Map<string,\n number> = new Map(); f;"), [
      "x",
      ": Map<string, number>",
      "",
    ]);
  });

  it("know who may use them", () => {
    const seen = membersOf("a() {} private b() {} protected c() {} #d() {} public e() {} static f() {}");
    assert.deepEqual(
      seen.map(({ visibility }) => visibility),
      ["public", "private", "protected", "#private", "public", "public"],
    );
    assert.deepEqual(
      seen.filter(({ isStatic }) => isStatic).map(({ name }) => name),
      ["f"],
    );
  });

  it("are declared by a constructor's parameters too", () => {
    const seen = membersOf("constructor(private readonly env: Env, ctx: State, readonly id = 1) {}");
    assert.deepEqual(seen.map(shown), [
      "constructor constructor (private readonly env: Env, ctx: State, readonly id = 1)",
      "field env : Env",
      "field id",
    ]);
    assert.equal(seen[1]?.visibility, "private");
  });

  it("have their places", () => {
    const text = "class X { async fetch(request) { return 1; } constructor() {} }";
    const [fetch, constructor] = classIn(text).members;
    assert.equal(text.slice(fetch!.nameSpan.start, fetch!.nameSpan.end), "fetch");
    assert.equal(text.slice(fetch!.span.start, fetch!.span.end), "async fetch(request) { return 1; }");
    assert.equal(text.slice(constructor!.nameSpan.start, constructor!.nameSpan.end), "constructor");
  });

  it("that are called on an object are its methods", () => {
    const declaration = classIn(
      "class X { a() {} b = () => {}; c = 1; static d() {} get e() { return 1 } constructor() {} }",
    );
    assert.deepEqual(
      methodsOf(declaration).map(({ name }) => name),
      ["a", "b"],
    );
  });

  it("are inherited from the project's classes, the nearest first", () => {
    const files = {
      "index.ts": 'import { Base } from "./base"; class X extends Base { own() {} both() {} }',
      "base.ts": "export class Base { both() {} theirs() {} static fixed() {} }",
    };
    const x = classesIn(files)["X"]!;
    const ownerOf = (name: string) => inheritedMember(x, name)?.owner.name;
    assert.deepEqual(["own", "both", "theirs", "fixed", "none"].map(ownerOf), ["X", "X", "Base", undefined, undefined]);
    assert.deepEqual(
      lineage(x).map(({ name }) => name),
      ["X", "Base"],
    );
    assert.deepEqual(
      lineage(classIn("class X extends X {}")).map(({ name }) => name),
      ["X"],
    );
  });
});
