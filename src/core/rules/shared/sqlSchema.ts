import ts from "typescript";
import { remember } from "../../remember.ts";
import { enclosingClass } from "../../source/enclosing.ts";
import type { SourceModule } from "../../source/model.ts";
import { accessedName, indexOf, isNamedAccess, type NamedAccess } from "../../source/moduleIndex.ts";
import { sqlCalls } from "../../source/sqlCalls.ts";
import { isState, isStorage } from "../../source/storageCalls.ts";
import { fits, readPlain, type PlainStatement } from "../../sql/plain.ts";
import { nameOf, type SqlStatement } from "../../sql/tokens.ts";
import { unknownPart } from "../../source/sqlText.ts";
import type { SqlRefusal } from "../../ports.ts";
import type { Worker } from "../../worker.ts";
import { classesInModules, extendsDirectly, type ClassInModule } from "./code.ts";
import { sqlUses, statementText, type SqlUse } from "./sqlUses.ts";

/** A statement of a class whose tables are all known, and why SQLite refuses it. */
export interface RefusedStatement {
  readonly use: SqlUse;
  readonly statement: SqlStatement;
  readonly refusal: SqlRefusal;
  /** The names in the statements that make the tables. */
  readonly names: readonly string[];
}

const known = new WeakMap<Worker, readonly RefusedStatement[]>();

/** What SQLite refuses in the classes whose tables are all created in the class itself, by text that is written down. */
export function refusedStatements(worker: Worker): readonly RefusedStatement[] {
  return remember(known, worker, () => [...find(worker)]);
}

function* find(worker: Worker): Generator<RefusedStatement> {
  const uses = sqlUses(worker);
  if (uses.length === 0) return;
  const byClass = new Map<ts.Node | undefined, SqlUse[]>();
  for (const use of uses) {
    const own = byClass.get(use.call.inClass);
    if (own === undefined) byClass.set(use.call.inClass, [use]);
    else own.push(use);
  }
  const classes = classesInModules(worker);
  const bases = new Set(classes.map(({ declaration }) => declaration.superclass?.declaration));
  for (const owner of classes) {
    const own = byClass.get(owner.declaration.node) ?? [];
    const schema = own.length === 0 || bases.has(owner.declaration) ? undefined : schemaOf(owner, own);
    if (schema === undefined) continue;
    for (const use of own) {
      for (const statement of use.isConstant ? use.statements : []) {
        // What costs most is asked last: nearly every statement is taken.
        if (!queries.has(statement.head) || isTaken(statement, schema) || handsOn(owner)) continue;
        const refusal = worker.sql?.refusal(statementText(use, statement), schema.statements);
        if (refusal !== undefined) yield { use, statement, refusal, names: schema.names };
      }
    }
  }
}

const queries: ReadonlySet<string> = new Set(["SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "WITH"]);

interface Schema {
  readonly statements: readonly string[];
  /** The same statements as far as they are plain; undefined if one is not. */
  readonly plain: readonly PlainStatement[] | undefined;
  readonly names: readonly string[];
}

/** Whether SQLite need not be asked. */
function isTaken({ tokens }: SqlStatement, { plain }: Schema): boolean {
  const query = plain && readPlain(tokens);
  return plain !== undefined && query !== undefined && fits(query, plain);
}

/** Undefined as soon as a table is made, renamed or dropped in a way that is not seen here. */
function schemaOf(owner: ClassInModule, uses: readonly SqlUse[]): Schema | undefined {
  if (!extendsDirectly(owner.declaration)) return undefined;
  const isUnknown = sqlCalls(owner.module).some(
    ({ inClass, text }) => text === undefined && inClass === owner.declaration.node,
  );
  if (isUnknown) return undefined;
  const changes = uses.flatMap((use) => use.statements.map((statement) => ({ use, statement }))).filter(isChange);
  if (changes.some(({ use, statement }) => !isPlainChange(use, statement))) return undefined;
  const tables = new Map<string, string>();
  const others: string[] = [];
  for (const { use, statement } of changes) {
    const text = statementText(use, statement);
    const table = tableOf(statement);
    if (table === undefined) others.push(text);
    else if ((tables.get(table) ?? text) !== text) return undefined;
    else tables.set(table, text);
  }
  if (tables.size === 0) return undefined;
  const names = changes.flatMap(({ statement }) => statement.tokens.flatMap((token) => nameOf(token) ?? []));
  const plain = changes.flatMap(({ statement }) => readPlain(statement.tokens) ?? []);
  return {
    statements: [...tables.values(), ...others],
    plain: plain.length === changes.length ? plain : undefined,
    names: [...new Set(names)],
  };
}

/** What may change tables: also what does not begin with a word that is written down. */
function isChange({ statement }: { readonly statement: SqlStatement }): boolean {
  return changing.has(statement.head);
}

const changing: ReadonlySet<string> = new Set(["", "CREATE", "ALTER", "DROP", "ATTACH"]);

/** `CREATE TABLE`, an index, a view or a trigger, and `ALTER TABLE … ADD`, all without unknown parts. */
function isPlainChange(use: SqlUse, { start, end, tokens }: SqlStatement): boolean {
  if (use.text.value.slice(start, end).includes(unknownPart)) return false;
  const words = tokens.slice(0, 6).map(({ upper }) => upper);
  if (words[0] === "CREATE") return words[1] !== "VIRTUAL" && words[1] !== "TEMP" && words[1] !== "TEMPORARY";
  return words[0] === "ALTER" && words[3] === "ADD";
}

function tableOf({ tokens }: SqlStatement): string | undefined {
  const words = tokens.slice(0, 3).map(({ upper }) => upper);
  if (words[0] !== "CREATE" || words[1] !== "TABLE") return undefined;
  const token = tokens[words[2] === "IF" ? 5 : 2];
  return (token && nameOf(token))?.toLowerCase();
}

/** Whether a class gives its state, storage or SQL away, to somebody who may make tables. */
function handsOn({ declaration: { node }, module }: ClassInModule): boolean {
  return remember(handing, module.ast, () => handingClasses(module)).has(node);
}

const handing = new WeakMap<ts.SourceFile, ReadonlySet<ts.Node | undefined>>();

/** The classes of a module that do, and undefined for what is in none. */
function handingClasses(module: SourceModule): ReadonlySet<ts.Node | undefined> {
  const { accesses, calls, creations } = indexOf(module);
  const given = [...calls.values(), ...creations.values()].flat().filter((each) => each.arguments?.some(givesAway));
  const kept = ["sql", "storage"].flatMap((name) => accesses.get(name) ?? []).filter((each) => !isCalledOrKept(each));
  return new Set([...given, ...kept].map(enclosingClass));
}

/** `….sql.exec(…)`, `this.sql = ….sql`, `const sql = ….sql`, a field `sql = ….sql`. */
function isCalledOrKept(node: NamedAccess): boolean {
  const { parent } = node;
  if (isNamedAccess(parent)) return parent.expression === node;
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent)) && ts.isIdentifier(parent.name);
}

/** An argument that is the object, its state, storage or SQL. */
function givesAway(argument: ts.Expression): boolean {
  if (argument.kind === ts.SyntaxKind.ThisKeyword || isStorage(argument)) return true;
  const name = ts.isIdentifier(argument) ? argument.text : isNamedAccess(argument) ? accessedName(argument) : "";
  return isSuperArgument(argument) ? false : isState(argument) || /^[#_]?(sql|ctx|state|storage)$/.test(name);
}

function isSuperArgument({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) && parent.expression.kind === ts.SyntaxKind.SuperKeyword;
}
