import { printJson, printText } from "./print.ts";
import { study } from "./study.ts";

const words = process.argv.slice(2);
const folders = words.filter((word) => !word.startsWith("--"));
if (folders.length === 0) {
  console.error("usage: node scripts/wild.ts [--json] FOLDER…");
  process.exitCode = 2;
}
const studies = folders.map(study);
if (words.includes("--json")) printJson(studies);
else printText(studies);
