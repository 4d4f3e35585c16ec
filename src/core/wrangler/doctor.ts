import type { FoundWrangler } from "./installation.ts";
import type { NodeCheck } from "./node.ts";
import type { WorkerSummary } from "./summary.ts";

/** Everything that a report of the installation has, gathered before. */
export interface DoctorFacts {
  readonly extensionVersion: string;
  readonly editor: string;
  readonly platform: string;
  readonly configPath: string | undefined;
  /** Why that configuration: `chosen`, `only one`, …, and what wrangler would take in its place. */
  readonly shadowedBy: string | undefined;
  readonly worker: WorkerSummary | undefined;
  readonly wrangler: FoundWrangler | undefined;
  /** `notAsked` in a workspace that is not trusted, where nothing is started. */
  readonly node: NodeCheck | { readonly kind: "notAsked" };
  readonly nodePath: string;
  /** The version of the installed workerd (`1.20261117.1`), which has its newest compatibility date in it. */
  readonly workerd: string | undefined;
  readonly login: "loggedIn" | "loggedOut" | "unknown";
  readonly types: "current" | "stale" | "none" | "unknown";
  readonly isTrusted: boolean;
}

/** The report as Markdown, in English, as it goes into issues; it has no names of accounts and no secrets. */
export function doctorReport(facts: DoctorFacts): string {
  const rows: readonly (readonly [string, string])[] = [
    ["Extension", facts.extensionVersion],
    ["Editor", `${facts.editor} on ${facts.platform}${facts.isTrusted ? "" : ", workspace not trusted"}`],
    ["Node", nodeText(facts.node, facts.nodePath)],
    ...wranglerRows(facts.wrangler),
    ["Configuration", configText(facts)],
    ["Compatibility date", dateText(facts)],
    ["Login", { loggedIn: "logged in", loggedOut: "not logged in", unknown: "not known" }[facts.login]],
    [
      "Types",
      { current: "up to date", stale: "stale: run `wrangler types`", none: "none generated", unknown: "not known" }[
        facts.types
      ],
    ],
  ];
  return ["| | |", "| --- | --- |", ...rows.map(([name, value]) => `| ${name} | ${cell(value)} |`), ""].join("\n");
}

function wranglerRows(found: FoundWrangler | undefined): readonly (readonly [string, string])[] {
  if (found === undefined) return [["wrangler", "not looked for"]];
  const { name, because } = found.packageManager;
  const where = found.kind === "found" ? `${found.installation.version}, ${found.installation.bin}` : "not installed";
  return [
    ["wrangler", where],
    [
      "Package manager",
      `${name} (${{ packageManager: "packageManager field", lockfile: "lockfile", default: "no lockfile" }[because]})`,
    ],
  ];
}

function nodeText(node: DoctorFacts["node"], path: string): string {
  switch (node.kind) {
    case "ok":
      return `${node.version} (${path})`;
    case "tooOld":
      return `${node.version} (${path}) is too old: wrangler needs ${node.range}`;
    case "unusable":
      return `${path} could not be run: ${node.printed}`;
    case "notAsked":
      return `${path}, not started as the workspace is not trusted`;
  }
}

function configText({ configPath, shadowedBy }: DoctorFacts): string {
  if (configPath === undefined) return "none";
  const note = shadowedBy === undefined ? "" : `; without \`--config\`, wrangler would read ${shadowedBy}`;
  return `${configPath}${note}`;
}

/** workerd's version has its date in it: `1.20261117.1`. */
function dateText({ worker, workerd }: DoctorFacts): string {
  const date = worker?.environments[0].compatibilityDate;
  const match = /^\d+\.(\d{4})(\d\d)(\d\d)\./.exec(workerd ?? "");
  const newest = match === null ? undefined : `${match[1]}-${match[2]}-${match[3]}`;
  const suffix = newest === undefined ? "" : `, the installed workerd knows up to ${newest}`;
  const isNewer = date !== undefined && newest !== undefined && date > newest;
  return `${date ?? "none"}${suffix}${isNewer ? ": too new for it" : ""}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/\r?\n/g, " ");
}
