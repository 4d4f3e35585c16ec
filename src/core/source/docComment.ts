/** The text of the `/** … *\/` that ends right before an offset, without its stars; empty if there is none. */
export function docBefore(text: string, offset: number): string {
  const end = text.slice(0, offset).trimEnd().length;
  const start = text.lastIndexOf("/**", end);
  const isDoc = text.startsWith("*/", end - 2) && start >= 0 && text.indexOf("*/", start + 3) === end - 2;
  return isDoc ? withoutStars(text.slice(start + 3, end - 2)) : "";
}

function withoutStars(comment: string): string {
  return comment
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*\* ?/, "").trimEnd())
    .join("\n")
    .trim();
}
