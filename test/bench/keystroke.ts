// Measures what a person waits for: from a keystroke to the diagnostics it causes, through the real server.
// usage: node esbuild.mjs test --out=out test/bench/keystroke.ts && node out/bench/keystroke.js [COUNT]
import { Editor } from "../language/editor.ts";
import { counter } from "../language/samples.ts";

const count = Number(process.argv[2] ?? 200);

/** A Worker of 21 modules. */
const names = Array.from({ length: 20 }, (_, index) => `module${index}`);
const modules = names.map((name) => [`src/${name}.ts`, `export const ${name} = (value: number) => value * 2;\n`]);
const source = counter["src/index.ts"] + names.map((name) => `import "./${name}";\n`).join("");
const editor = await Editor.open({ files: { ...counter, ...Object.fromEntries(modules), "src/index.ts": source } });
await editor.openDocument("wrangler.jsonc");
await editor.openDocument("src/index.ts");

report("in the configuration", await measure("wrangler.jsonc", `"class_name": "Counter`));
report("in the source", await measure("src/index.ts", "export class Counter"));
await editor.close();
process.exit(0);

/** Types one letter after another behind a text, each making the problem another, and takes the time of each answer. */
async function measure(name: string, behind: string): Promise<readonly number[]> {
  const times: number[] = [];
  let typed = "";
  for (let index = 0; index < count; index++) {
    const letter = String.fromCharCode(97 + (index % 26));
    const isLong = typed.length > 8;
    const next = isLong ? "" : typed + letter;
    const answered = nextDiagnostics();
    const start = performance.now();
    await editor.sendChange(name, behind + typed, behind + next);
    await answered;
    times.push(performance.now() - start);
    typed = next;
  }
  await editor.type(name, behind + typed, behind);
  return times;
}

async function nextDiagnostics(): Promise<void> {
  await new Promise<void>((resolve) => {
    const known = editor.published.length;
    const look = (): void => {
      if (editor.published.length > known) resolve();
      else setImmediate(look);
    };
    look();
  });
}

function report(where: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(2);
  console.log(`${where}: median ${at(0.5)} ms, 90 % ${at(0.9)} ms, longest ${at(1)} ms (${times.length} keystrokes)`);
}
