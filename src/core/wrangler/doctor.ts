import type { FoundWrangler } from "./installation.ts";
import type { NodeCheck } from "./node.ts";
import { installArgs, type PackageManager } from "./packageManager.ts";

/** Everything that a report of the installation has, gathered before. Paths are for people, without the home folder's name. */
export interface DoctorFacts {
  readonly extensionVersion: string;
  readonly editor: string;
  readonly platform: string;
  readonly configuration: ConfigurationFacts | undefined;
  readonly wrangler: FoundWrangler;
  /** Where wrangler's bin is. */
  readonly wranglerPath: string | undefined;
  /** Undefined where Node was not asked, as nothing is started in an untrusted workspace. */
  readonly node: NodeCheck | undefined;
  readonly nodePath: string;
  /** The version of the installed workerd (`1.20261117.1`), which has its newest compatibility date in it. */
  readonly workerd: string | undefined;
  /** The version of the project's `vite`, where it runs the Worker. */
  readonly vite: string | undefined;
  readonly login: "loggedIn" | "loggedOut" | "unknown";
  readonly types: "current" | "stale" | "none" | "unknown";
  readonly isTrusted: boolean;
}

/** The configuration that is reported, and what else bears on which one wrangler reads. */
export interface ConfigurationFacts {
  readonly path: string;
  readonly because: ConfigurationReason;
  /** The environment, or undefined for the top level. */
  readonly environment: string | undefined;
  readonly compatibilityDate: string | undefined;
  /** The file that wrangler would read without `--config`. */
  readonly shadowedBy: string | undefined;
  /** The redirect that a build has left (`.wrangler/deploy/config.json`), which deploys without `--config` follow. */
  readonly redirect: string | undefined;
}

/** Why a configuration is the one that is meant. */
export type ConfigurationReason = "given" | "only" | "open" | "nearest" | "remembered" | "chosen";

const reasons: Readonly<Record<ConfigurationReason, string>> = {
  given: "the one the command was called on",
  only: "the only one",
  open: "the one that is open",
  nearest: "the nearest to the open file",
  remembered: "the one chosen before",
  chosen: "the one just chosen",
};

interface Row {
  readonly verdict: "good" | "bad" | "plain";
  readonly name: string;
  readonly text: string;
}

const marks: Readonly<Record<Row["verdict"], string>> = { good: "✓", bad: "✗", plain: "" };

/** The report as Markdown, in English, as it goes into issues; it has no names of accounts and no secrets. */
export function doctorReport(facts: DoctorFacts): string {
  const rows: readonly Row[] = [
    plain("Extension", `${facts.extensionVersion} in ${facts.editor} on ${facts.platform}`),
    ...(facts.isTrusted ? [] : [bad("Workspace", "not trusted: neither wrangler nor git is started in it")]),
    nodeRow(facts),
    wranglerRow(facts),
    plain("Package manager", managerText(facts.wrangler.packageManager)),
    ...(facts.vite === undefined ? [] : [good("Vite", facts.vite)]),
    ...configurationRows(facts),
    loginRow(facts.login),
    typesRow(facts.types),
  ];
  return ["| | | |", "| --- | --- | --- |", ...rows.map(line), ""].join("\n");
}

function nodeRow({ node, nodePath }: DoctorFacts): Row {
  switch (node?.kind) {
    case undefined:
      return plain("Node", `${nodePath}, not asked`);
    case "ok":
      return good("Node", `${node.version} (${nodePath})`);
    case "tooOld":
      return bad(
        "Node",
        `${node.version} (${nodePath}) is too old: wrangler needs ${node.range}; the setting durableObjects.node.path names another`,
      );
    case "unusable":
      return bad("Node", `${nodePath} could not be run: ${node.printed}`);
  }
}

function wranglerRow({ wrangler, wranglerPath }: DoctorFacts): Row {
  if (wrangler.kind === "found") {
    const from = wrangler.installation.from === "pnp" ? "Yarn's Plug'n'Play map" : "node_modules";
    return good("wrangler", `${wrangler.installation.version} from ${from}: ${wranglerPath ?? "?"}`);
  }
  const { packageManager } = wrangler;
  const words = [packageManager.name, ...installArgs(packageManager, "wrangler")];
  return bad("wrangler", `not installed: \`${words.join(" ")}\``);
}

function managerText({ name, because }: PackageManager): string {
  return `${name} (${{ packageManager: "packageManager field", lockfile: "lockfile", default: "no lockfile" }[because]})`;
}

function configurationRows({ configuration, workerd }: DoctorFacts): readonly Row[] {
  if (configuration === undefined) return [plain("Configuration", "none")];
  const { path, because, environment, shadowedBy, redirect } = configuration;
  const notes = [
    ...(environment === undefined ? [] : [`environment ${environment}`]),
    ...(shadowedBy === undefined ? [] : [`without \`--config\`, wrangler would read ${shadowedBy}`]),
    ...(redirect === undefined ? [] : [`a build has redirected deploys by ${redirect}`]),
  ];
  return [
    plain("Configuration", [`${path} (${reasons[because]})`, ...notes].join("; ")),
    dateRow(configuration.compatibilityDate, workerd),
  ];
}

/** workerd's version has its date in it: `1.20261117.1`. */
function dateRow(date: string | undefined, workerd: string | undefined): Row {
  const match = /^\d+\.(\d{4})(\d\d)(\d\d)\./.exec(workerd ?? "");
  const newest = match === null ? undefined : `${match[1]}-${match[2]}-${match[3]}`;
  if (date === undefined) return bad("Compatibility date", "none");
  if (newest === undefined) return plain("Compatibility date", date);
  const text = `${date}; the installed workerd knows up to ${newest}`;
  return date > newest
    ? bad("Compatibility date", `${text}: update wrangler, or use an earlier date`)
    : good("Compatibility date", text);
}

function loginRow(login: DoctorFacts["login"]): Row {
  switch (login) {
    case "loggedIn":
      return good("Login", "logged in");
    case "loggedOut":
      return plain("Login", "not logged in, which only what reaches Cloudflare needs");
    case "unknown":
      return plain("Login", "not known");
  }
}

function typesRow(types: DoctorFacts["types"]): Row {
  switch (types) {
    case "current":
      return good("Types", "up to date");
    case "stale":
      return bad("Types", "stale: `wrangler types` generates them");
    case "none":
      return plain("Types", "none generated");
    case "unknown":
      return plain("Types", "not known");
  }
}

function good(name: string, text: string): Row {
  return { verdict: "good", name, text };
}

function bad(name: string, text: string): Row {
  return { verdict: "bad", name, text };
}

function plain(name: string, text: string): Row {
  return { verdict: "plain", name, text };
}

function line({ verdict, name, text }: Row): string {
  return `| ${marks[verdict]} | ${name} | ${text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ")} |`;
}
