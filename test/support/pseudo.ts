const [open, close] = ["⟦", "⟧"];

/** Marks a string as translated, but for its placeholders: what is put there has to be marked by itself. */
export function pseudo(text: string): string {
  return text.replaceAll(/(\{\w+\})|[^{]+|\{/g, (part, placeholder: string | undefined) =>
    placeholder === undefined ? `${open}${part}${close}` : part,
  );
}

/** With at least one letter, and with what stands inside of names and paths. */
export const word = /[\p{L}\d_$#@./-]*\p{L}[\p{L}\d_$#@./-]*/gu;

/**
 * The words of a text in Markdown that are not marked, outside of code and of the addresses of links.
 */
export function unmarked(text: string): readonly string[] {
  const prose = plain(text.replaceAll(/\]\([^()]*\)/g, "]"));
  return prose.match(word) ?? [];
}

/** Code may begin in one marked part and end in another, around a name. */
function plain(text: string): string {
  let depth = 0;
  let fence = "";
  let rest = "";
  for (const [part] of text.matchAll(/`+|[^`]/gsu)) {
    if (part === open) depth++;
    else if (part === close) depth--;
    else if (part.startsWith("`")) fence = fence === "" ? part : fence === part ? "" : fence;
    else rest += depth === 0 && fence === "" ? part : " ";
  }
  return rest;
}
