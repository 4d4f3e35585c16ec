import { globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

/** Writes what is shipped compressed: the pages of the rules, and SQLite. @param isSmall takes a second or two longer */
export function writeCompressed(folder: string, isSmall: boolean): void {
  const pages = globSync("docs/rules/*.md").toSorted();
  const texts = pages.map((file) => [path.basename(file, ".md"), readFileSync(file, "utf8")] as const);
  write("rules.json.br", Buffer.from(JSON.stringify(Object.fromEntries(texts))));
  write("sqlite.wasm.br", readFileSync("node_modules/sql.js/dist/sql-wasm.wasm"));

  function write(name: string, content: Buffer): void {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: isSmall ? constants.BROTLI_MAX_QUALITY : 4,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    };
    writeFileSync(path.join(folder, name), brotliCompressSync(content, { params }));
  }
}
