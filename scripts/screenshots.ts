// Takes the pictures of pictures/, each in light and dark.
// usage: npm run screenshots [-- NAME… --out=FOLDER]
import { symlinkSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { projectFolder } from "../test/host/paths.ts";
import { copyFolder, startUI, type UI, type Window } from "../test/host/ui.ts";
import { newAccount } from "../test/wrangler/loopback/account.ts";
import { startLoopback } from "../test/wrangler/loopback/server.ts";
import { pictures } from "./pictures/index.ts";
import type { Picture } from "./pictures/picture.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: "string", default: path.join(projectFolder, "docs/images") } },
});
const wanted = pictures.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
if (wanted.length === 0) throw new Error(`No such picture: ${pictures.map(({ name }) => name).join(", ")}.`);

const api = await startLoopback(newAccount("account", "Acme"));
Object.assign(process.env, {
  CLOUDFLARE_API_BASE_URL: api.url,
  CLOUDFLARE_API_TOKEN: "loopback-token",
  WRANGLER_SEND_METRICS: "false",
});
// Nothing hides the line that a hover is about, and nothing is there that is only a browser's.
const settings = {
  "editor.hover.above": false,
  "editor.scrollbar.horizontal": "hidden",
  "editor.scrollbar.vertical": "hidden",
  "editor.overviewRulerBorder": false,
  "editor.hideCursorInOverviewRuler": true,
  "editor.stickyScroll.enabled": false,
  "files.exclude": { node_modules: true, ".wrangler": true, ".vscode": true },
  "remote.autoForwardPorts": false,
};
const ui = await startUI({ pictures: path.resolve(values.out), settings });
try {
  for (const picture of wanted) await take(ui, picture);
} finally {
  await ui.close();
  await api.close();
}

async function take(ui: UI, picture: Picture): Promise<void> {
  const { name, folder, change, width, height } = picture;
  const copy = copyFolder(path.join(projectFolder, folder ?? "scripts/pictures/workspace/chat"));
  symlinkSync(path.join(projectFolder, "node_modules"), path.join(copy, "node_modules"));
  change?.(copy);
  const window = await ui.open(copy, { width: width ?? 1000, height: height ?? 625, scale: 1.5 });
  try {
    await picture.prepare(window, copy);
    for (const scheme of ["light", "dark"] as const) await photograph(window, picture, scheme);
  } catch (error) {
    const instead = path.join(projectFolder, `artifacts/screenshots/${name}-failed.png`);
    await window.page.screenshot({ path: instead });
    process.stderr.write(`What was there instead: ${instead}\n`);
    throw error;
  }
  await window.close();
}

async function photograph(window: Window, { name, crop, show }: Picture, scheme: "light" | "dark"): Promise<void> {
  await window.colorScheme(scheme);
  await show?.(window);
  process.stdout.write(`${path.relative(process.cwd(), await window.screenshot(`${name}-${scheme}`, crop))}\n`);
}
