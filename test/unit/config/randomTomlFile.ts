import type { ConfigValue } from "../../../src/core/config/tree.ts";
import type { Draw } from "./randomConfig.ts";

type Plain = { readonly [key: string]: ConfigValue };

/**
 * Writes a value as TOML in a random style: sections, inline tables, dotted keys, arrays on one line or several, indented
 * or not, CRLF, comments anywhere.
 */
export function renderRandomToml(draw: Draw, root: ConfigValue): string {
  const eol = ["\n", "\r\n"][draw(2)]!;
  const unit = ["", "  ", "\t"][draw(3)]!;
  const commentRate = [0, 8, 3][draw(3)]!;
  const equals = [" = ", "=", "   = "][draw(3)]!;
  const isBlankBetween = draw(2) === 0;
  const quotes = draw(3);
  let count = 0;
  const lines = tableLines(root as Plain, [], 0);
  return [...ownLines(""), ...lines].join(eol) + (draw(2) === 0 ? eol : "");

  function chance(rate: number): boolean {
    return rate > 0 && draw(rate) === rate - 1;
  }

  function sameLine(): string {
    return chance(commentRate) ? ` # c${++count}` : "";
  }

  function ownLines(indentation: string): string[] {
    const result: string[] = [];
    while (chance(commentRate)) {
      result.push(`${indentation}# c${++count}`);
      if (draw(3) === 0) result.push("");
    }
    return result;
  }

  /** The lines of a table: its keys, then its sections. */
  function tableLines(table: Plain, path: readonly string[], depth: number): string[] {
    const indentation = unit.repeat(Math.max(depth - 1, 0));
    const keys: string[] = [];
    const sections: string[] = [];
    for (const [key, value] of Object.entries(table)) {
      const keyPath = [...path, renderKey(key)];
      if (isTable(value) && draw(3) > 0) sections.push(...sectionLines(value, keyPath, depth + 1));
      else if (isTables(value) && draw(3) > 0) {
        for (const each of value)
          sections.push(...header(`[[${keyPath.join(".")}]]`, depth + 1), ...tableLines(each, keyPath, depth + 1));
      } else keys.push(...keyLines(renderKey(key), value, indentation));
    }
    return [...keys, ...sections];
  }

  function sectionLines(table: Plain, path: readonly string[], depth: number): string[] {
    const lines = tableLines(table, path, depth);
    const first = lines.find((line) => line.trim() !== "" && !line.trim().startsWith("#"))?.trim();
    const canBeImplied = first !== undefined && first.startsWith("[");
    return canBeImplied && draw(2) === 0 ? lines : [...header(`[${path.join(".")}]`, depth), ...lines];
  }

  function header(text: string, depth: number): string[] {
    const indentation = unit.repeat(Math.max(depth - 1, 0));
    return [...(isBlankBetween ? [""] : []), ...ownLines(indentation), indentation + text + sameLine()];
  }

  function keyLines(key: string, value: ConfigValue, indentation: string): string[] {
    const isDotted = isTable(value) && Object.keys(value).length > 0 && draw(2) === 0;
    if (isDotted)
      return Object.entries(value).flatMap(([inner, each]) =>
        keyLines(`${key}.${renderKey(inner)}`, each, indentation),
      );
    return [...ownLines(indentation), indentation + key + equals + write(value, indentation) + sameLine()];
  }

  function write(value: ConfigValue, indentation: string): string {
    if (Array.isArray(value)) return writeArray(value as readonly ConfigValue[], indentation);
    if (isTable(value)) return writeInline(value, indentation);
    if (typeof value === "string") return writeString(value);
    return typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)
      ? value.toExponential()
      : String(value);
  }

  function writeArray(items: readonly ConfigValue[], indentation: string): string {
    if (items.length === 0) return "[]";
    if (draw(2) === 0)
      return `[${items.map((each) => write(each, indentation)).join(", ")}${draw(4) === 3 ? "," : ""}]`;
    const inner = `${indentation}  `;
    const hasLast = draw(2) === 0;
    const lines = items.flatMap((each, index) => {
      const comma = index < items.length - 1 || hasLast ? "," : "";
      return [...ownLines(inner), inner + write(each, inner) + comma + sameLine()];
    });
    return [`[${sameLine()}`, ...lines, ...ownLines(inner), `${indentation}]`].join(eol);
  }

  function writeInline(table: Plain, indentation: string): string {
    const members = Object.entries(table).flatMap(([key, each]) => inlineMembers(renderKey(key), each, indentation));
    return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
  }

  function inlineMembers(key: string, value: ConfigValue, indentation: string): string[] {
    const isDotted = isTable(value) && Object.keys(value).length > 0 && draw(2) === 0;
    if (!isDotted) return [`${key}${equals}${write(value, indentation)}`];
    return Object.entries(value).flatMap(([inner, each]) =>
      inlineMembers(`${key}.${renderKey(inner)}`, each, indentation),
    );
  }

  function writeString(value: string): string {
    // oxlint-disable-next-line no-control-regex -- single quotes cannot hold control characters
    if (quotes === 1 && !/['\u0000-\u001f\u007f]/.test(value)) return `'${value}'`;
    if (quotes === 2 && value.includes("\n")) return `"""${eol}${escape(value).replaceAll("\\n", "\n")}"""`;
    return `"${escape(value)}"`;
  }
}

function escape(value: string): string {
  return JSON.stringify(value).slice(1, -1).replaceAll("\u007f", "\\u007f");
}

function renderKey(key: string): string {
  return /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
}

function isTable(value: ConfigValue): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTables(value: ConfigValue): value is readonly Plain[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => isTable(each as ConfigValue));
}
