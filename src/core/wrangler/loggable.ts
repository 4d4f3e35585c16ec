/** Options whose values tell nothing that is to be kept from a log. */
const open = new Set(["config", "env", "port", "inspector-port", "show-interactive-dev-session", "run", "require"]);

/**
 * The arguments of a run as a log may have them: values of options that are not our own are left out, as `--var` and its
 * like carry secrets.
 */
export function loggable(args: readonly string[]): string {
  let isHidden = false;
  const shown = args.map((word) => {
    const [, name, value] = /^--?([^=]+)(=.*)?$/s.exec(word) ?? [];
    if (name === undefined) return isHidden ? "…" : word;
    isHidden = !open.has(name);
    return isHidden && value !== undefined ? word.slice(0, -value.length) + "=…" : word;
  });
  return shown.join(" ");
}
