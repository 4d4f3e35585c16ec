/** The name that a Worker can have after a text: what wrangler does not take becomes a dash. Empty if nothing is left. */
export function toWorkerName(text: string): string {
  const slug = text.toLowerCase().replaceAll(/[^a-z0-9_]+/g, "-");
  return slug.replaceAll(/^-|-$/g, "");
}
