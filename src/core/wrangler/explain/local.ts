import { t } from "@vscode/l10n";
import type { BuildKind, ConfigurationKind, StartupKind } from "../findings/finding.ts";
import { classOf, explanation, type Explanations } from "./explanation.ts";

/** What wrangler refuses when it reads the configuration. */
export const configurationExplanations: Explanations<ConfigurationKind> = {
  configurationField: (finding) => explanation(finding.original),
  configurationSyntax: (finding) => explanation(finding.original),
  unknownEnvironment: () =>
    explanation(t("wrangler knows no such environment in this configuration; choose one that is written in it.")),
  replayCreatesExisting: (finding) =>
    explanation(
      t(
        "The migrations create {0} although a step before has created it, so wrangler stops; remove one of the two.",
        classOf(finding),
      ),
      "migration-create-existing",
    ),
  replayNeedsMissing: (finding) =>
    explanation(
      t(
        "`{0}` names {1}, which no step before it creates, so wrangler stops; if an older step was removed from the file, put the creation back into a tag that is already applied.",
        finding.guilty.field ?? "?",
        classOf(finding),
      ),
      ...(finding.guilty.field === "renamed_classes"
        ? ["migration-rename-missing", "migration-transferred-invisible"]
        : ["migration-delete-missing", "migration-transferred-invisible"]),
    ),
  compatibilityDateMissing: () =>
    explanation(
      t("The configuration has no `compatibility_date`, without which wrangler uploads nothing; add today's date."),
      "compat-date-missing",
    ),
  compatibilityDateFuture: () =>
    explanation(
      t(
        "The `compatibility_date` lies in the future, which neither `wrangler dev` nor the API accepts; use today's date.",
      ),
      "compat-date-future",
    ),
  serviceWorkerFormat: () =>
    explanation(
      t(
        "The entry has no `export default`, so wrangler builds it in the service worker format, in which no Durable Object can be defined; write it as a module.",
      ),
      "service-worker-with-do",
      "migrations-service-worker",
    ),
};

/** What goes wrong while wrangler bundles the Worker. */
export const buildExplanations: Explanations<BuildKind> = {
  boundClassNotExported: (finding) =>
    explanation(
      t(
        "The class {0} is bound, but the entry does not export it, so wrangler stops; export it there.",
        classOf(finding),
      ),
      "bound-class-not-exported",
      "export-type-only",
      "export-star-from-cjs",
      "do-class-default-export",
    ),
  entryNotFound: () =>
    explanation(t("`main` names a file that does not exist; correct the path, or run the build that makes the file.")),
  buildError: (finding) => explanation(finding.original),
};

/** What workerd refuses when `wrangler dev` starts it. */
export const startupExplanations: Explanations<StartupKind> = {
  declaredClassNotExported: (finding) =>
    explanation(
      t(
        "The configuration declares the class {0}, but the entry does not export it, so the runtime cannot start; export the class, or take it out of the lifecycle.",
        classOf(finding),
      ),
      "exports-live-class-not-exported",
      "migration-class-not-exported",
      "do-class-removed-from-code",
      "bound-class-not-exported-self-script",
      "bound-class-not-exported-nobundle",
      "reexport-of-missing-name",
    ),
  declaredClassIsNoClass: (finding) =>
    explanation(
      t(
        "What the entry exports as {0} is no class, so the runtime cannot start; export the class itself.",
        classOf(finding),
      ),
      "export-not-a-class",
    ),
  exportIsNothing: () =>
    explanation(
      t(
        "An export of the entry is `undefined` or `null`, often a re-export of a name that the other module does not have, so the runtime cannot start; remove that export.",
      ),
      "reexport-of-missing-name",
    ),
  exportIsNoHandler: (finding) =>
    explanation(
      t(
        "The entry exports {0}, which is neither a class, a function nor an object with handlers, so the runtime cannot start; move it to another module.",
        finding.guilty.exportName ?? "?",
      ),
      "export-not-a-class",
    ),
  remoteClassMissing: (finding) =>
    explanation(
      t(
        "The binding {0} refers to the class {1} of the Worker {2}, which declares no such class, so the runtime cannot start; declare the class there, or correct the name.",
        finding.guilty.binding ?? "?",
        classOf(finding),
        finding.guilty.script ?? "?",
      ),
      "external-script-class-missing",
    ),
  runtimeTooOld: () =>
    explanation(
      t("The `compatibility_date` is newer than the installed runtime; update wrangler, or use an earlier date."),
    ),
  addressInUse: () =>
    explanation(t("Another program listens on this port; stop it, or let the next start choose a free one.")),
};
