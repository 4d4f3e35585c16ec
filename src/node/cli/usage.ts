/** Something that a person can mend in the command they typed, in one sentence; the command ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export const usage = `Checks the Durable Objects of Cloudflare Workers before wrangler or Cloudflare refuse them.

Usage
  durable-objects check [PATH…] [options]
  durable-objects lsp --stdio

A PATH is a folder or a wrangler configuration; without one the current folder is checked.

Options of check
  --env NAME          check only this environment (repeatable); otherwise all of them
  --format FORMAT     text (default), json, github or sarif
  --fail-on SEVERITY  end with 1 at this severity or above: error (default), warning or never
  --rule ID=SEVERITY  set a rule to off, hint, info, warning or error (repeatable)
  --fix               apply the fixes that are safe, then report what is left
  --against REF       compare with this git revision; otherwise with HEAD

Other options
  --help, -h          show this text
  --version, -v       show the version

Exit codes
  0  no problem at or above --fail-on
  1  problems at or above --fail-on
  2  the command could not do its work: bad usage, an unreadable path, no configuration
`;
