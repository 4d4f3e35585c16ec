import type { ConfigValue } from "../../../src/core/config/tree.ts";
import type { Draw } from "./randomConfig.ts";

/** Writes a value as JSON in a random style: tabs or spaces, CRLF, comments anywhere, trailing commas, lines or blocks. */
export function renderRandomJson(draw: Draw, root: ConfigValue): string {
  const unit = ["  ", "    ", "\t"][draw(3)]!;
  const eol = ["\n", "\r\n"][draw(2)]!;
  const hasTrailingCommas = draw(2) === 1;
  const commentRate = [0, 8, 3][draw(3)]!;
  const inlineRate = [0, 4, 2][draw(3)]!;
  const isCompact = draw(4) === 3;
  let count = 0;
  return ownLine("") + write(root, "", false) + sameLine() + (draw(2) === 0 ? eol : "");

  function chance(rate: number): boolean {
    return rate > 0 && draw(rate) === rate - 1;
  }

  function sameLine(): string {
    if (!chance(commentRate)) return "";
    return draw(2) === 0 ? ` // c${++count}` : ` /* c${++count} */`;
  }

  function ownLine(indentation: string): string {
    let text = "";
    while (chance(commentRate)) {
      const comment = draw(2) === 0 ? `// c${++count}` : `/* c${++count}${eol} * more */`;
      text += indentation + comment + eol + (draw(3) === 0 ? eol : "");
    }
    return text;
  }

  function write(value: ConfigValue, indentation: string, isInline: boolean): string {
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    const isArray = Array.isArray(value);
    const [open, close] = isArray ? "[]" : "{}";
    const inline = isInline || chance(inlineRate);
    const inner = inline ? indentation : indentation + unit;
    const items = Object.entries(value).map(([key, each]) => {
      const text = write(each as ConfigValue, inner, inline);
      return isArray ? text : `${JSON.stringify(key)}:${isCompact ? "" : " "}${text}`;
    });
    return inline ? line(open!, items, close!) : block(items, { open: open!, close: close!, indentation, inner });
  }

  function line(open: string, items: readonly string[], close: string): string {
    const padding = isCompact ? "" : " ";
    const note = chance(commentRate) ? `/* c${++count} */` : "";
    return items.length === 0
      ? open + note + close
      : open + padding + items.join(`,${padding}`) + note + padding + close;
  }

  function block(
    items: readonly string[],
    how: { open: string; close: string; indentation: string; inner: string },
  ): string {
    if (items.length === 0 && draw(2) === 0) return how.open + how.close;
    const lines = items.map((item, index) => {
      const comma = index < items.length - 1 || hasTrailingCommas ? "," : "";
      return ownLine(how.inner) + how.inner + item + comma + sameLine() + eol + (draw(4) === 3 ? eol : "");
    });
    return how.open + sameLine() + eol + lines.join("") + ownLine(how.inner) + how.indentation + how.close;
  }
}
