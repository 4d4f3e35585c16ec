import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";

/** Rule id → Markdown. */
export type RulePages = ReadonlyMap<string, string>;

/**
 * The pages of the rules, from the one compressed file that the build packs them into: many small, similar texts, of
 * which a VSIX would hold three times as much.
 * @returns reads the file when it is first called; no pages if it cannot be read
 */
export function rulePagesIn(file: string): () => RulePages {
  let pages: RulePages | undefined;
  return () => (pages ??= read(file));
}

function read(file: string): RulePages {
  try {
    const packed: Readonly<Record<string, string>> = JSON.parse(brotliDecompressSync(readFileSync(file)).toString());
    return new Map(Object.entries(packed));
  } catch {
    return new Map();
  }
}
