import type { FilePath } from "../text/span.ts";
import { withoutGiven } from "./options.ts";

/** One run of wrangler, before it becomes an argument array. */
export type WranglerCommand =
  | {
      readonly kind: "dev";
      /** The Worker itself first, then those it binds (`-c a -c b`). */
      readonly configs: readonly [FilePath, ...FilePath[]];
      readonly environment: string | undefined;
      readonly port: number;
      readonly inspectorPort: number;
      /** Arguments from the settings; an option among them takes the place of ours. */
      readonly extra: readonly string[];
    }
  | {
      readonly kind: "deploy" | "versions upload";
      readonly on: On;
      readonly isDryRun: boolean;
      /** Refuse, in place of overwriting, what was changed elsewhere. */
      readonly isStrict: boolean;
      readonly extra: readonly string[];
    }
  /** Asks its own questions, so it runs in a terminal. Undefined stands for the version before the deployed one. */
  | { readonly kind: "rollback"; readonly on: On; readonly version: string | undefined }
  /** Asks its own questions, so it runs in a terminal. */
  | { readonly kind: "delete"; readonly on: On }
  | { readonly kind: "versions deploy"; readonly on: On; readonly shares: readonly VersionShare[] }
  | { readonly kind: "tail"; readonly on: On }
  | { readonly kind: "types"; readonly on: On; readonly path: string | undefined; readonly isCheck: boolean }
  | { readonly kind: "versions list"; readonly on: On }
  | { readonly kind: "deployments status"; readonly on: On; readonly isJson: boolean }
  | { readonly kind: "login" | "logout" }
  | { readonly kind: "whoami" };

/** A version with its share of the traffic, in percent. */
export interface VersionShare {
  readonly id: string;
  readonly share: number;
}

/** The Worker of a command: a configuration and the environment in it. */
export interface On {
  /** Undefined leaves it to wrangler's own discovery, which a build's redirect needs. */
  readonly config: FilePath | undefined;
  /**
   * The environment; "" for the top level of a configuration that has environments (wrangler warns where it is left
   * open), undefined for one that has none.
   */
  readonly environment: string | undefined;
}

/**
 * The arguments for wrangler's bin. Every value is one argument together with its option (`--config=…`), so that nothing in
 * a name can become an option or a word of a shell.
 */
export function wranglerArgs(command: WranglerCommand): readonly string[] {
  switch (command.kind) {
    case "dev":
      return devArgs(command);
    case "deploy":
    case "versions upload":
      return [...command.kind.split(" "), ...withoutGiven(deployArgs(command), command.extra), ...command.extra];
    case "tail":
      return ["tail", "--format=json", ...onArgs(command.on)];
    case "types":
      return [
        "types",
        ...(command.path === undefined ? [] : [command.path]),
        ...onArgs(command.on),
        ...(command.isCheck ? ["--check"] : []),
      ];
    case "versions deploy":
      return ["versions", "deploy", ...command.shares.map(({ id, share }) => `${id}@${share}`), ...onArgs(command.on)];
    case "rollback":
      return ["rollback", ...(command.version === undefined ? [] : [command.version]), ...onArgs(command.on)];
    case "delete":
      return ["delete", ...onArgs(command.on)];
    case "versions list":
      return ["versions", "list", "--json", ...onArgs(command.on)];
    case "deployments status":
      return ["deployments", "status", ...(command.isJson ? ["--json"] : []), ...onArgs(command.on)];
    case "login":
    case "logout":
      return [command.kind];
    case "whoami":
      return ["whoami", "--json"];
  }
}

/** The options of `wrangler dev` that choose its ports and keep it from asking for keys. */
export function portArgs({
  port,
  inspectorPort,
}: {
  readonly port: number;
  readonly inspectorPort: number;
}): readonly string[] {
  return [`--port=${port}`, `--inspector-port=${inspectorPort}`, "--show-interactive-dev-session=false"];
}

function devArgs(command: Extract<WranglerCommand, { kind: "dev" }>): readonly string[] {
  const ours = [
    ...command.configs.map((config) => `--config=${config}`),
    ...optionOf("env", command.environment),
    ...portArgs(command),
  ];
  return ["dev", ...withoutGiven(ours, command.extra), ...command.extra];
}

type Deploying = Extract<WranglerCommand, { kind: "deploy" | "versions upload" }>;

/** The options of a deploy behind its words. */
export function deployArgs({
  on,
  isDryRun,
  isStrict,
}: Pick<Deploying, "on" | "isDryRun" | "isStrict">): readonly string[] {
  return [...onArgs(on), ...(isDryRun ? ["--dry-run"] : []), ...(isStrict && !isDryRun ? ["--strict"] : [])];
}

function onArgs({ config, environment }: On): readonly string[] {
  return [...optionOf("config", config), ...optionOf("env", environment)];
}

function optionOf(name: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [`--${name}=${value}`];
}
