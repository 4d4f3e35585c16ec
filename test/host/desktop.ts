import path from "node:path";
import { mkdirSync, writeFileSync } from "node:fs";
import { runTests, TestRunFailedError } from "@vscode/test-electron";
import { temporaryFolder } from "./endings.ts";
import { cacheFolder } from "./paths.ts";
import { cleanEnvironment } from "./processes.ts";
import { noResult, readResult, type Result, resultVariable } from "./result.ts";
import { cleanSettings } from "./settings.ts";
import { copyWorkspace, type Sources, type Suite } from "./suites.ts";

/**
 * Runs one suite in desktop VS Code, which Microsoft's test launcher downloads; a Linux without a display needs
 * `xvfb-run`.
 * @param version of VS Code, such as `1.110.0` or `stable`
 */
export async function runDesktop(suite: Suite, sources: Sources, version: string): Promise<Result> {
  const copy = copyWorkspace(suite);
  const [folder, removeFolder] = temporaryFolder("do-vscode");
  mkdirSync(path.join(folder, "User"));
  writeFileSync(path.join(folder, "User/settings.json"), JSON.stringify({ ...cleanSettings, ...suite.settings }));
  try {
    await runTests({
      version,
      cachePath: cacheFolder,
      extensionDevelopmentPath: sources.extension,
      extensionTestsPath: suite.bundle,
      extensionTestsEnv: { ...cleanEnvironment(), [resultVariable]: copy.resultFile },
      launchArgs: [copy.workspace, ...launchArguments(folder)],
    });
  } catch (error) {
    // A suite with failures ends VS Code with a code, which the launcher throws.
    if (!(error instanceof TestRunFailedError)) throw error;
  } finally {
    removeFolder();
  }
  const result = readResult(copy.resultFile) ?? noResult;
  copy.remove();
  return result;
}

function launchArguments(folder: string): string[] {
  return [
    `--user-data-dir=${folder}`,
    `--extensions-dir=${path.join(folder, "extensions")}`,
    "--disable-extensions",
    "--disable-workspace-trust",
    "--disable-updates",
    "--skip-welcome",
    "--skip-release-notes",
  ];
}
