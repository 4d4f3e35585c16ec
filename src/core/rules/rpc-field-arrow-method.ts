import { t } from "@vscode/l10n";
import ts from "typescript";
import { inheritedMember, lineage } from "../source/classes.ts";
import type { ClassDeclaration, ClassMember, SourceModule } from "../source/model.ts";
import { nameNode } from "../source/moduleIndex.ts";
import { innermost } from "../source/syntax.ts";
import type { Worker } from "../worker.ts";
import { modulesOf, placeOf } from "./shared/code.ts";
import type { Fix, Rule } from "./rule.ts";
import { knownStubCalls, stubMembers } from "./shared/stubs.ts";

export const rpcFieldArrowMethod: Rule = {
  id: "rpc-field-arrow-method",
  severity: "error",
  stage: "run",
  summary: "An RPC call of a function that is a field or static",
  fix: "edit",
  *check(worker) {
    for (const { declaration, access, method, module } of knownStubCalls(worker)) {
      if (declaration === undefined || stubMembers.has(method)) continue;
      const found = hidden(declaration, method);
      if (found === undefined) continue;
      const template = found.member.isStatic
        ? t(
            "`{0}` is static, so it cannot be called on a stub and this call fails when it runs; make it a method.",
            method,
          )
        : t(
            "`{0}` is a field of the object, which RPC does not see, so this call fails when it runs; make it a method.",
            method,
          );
      const related = [{ place: { path: found.owner.path, span: found.member.nameSpan }, message: t("Declared here") }];
      yield { at: placeOf(module, nameNode(access)), message: template, related, fixes: methodFix(worker, found) };
    }
  },
};

interface Hidden {
  readonly owner: ClassDeclaration;
  readonly member: ClassMember;
}

function hidden(declaration: ClassDeclaration, name: string): Hidden | undefined {
  const found = inheritedMember(declaration, name);
  if (found !== undefined) return found.member.kind === "field" && found.member.isFunction ? found : undefined;
  for (const owner of lineage(declaration)) {
    const member = owner.members.find((each) => each.name === name && each.isStatic && each.kind === "method");
    if (member !== undefined) return { owner, member };
  }
  return undefined;
}

/** `hello = async (a) => {…}` becomes `async hello(a) {…}`; other shapes are left to the person. */
function methodFix(worker: Worker, { owner, member }: Hidden): readonly Fix[] {
  const module = modulesOf(worker).find(({ path }) => path === owner.path);
  const node = owner.node.members.find((each) => each.name?.getStart() === member.nameSpan.start);
  if (module === undefined || node === undefined) return [];
  const newText = ts.isPropertyDeclaration(node) ? asMethod(module, node) : undefined;
  const span = { start: node.getStart(module.ast), end: node.end };
  if (newText === undefined) return [];
  const edits = [{ span, newText }];
  return [{ title: t("Make `{0}` a method", member.name), changes: [{ kind: "text", path: owner.path, edits }] }];
}

function asMethod({ ast, text }: SourceModule, node: ts.PropertyDeclaration): string | undefined {
  const value = node.initializer && innermost(node.initializer);
  if (value === undefined || !ts.isArrowFunction(value) || node.type !== undefined || node.modifiers) return undefined;
  const isAsync = value.modifiers?.some((each) => each.kind === ts.SyntaxKind.AsyncKeyword) === true;
  const parameters = value.parameters.map((each) => each.getText(ast)).join(", ");
  const types = value.typeParameters?.map((each) => each.getText(ast)).join(", ");
  const result = value.type === undefined ? "" : `: ${value.type.getText(ast)}`;
  const body = ts.isBlock(value.body)
    ? text.slice(value.body.getStart(ast), value.body.end)
    : `{ return ${value.body.getText(ast)}; }`;
  return `${isAsync ? "async " : ""}${node.name.getText(ast)}${types === undefined ? "" : `<${types}>`}(${parameters})${result} ${body}`;
}
