import { t } from "@vscode/l10n";
import type { Worker } from "../worker.ts";
import { hasFrameworkBeside, isRedirected, isAboutDurableObjects } from "./shared/about.ts";
import type { Finding, Rule } from "./rule.ts";

export const mainNotFound: Rule = {
  id: "main-not-found",
  severity: "error",
  stage: "dry",
  summary: "A `main` that is not there",
  fix: "none",
  *check(worker) {
    const { entry, environment } = worker;
    if (entry.kind === "missing" && environment.main !== undefined && isAboutDurableObjects(worker))
      yield finding(worker, environment.main.value);
  },
};

function finding(worker: Worker, main: string): Finding {
  const { entry, environment } = worker;
  const at = environment.main?.span ?? environment.node.span;
  if (entry.kind === "missing" && entry.isFolder) {
    return {
      at,
      message: t(
        "`main` is the folder {0}, so every wrangler command that builds the Worker stops; name its entry file.",
        main,
      ),
    };
  }
  if (entry.kind === "missing" && (entry.isGenerated || hasFrameworkBeside(worker) || isRedirected(worker))) {
    const message = t(
      "{0} is no file here, so its classes cannot be checked; the project's own build makes or finds it.",
      main,
    );
    return { at, message, severity: "hint" };
  }
  const message = t(
    "`main` names {0}, which is not there, so every wrangler command that builds the Worker stops; correct the path or create the file.",
    main,
  );
  return { at, message };
}
