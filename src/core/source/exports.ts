import type { Span } from "../text/span.ts";
import type { OwnExport } from "./bindings.ts";
import { settleExport, settleStars } from "./link.ts";
import type { EntryExports, ExportedName, ExportedValue, OpenReason } from "./model.ts";
import type { ParsedModule } from "./parsedModule.ts";
import { starExportsOf } from "./stars.ts";
import { valueOf } from "./values.ts";

/** More names than this are not followed: an entry with so many is a barrel of something else than Durable Objects. */
const maxFollowed = 2000;

/** The names that a module exports at run time, and what stands behind each. */
export function exportsOf(module: ParsedModule): EntryExports {
  const names = new Map<string, ExportedName>();
  for (const own of module.bindings.exports.values()) {
    const settled = names.size < maxFollowed ? valueOf(settleExport({ module, own })) : unfollowed;
    names.set(own.name, named(module, own, settled));
  }
  const stars = starExportsOf(module);
  for (const [name, [first]] of stars.found) {
    if (first === undefined || names.has(name)) continue;
    const value = names.size < maxFollowed ? starValue(module, name) : unfollowed;
    names.set(name, named(first.module, first.own, value));
  }
  for (const [name, [first]] of stars.types) {
    if (first !== undefined && !names.has(name)) names.set(name, named(first.module, first.own, { kind: "type" }));
  }
  return { names, open: [...ownReasons(module), ...stars.open] };
}

const unfollowed: ExportedValue = { kind: "maybe" };

/**
 * Two different things under one name exclude it, as ECMAScript says. esbuild (0.28) lists the name all the same, so that
 * wrangler does not notice that the bundle lacks it.
 */
function starValue(module: ParsedModule, name: string): ExportedValue {
  const settled = settleStars(module, name);
  return settled === undefined ? { kind: "missing", from: module.path } : valueOf(settled);
}

function named(module: ParsedModule, { name, span }: OwnExport, value: ExportedValue): ExportedName {
  return { name, place: { path: module.path, span }, value };
}

/** Why the module itself may export more than was read of it. */
function ownReasons({ path, bindings, text }: ParsedModule): readonly OpenReason[] {
  const reason = (kind: OpenReason["kind"], span: Span | undefined): readonly OpenReason[] =>
    span === undefined ? [] : [{ kind, detail: text.slice(span.start, span.end), place: { path, span } }];
  return [...reason("commonJs", bindings.commonJs), ...reason("unreadable", bindings.lost)];
}
