/** Whether a class can have this name: what wrangler accepts for an export, and no word that JavaScript keeps for itself. */
export function isClassName(name: string): boolean {
  return isPropertyName(name) && !reserved.has(name);
}

/** Whether a name can stand behind a dot, as in `env.ROOM`. */
export function isPropertyName(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}

/** The words that a module cannot declare (ECMAScript 2025, strict code). */
const reserved: ReadonlySet<string> = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false " +
    "finally for function if implements import in instanceof interface let new null package private protected public " +
    "return static super switch this throw true try typeof var void while with yield"
  ).split(" "),
);
