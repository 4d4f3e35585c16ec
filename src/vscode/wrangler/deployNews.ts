import * as vscode from "vscode";
import { commandId } from "../../contributions.ts";
import { explain } from "../../core/wrangler/explain/explain.ts";
import type { OutputEntry } from "../../core/wrangler/output.ts";
import type { Target } from "../../core/wrangler/summary.ts";
import { tellError } from "../tell.ts";
import type { AskedOutcome } from "./asking.ts";
import type { Services } from "./services.ts";

interface Told {
  readonly kind: "deploy" | "versions upload";
  readonly target: Target;
  readonly name: string;
}

type Sent = Extract<OutputEntry, { readonly type: "deploy" | "version-upload" }>;

/** Tells of a deploy that has arrived, with what people do next. */
export async function tellDeployed(
  services: Services,
  { kind, target, name }: Told,
  sent: Sent | undefined,
): Promise<void> {
  const address = addressOf(sent);
  const message = arrivalText(kind, name, sent?.versionId?.slice(0, 8));
  const whole = address === undefined ? message : `${message} ${address}`;
  services.log.info(whole);
  const actions: Actions = {
    ...(address !== undefined && {
      [vscode.l10n.t("Open")]: async () => vscode.env.openExternal(vscode.Uri.parse(address)),
    }),
    ...(kind === "deploy"
      ? { [vscode.l10n.t("Live Log")]: async () => vscode.commands.executeCommand(commandId("tail"), target) }
      : {
          [vscode.l10n.t("Deploy Versions")]: async () =>
            vscode.commands.executeCommand(commandId("deployVersions"), target),
        }),
    [vscode.l10n.t("Dashboard")]: async () => vscode.commands.executeCommand(commandId("openDashboard"), target),
  };
  const chosen = await vscode.window.showInformationMessage(whole, ...Object.keys(actions));
  if (chosen !== undefined) await actions[chosen]?.();
}

type Actions = Readonly<Record<string, () => Promise<unknown>>>;

function arrivalText(kind: Told["kind"], name: string, version: string | undefined): string {
  if (kind === "versions upload") return vscode.l10n.t("A version of {0} is uploaded: {1}.", name, version ?? "?");
  return version === undefined
    ? vscode.l10n.t("{0} is deployed.", name)
    : vscode.l10n.t("{0} is deployed: version {1}.", name, version);
}

/** Tells that nobody knows whether a deploy arrived; what is offered is to look, not to try again. */
export async function tellUnknown({ target, name }: Told): Promise<void> {
  const look = vscode.l10n.t("Show What Is Deployed");
  const message = vscode.l10n.t(
    "Whether the deploy of {0} arrived is not known. Look at what is deployed first.",
    name,
  );
  const chosen = await vscode.window.showWarningMessage(message, look);
  if (chosen === look) await vscode.commands.executeCommand(commandId("showDeployed"), target);
}

/** Tells of a refusal; its places stand in the Problems panel. */
export async function tellFailed({ name }: Pick<Told, "name">, explanations: readonly string[]): Promise<void> {
  const problems = vscode.l10n.t("Show Problems");
  const message = explanations[0] ?? vscode.l10n.t("The deploy of {0} failed; the terminal says why.", name);
  const chosen = await vscode.window.showErrorMessage(message, problems);
  if (chosen === problems) await vscode.commands.executeCommand("workbench.actions.view.problems");
}

/** Tells why a command has failed that had a terminal to itself; what it did, it has said there. */
export function tellAsked({ code, findings }: AskedOutcome): void {
  const [why] = findings.map((each) => explain(each).message);
  if (code !== undefined && code !== 0 && why !== undefined) tellError(why);
}

function addressOf(sent: Sent | undefined): string | undefined {
  if (sent?.type === "version-upload") return sent.previewUrl;
  return sent?.targets.find((each) => each.startsWith("https://"));
}
