import type { FilePath } from "../text/span.ts";

/** One run of wrangler, before it becomes an argument array. */
export type WranglerCommand =
  | {
      readonly kind: "dev";
      /** The Worker itself first, then those it binds (`-c a -c b`). */
      readonly configs: readonly [FilePath, ...FilePath[]];
      readonly environment: string | undefined;
      readonly port: number;
      readonly inspectorPort: number;
      /** Arguments from the settings; they come last, so they win. */
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
  /** These ask their own questions, so they run in a terminal. */
  | { readonly kind: "versions deploy" | "rollback" | "delete"; readonly on: On }
  | { readonly kind: "tail"; readonly on: On }
  | { readonly kind: "types"; readonly on: On; readonly path: string | undefined; readonly isCheck: boolean }
  | { readonly kind: "versions list" | "deployments list" | "deployments status"; readonly on: On }
  | { readonly kind: "versions view"; readonly on: On; readonly version: string }
  | { readonly kind: "login" | "logout" }
  | { readonly kind: "whoami" };

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
      return [
        ...command.kind.split(" "),
        ...onArgs(command.on),
        ...(command.isDryRun ? ["--dry-run"] : []),
        ...(command.isStrict && !command.isDryRun ? ["--strict"] : []),
        ...command.extra,
      ];
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
    case "rollback":
    case "delete":
      return [...command.kind.split(" "), ...onArgs(command.on)];
    case "versions view":
      return ["versions", "view", command.version, "--json", ...onArgs(command.on)];
    case "versions list":
    case "deployments list":
    case "deployments status":
      return [...command.kind.split(" "), "--json", ...onArgs(command.on)];
    case "login":
    case "logout":
      return [command.kind];
    case "whoami":
      return ["whoami", "--json"];
  }
}

function devArgs(command: Extract<WranglerCommand, { kind: "dev" }>): readonly string[] {
  return [
    "dev",
    ...command.configs.map((config) => `--config=${config}`),
    ...optionOf("env", command.environment),
    `--port=${command.port}`,
    `--inspector-port=${command.inspectorPort}`,
    "--show-interactive-dev-session=false",
    ...command.extra,
  ];
}

function onArgs({ config, environment }: On): readonly string[] {
  return [...optionOf("config", config), ...optionOf("env", environment)];
}

function optionOf(name: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [`--${name}=${value}`];
}
