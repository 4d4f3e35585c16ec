import { lookUp } from "../../lookUp.ts";

/** What `cloudflare.config.ts` calls otherwise than a wrangler file, and not only in another case. */
const others: Readonly<Record<string, string>> = {
  class_name: "exportName",
  durable_objects: "env",
  main: "entrypoint",
  script_name: "worker",
};

/**
 * Puts what is said of a wrangler file into the words of `cloudflare.config.ts`: `renamed_to` is `renamedTo` there. A word
 * that is written at the place itself stays as it is.
 */
export function inItsWords(message: string, written: string): string {
  return message.replaceAll(/`([a-z]+(?:_[a-z]+)*)`/g, (whole, word: string) =>
    written.includes(word) ? whole : `\`${lookUp(others, word) ?? camelCase(word)}\``,
  );
}

function camelCase(word: string): string {
  return word.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
