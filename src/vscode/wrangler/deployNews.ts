import * as vscode from "vscode";
import { commandId } from "../../contributions.ts";
import type { OutputEntry } from "../../core/wrangler/output.ts";
import type { Target } from "../../core/wrangler/summary.ts";
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
  const version = sent?.versionId ?? "?";
  const open = vscode.l10n.t("Open");
  const tail = vscode.l10n.t("Live Log");
  const dashboard = vscode.l10n.t("Dashboard");
  const message =
    kind === "deploy"
      ? vscode.l10n.t("{0} is deployed, version {1}.", name, version)
      : vscode.l10n.t("A version of {0} is uploaded: {1}.", name, version);
  services.log.info(`${message} ${address ?? ""}`);
  const actions = address === undefined ? [tail, dashboard] : [open, tail, dashboard];
  const chosen = await vscode.window.showInformationMessage(message, ...actions);
  if (chosen === open && address !== undefined) await vscode.env.openExternal(vscode.Uri.parse(address));
  if (chosen === tail) await vscode.commands.executeCommand(commandId("tail"), target);
  if (chosen === dashboard) await vscode.commands.executeCommand(commandId("openDashboard"), target);
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
export async function tellFailed({ name }: Told, explanations: readonly string[]): Promise<void> {
  const problems = vscode.l10n.t("Show Problems");
  const message = explanations[0] ?? vscode.l10n.t("The deploy of {0} failed; the terminal says why.", name);
  const chosen = await vscode.window.showErrorMessage(message, problems);
  if (chosen === problems) await vscode.commands.executeCommand("workbench.actions.view.problems");
}

function addressOf(sent: Sent | undefined): string | undefined {
  if (sent?.type === "version-upload") return sent.previewUrl;
  return sent?.targets.find((each) => each.startsWith("https://"));
}
