import * as vscode from "vscode";
import { dirname } from "../../core/text/path.ts";
import type { FilePath } from "../../core/text/span.ts";
import { fieldsOf, stringField } from "../../core/wrangler/packageJson.ts";
import type { Target, WorkerSummary } from "../../core/wrangler/summary.ts";
import { explain } from "../../core/wrangler/explain/explain.ts";
import { runCaptured } from "./terminal.ts";
import type { Tools } from "./tools.ts";

interface Account {
  readonly id: string;
  readonly name: string;
}

/** Who wrangler is logged in as; `accounts` is what the login reaches. */
export type Login =
  | { readonly kind: "loggedIn"; readonly who: string; readonly accounts: readonly Account[] }
  | { readonly kind: "loggedOut" }
  | { readonly kind: "unknown"; readonly why: string };

/** The account of a deploy: chosen, left to wrangler, or not to be had. */
export type AccountChoice =
  | { readonly kind: "account"; readonly id: string }
  | { readonly kind: "configured" }
  | { readonly kind: "loggedOut" }
  | { readonly kind: "cancelled" };

/** Asks which account is meant, where the configuration and the environment of the process do not say. */
export class Accounts {
  readonly #tools: Tools;
  readonly #memory: vscode.Memento;
  readonly #loggedIn: () => void;

  /** `loggedIn` is called each time wrangler says that it is. */
  constructor(tools: Tools, memory: vscode.Memento, loggedIn: () => void) {
    this.#tools = tools;
    this.#memory = memory;
    this.#loggedIn = loggedIn;
  }

  /** Asks wrangler who is logged in; it answers from its own login or `CLOUDFLARE_API_TOKEN`. */
  async login(folder: FilePath, signal?: AbortSignal): Promise<Login> {
    const { stdout, end, findings } = await runCaptured(await this.#tools.specOf({ kind: "whoami" }, folder), signal);
    const fields = fieldsOf(stdout.slice(Math.max(stdout.indexOf("{"), 0)));
    if (fields?.["loggedIn"] === false) return { kind: "loggedOut" };
    if (fields?.["loggedIn"] !== true) {
      const [said] = findings.map((each) => explain(each).message);
      return { kind: "unknown", why: said ?? (end.kind === "failed" ? end.message : stdout.trim()) };
    }
    this.#loggedIn();
    const accounts = Array.isArray(fields["accounts"]) ? fields["accounts"].flatMap(accountOf) : [];
    return { kind: "loggedIn", who: stringField(fields, "email") ?? stringField(fields, "authType") ?? "", accounts };
  }

  /** The account for a Worker; the answer is remembered for its configuration. */
  async choose(target: Target, summary: WorkerSummary | undefined, signal: AbortSignal): Promise<AccountChoice> {
    const environment = summary?.environments.find((each) => each.name === target.environment);
    const isConfigured = environment?.accountId !== undefined || summary?.accountId !== undefined;
    if (isConfigured || process.env["CLOUDFLARE_ACCOUNT_ID"] !== undefined) return { kind: "configured" };
    const login = await this.login(dirname(target.configPath), signal);
    if (login.kind === "loggedOut") return { kind: "loggedOut" };
    // What wrangler did not say it will say again, better, when it deploys.
    if (login.kind === "unknown" || login.accounts.length === 0) return { kind: "configured" };
    return this.#pick(target, login.accounts);
  }

  async forget(target: Target): Promise<void> {
    await this.#memory.update(accountKey(target), undefined);
  }

  async #pick(target: Target, accounts: readonly Account[]): Promise<AccountChoice> {
    const [only, ...more] = accounts;
    if (only !== undefined && more.length === 0) return { kind: "account", id: only.id };
    const remembered = this.#memory.get<string>(accountKey(target));
    if (accounts.some((each) => each.id === remembered)) return { kind: "account", id: remembered ?? "" };
    const items = accounts.map(({ id, name }) => ({ label: name, description: id, id }));
    const chosen = await vscode.window.showQuickPick(items, {
      placeHolder: vscode.l10n.t("Which account? The answer is remembered."),
      // It comes seconds after the command, when the person may be elsewhere.
      ignoreFocusOut: true,
    });
    if (chosen === undefined) return { kind: "cancelled" };
    await this.#memory.update(accountKey(target), chosen.id);
    return { kind: "account", id: chosen.id };
  }
}

function accountKey({ configPath }: Target): string {
  return `wrangler.account ${configPath}`;
}

function accountOf(value: unknown): readonly Account[] {
  const fields = fieldsOf(value);
  const id = stringField(fields, "id");
  return id === undefined ? [] : [{ id, name: stringField(fields, "name") ?? id }];
}
