import { spawn } from "node:child_process";
import path from "node:path";
import { newAccount } from "../loopback/account.ts";
import { startLoopback } from "../loopback/server.ts";
import { checkAll, projectOf } from "../../support/project.ts";
import type { LaterProject } from "./laterMistakes.ts";
import { runWrangler, writeProject } from "./run.ts";

/** In which respects a project and the real thing disagree; nothing is agreement. */
export async function judgeLater(folder: string, project: LaterProject): Promise<readonly string[]> {
  const said = project.way === "api" ? await deploy(folder, project) : await dev(folder, project);
  const serious = problemsOf(project);
  const found = serious.filter(({ rule, severity }) => rule === project.rule && severity === "error");
  const complaints: string[] = [];
  if (!project.says.test(said)) complaints.push(`it is not refused as ${project.rule} says: ${gist(said)}`);
  if (found.length === 0) complaints.push(`${project.rule} is no error`);
  const others = serious.filter(({ rule }) => rule !== project.rule);
  return [...complaints, ...others.map(({ rule, message }) => `${rule} too: ${message}`)];
}

function problemsOf({ files, before }: LaterProject): ReturnType<typeof checkAll> {
  const installed = { "node_modules/wrangler/package.json": '{ "name": "wrangler", "version": "4.164.0" }' };
  const { project } = projectOf({ ...files, ...installed }, before);
  return checkAll(project).filter(({ severity }) => severity === "error" || severity === "warning");
}

/** Deploys to an API in memory, what was there before first. */
async function deploy(folder: string, { files, before, configs }: LaterProject): Promise<string> {
  const api = await startLoopback(newAccount("account", "Acme"));
  const env = {
    CLOUDFLARE_API_BASE_URL: api.url,
    CLOUDFLARE_API_TOKEN: "loopback-token",
    CLOUDFLARE_ACCOUNT_ID: "account",
  };
  const args = ["deploy", "--config", configs[0] ?? ""];
  try {
    if (before !== undefined) {
      writeProject(folder, before);
      const first = await runWrangler(folder, args, env);
      if (first.isRefused) return `The first deploy fails: ${first.output}`;
    }
    writeProject(folder, files);
    const { isRefused, output } = await runWrangler(folder, args, env);
    return isRefused ? output : `It is deployed: ${output}`;
  } finally {
    await api.close();
  }
}

/** How long a start may take, in milliseconds. */
const patience = 60_000;

/** Runs `wrangler dev` until it has ended or answered a request, and returns all that it printed and answered. */
async function dev(folder: string, { files, configs }: LaterProject): Promise<string> {
  writeProject(folder, files);
  const cli = path.resolve("node_modules/wrangler/wrangler-dist/cli.js");
  const args = [
    "dev",
    "--ip",
    "127.0.0.1",
    "--port",
    "0",
    "--inspector-port",
    "0",
    "--show-interactive-dev-session=false",
  ];
  const child = spawn(
    process.execPath,
    ["--no-warnings", cli, ...args, ...configs.flatMap((each) => ["--config", each])],
    {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
      env: {
        PATH: process.env["PATH"],
        HOME: path.join(folder, ".home"),
        CI: "1",
        NO_COLOR: "1",
        WRANGLER_SEND_METRICS: "false",
        CLOUDFLARE_CF_FETCH_ENABLED: "false",
        NODE_COMPILE_CACHE: path.join(path.dirname(folder), "compiled"),
      },
    },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const limit = new Promise<void>((resolve) => setTimeout(resolve, patience).unref());
  const ready = until(() => /Ready on (http:\/\/\S+)/.exec(output)?.[1]);
  try {
    const url = await Promise.race([ended, limit, ready.found]);
    if (typeof url === "string") {
      const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) })
        .then((each) => each.text())
        .catch(String);
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 500))]);
      return `${output}\n${answer}`;
    }
    return output;
  } finally {
    ready.stop();
    if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    await ended;
  }
}

/** Looks again and again until there is an answer. */
function until<T>(look: () => T | undefined): { readonly found: Promise<T>; readonly stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const found = new Promise<T>((resolve) => {
    timer = setInterval(() => {
      const answer = look();
      if (answer !== undefined) resolve(answer);
    }, 50);
  });
  return { found, stop: () => clearInterval(timer) };
}

function gist(output: string): string {
  const lines = output.split("\n").map((line) => line.trim());
  const first = lines.findIndex((line) => /ERROR|fails|deployed/.test(line));
  return lines
    .slice(Math.max(0, first))
    .filter((line) => line !== "")
    .join(" ")
    .slice(0, 300);
}
