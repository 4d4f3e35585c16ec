import path from "node:path";
import * as vscode from "vscode";
import { rulePagesIn, type RulePages } from "../node/rulePages.ts";
import { ruleOfLink } from "../protocol.ts";
import type { Command } from "./commands.ts";

/** The address of a page is `durable-objects-rule:/<id>.md`. */
const scheme = "durable-objects-rule";

/** Opens the links of problems, `vscode://durable-objects.durable-objects/rule/<id>`, and serves the pages. */
export function registerRulePages(pages: () => RulePages): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.registerFileSystemProvider(scheme, servePages(pages), { isReadonly: true }),
    vscode.window.registerUriHandler({
      async handleUri({ path }) {
        const rule = ruleOfLink(path);
        if (rule !== undefined) await openPage(pages, rule);
      },
    }),
  );
}

/** The pages of the rules, which ship with the extension. */
export function shippedRulePages({ extensionPath }: vscode.ExtensionContext): () => RulePages {
  return rulePagesIn(path.join(extensionPath, "dist", "rules.json.br"));
}

/** Shows the page of a rule: of the one given, or of one that the person picks. */
export function showRulePage(pages: () => RulePages): Command {
  return {
    name: "showRulePage",
    async run(given) {
      const rule = typeof given === "string" ? given : await pickRule(pages());
      if (rule !== undefined) await openPage(pages, rule);
    },
  };
}

async function pickRule(pages: RulePages): Promise<string | undefined> {
  const placeHolder = vscode.l10n.t("Rule whose page is shown");
  return vscode.window.showQuickPick([...pages.keys()], { placeHolder });
}

/** Nothing is opened but the pages: what is asked for may come from a link. */
async function openPage(pages: () => RulePages, rule: string): Promise<void> {
  if (!pages().has(rule)) return;
  await vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.from({ scheme, path: `/${rule}.md` }));
}

/** A file system, because a link from one page to another looks for a file. */
function servePages(pages: () => RulePages): vscode.FileSystemProvider {
  const read = (uri: vscode.Uri): Uint8Array => {
    const text = pages().get(path.posix.basename(uri.path, ".md"));
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return Buffer.from(text);
  };
  const refuse = (uri: vscode.Uri): never => {
    throw vscode.FileSystemError.NoPermissions(uri);
  };
  return {
    onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
    watch: () => vscode.Disposable.from(),
    stat: (uri) => ({ type: vscode.FileType.File, ctime: 0, mtime: 0, size: read(uri).length }),
    readFile: read,
    readDirectory: () => Array.from(pages().keys(), (id) => [`${id}.md`, vscode.FileType.File]),
    writeFile: refuse,
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  };
}
