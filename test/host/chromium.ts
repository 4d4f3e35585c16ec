import { spawnSync } from "node:child_process";
import { accessSync, constants, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Browser, chromium } from "playwright-core";
import { temporaryFolder } from "./endings.ts";
import { cacheFolder, projectFolder } from "./paths.ts";
import { cleanEnvironment, run } from "./processes.ts";
import { withProgress } from "./progress.ts";
import { filledOnce } from "./staging.ts";

type Executable = { readonly path: string; readonly env: Readonly<Record<string, string>> };

/** Without these the browser asks hosts outside for updates, or needs rights that a container has not. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts a headless browser: the machine's own if it has one, otherwise one from npm. */
export async function launchBrowser(): Promise<Browser> {
  const [folder, removeFolder] = temporaryFolder("do-browser");
  const executable = await findExecutable(folder);
  const browser = await chromium.launch({
    executablePath: executable.path,
    args: flags,
    env: { ...definedEnvironment(), ...executable.env, TMPDIR: folder },
    // Signals end this process, and its end takes the browser along (see endings.ts).
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  browser.once("disconnected", removeFolder);
  return browser;
}

async function findExecutable(folder: string): Promise<Executable> {
  const installed = installedBrowsers().find(works);
  if (installed !== undefined) return { path: installed, env: {} };
  if (process.platform === "linux" && process.arch === "x64") return packagedBrowser(folder);
  throw new Error("These tests need a Chrome, Chromium or Edge: install one, or name its executable in CHROME_PATH.");
}

function installedBrowsers(): string[] {
  const named = process.env["CHROME_PATH"];
  return [...(named === undefined ? [] : [named]), ...usualPlaces()];
}

function usualPlaces(): string[] {
  if (process.platform === "darwin") {
    const names = ["Google Chrome", "Chromium", "Microsoft Edge"];
    return names.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform === "win32") {
    const roots = [process.env["ProgramFiles"], process.env["ProgramFiles(x86)"]].filter((root) => root !== undefined);
    const files = ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"];
    return roots.flatMap((root) => files.map((file) => path.join(root, file)));
  }
  const names = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "microsoft-edge"];
  return ["/usr/bin", "/usr/local/bin"].flatMap((folder) => names.map((name) => path.join(folder, name)));
}

/** A file of that name can be a device, or a script that only says which package to install. */
function works(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    if (!statSync(file).isFile()) return false;
  } catch {
    return false;
  }
  return process.platform !== "linux" || spawnSync(file, ["--version"], { timeout: 10_000 }).status === 0;
}

/** The Chromium of `@sparticuz/chromium`, with the libraries and fonts that a bare machine lacks. */
async function packagedBrowser(folder: string): Promise<Executable> {
  const unpacked = await filledOnce(path.join(cacheFolder, `chromium-${packagedVersion()}`), async (staging) => {
    await withProgress("Unpacking Chromium (npm's @sparticuz/chromium)", async () => {
      await unpack(staging);
    });
  });
  const fonts = path.join(folder, "fonts.conf");
  writeFileSync(fonts, fontConfiguration([path.join(unpacked, "fonts"), dejavuFolder()], path.join(folder, "fonts")));
  const libraries = path.join(unpacked, "al2023", "lib");
  return { path: path.join(unpacked, "chromium"), env: { FONTCONFIG_FILE: fonts, LD_LIBRARY_PATH: libraries } };
}

/** In a process of its own, because the package unpacks into the temporary folder and changes the environment. */
async function unpack(folder: string): Promise<void> {
  const script = 'import chromium from "@sparticuz/chromium"; await chromium.executablePath();';
  const env = cleanEnvironment({ TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: "nodejs24.x" });
  await run(process.execPath, ["--input-type=module", "--eval", script], { cwd: projectFolder, env });
}

function packagedVersion(): string {
  const file = path.join(projectFolder, "node_modules/@sparticuz/chromium/package.json");
  const manifest: { readonly version: string } = JSON.parse(readFileSync(file, "utf8"));
  return manifest.version;
}

function dejavuFolder(): string {
  return path.join(projectFolder, "node_modules/dejavu-fonts-ttf/ttf");
}

/** The package brings no monospaced font, and without one the browser dies when an editor opens. */
function fontConfiguration(folders: readonly string[], cache: string): string {
  const family = (generic: string, name: string) =>
    `<alias binding="strong"><family>${generic}</family><prefer><family>${name}</family></prefer></alias>`;
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((folder) => `  <dir>${folder}</dir>`).join("\n")}
  <cachedir>${cache}</cachedir>
  ${family("monospace", "DejaVu Sans Mono")}
  ${family("sans-serif", "DejaVu Sans")}
</fontconfig>
`;
}

function definedEnvironment(): Record<string, string> {
  const entries = Object.entries(cleanEnvironment());
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
