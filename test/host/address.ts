/**
 * The address of the workbench with a folder or a .code-workspace file opened.
 * @param server such as `http://127.0.0.1:40123`
 * @param payload what the workbench is told beside; heeded only by a server that is driven by tests
 */
export function workbenchUrl(
  server: string,
  workspace: string,
  payload: Readonly<Record<string, string>> = {},
): string {
  const kind = workspace.endsWith(".code-workspace") ? "workspace" : "folder";
  const entries = Object.entries(payload);
  const query = new URLSearchParams({ [kind]: asUriPath(workspace) });
  if (entries.length > 0) query.set("payload", JSON.stringify(entries));
  // VS Code reads a plus as a plus, not as a space; a slash needs no escape, and people read this.
  return `${server}/?${query.toString().replaceAll("+", "%20").replaceAll("%2F", "/")}`;
}

/** `C:\a` is `/C:/a` in an address. */
function asUriPath(file: string): string {
  const slashes = file.replaceAll("\\", "/");
  return slashes.startsWith("/") ? slashes : `/${slashes}`;
}
