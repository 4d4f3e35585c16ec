// Takes the pictures of pictures.ts, each in light and dark.
// usage: npm run screenshots [-- NAME… --out=FOLDER]
import { appendFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { projectFolder } from "../test/host/paths.ts";
import { copyFolder, startUI, type Window } from "../test/host/ui.ts";
import { type Picture, pictures } from "./pictures.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: "string", default: path.join(projectFolder, "artifacts/screenshots") } },
});
const wanted = pictures.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
if (wanted.length === 0) throw new Error(`No such picture: ${pictures.map(({ name }) => name).join(", ")}.`);
const ui = await startUI({ pictures: path.resolve(values.out) });
try {
  for (const picture of wanted) await take(picture);
} finally {
  await ui.close();
}

async function take({ name, folder, isMended, prepare }: Picture): Promise<void> {
  const copy = copyFolder(path.join(projectFolder, folder));
  if (isMended === true) appendFileSync(path.join(copy, "src/index.ts"), 'export { ChatRoom } from "./room";\n');
  const window = await ui.open(copy);
  await prepare(window);
  for (const scheme of ["light", "dark"] as const) await photograph(window, name, scheme);
  await window.close();
}

async function photograph(window: Window, name: string, scheme: "light" | "dark"): Promise<void> {
  await window.colorScheme(scheme);
  process.stdout.write(`${path.relative(process.cwd(), await window.screenshot(`${name}-${scheme}`))}\n`);
}
