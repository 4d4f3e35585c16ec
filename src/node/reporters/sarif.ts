import { pathToFileURL } from "node:url";
import type sarif from "sarif";
import type { Problem } from "../../core/check.ts";
import { resolveFix } from "../../core/fix.ts";
import { rules } from "../../core/rules/index.ts";
import type { Fix, Rule, Severity } from "../../core/rules/rule.ts";
import type { FileEdit, TextEdit } from "../../core/text/edits.ts";
import { isInside } from "../../core/text/path.ts";
import type { FilePath, Place } from "../../core/text/span.ts";
import { rulePageLink } from "../../protocol.ts";
import type { RulePages } from "../rulePages.ts";
import { shownFrom, type Report } from "./report.ts";

export interface SarifOptions {
  /** The folder of the repository, which paths are relative to. */
  readonly checkout: FilePath;
  /** The version of this package. */
  readonly version: string;
  readonly rulePages: RulePages;
}

/**
 * SARIF 2.1.0, as code scanning services take it: https://docs.oasis-open.org/sarif/sarif/v2.1.0/ and
 * https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
 */
export function sarifReport(report: Report, options: SarifOptions): string {
  const used = rules.filter((rule) => report.problems.some((problem) => problem.rule === rule.id));
  const log: sarif.Log = {
    version: "2.1.0",
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    runs: [
      {
        tool: {
          driver: {
            name: "durable-objects",
            version: options.version,
            semanticVersion: options.version,
            rules: used.map((rule) => descriptorOf(rule, options.rulePages)),
          },
        },
        invocations: [{ executionSuccessful: true }],
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [base]: { uri: `${pathToFileURL(options.checkout).href.replace(/\/$/, "")}/` } },
        results: report.problems.map((problem) => resultOf(problem, used, { report, checkout: options.checkout })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** The name that stands for the repository's folder, in the spelling that GitHub and others use. */
const base = "%SRCROOT%";

const levels: Readonly<Record<Severity, sarif.ReportingConfiguration.level>> = {
  error: "error",
  warning: "warning",
  info: "note",
  hint: "note",
};

function descriptorOf(rule: Rule, rulePages: RulePages): sarif.ReportingDescriptor {
  const page = rulePages.get(rule.id);
  return {
    id: rule.id,
    shortDescription: { text: `${rule.summary}.` },
    fullDescription: { text: `${rule.summary}.` },
    // The page ships with the extension, which opens it behind this address.
    helpUri: `vscode://durable-objects.durable-objects${rulePageLink(rule.id)}`,
    help: { text: page ?? `${rule.summary}.`, ...(page !== undefined && { markdown: page }) },
    ...(rule.severity !== "off" && { defaultConfiguration: { level: levels[rule.severity] } }),
    properties: { tags: ["durable-objects", "cloudflare"], "problem.severity": problemSeverity(rule.severity) },
  };
}

/** What GitHub sorts by. */
function problemSeverity(severity: Rule["severity"]): "error" | "warning" | "recommendation" {
  return severity === "error" || severity === "warning" ? severity : "recommendation";
}

interface Context {
  readonly report: Report;
  readonly checkout: FilePath;
}

function resultOf(problem: Problem, used: readonly Rule[], context: Context): sarif.Result {
  const fixes = problem.fixes.flatMap((fix) => fixOf(problem, fix, context));
  return {
    ruleId: problem.rule,
    ruleIndex: used.findIndex((rule) => rule.id === problem.rule),
    level: levels[problem.severity],
    message: { text: problem.message },
    locations: [locationOf(problem, context)],
    ...(problem.related.length > 0 && {
      relatedLocations: problem.related.map(({ place, message }, index) => ({
        id: index + 1,
        ...locationOf(place, context),
        message: { text: message },
      })),
    }),
    ...(fixes.length > 0 && { fixes }),
    properties: { severity: problem.severity, environment: problem.environment },
  };
}

function locationOf(place: Place, context: Context): sarif.Location {
  return {
    physicalLocation: { artifactLocation: artifactOf(place.path, context), region: regionOf(place, context) },
  };
}

/** A relative address may not climb out of its base. */
function artifactOf(file: FilePath, { checkout }: Context): sarif.ArtifactLocation {
  if (!isInside(checkout, file)) return { uri: pathToFileURL(file).href };
  return { uri: shownFrom(checkout, file).split("/").map(encodeURIComponent).join("/"), uriBaseId: base };
}

function regionOf(place: Place, { report }: Context): sarif.Region {
  const { start, end } = report.places.range(place);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function fixOf(problem: Problem, fix: Fix, context: Context): readonly sarif.Fix[] {
  const edits = resolveFix(context.report.files, problem.config, fix);
  if (edits === undefined) return [];
  return [{ description: { text: fix.title }, artifactChanges: edits.map((edit) => changeOf(edit, context)) }];
}

function changeOf(edit: FileEdit, context: Context): sarif.ArtifactChange {
  const edits: readonly TextEdit[] =
    edit.kind === "change"
      ? edit.edits
      : [{ span: { start: 0, end: 0 }, newText: edit.kind === "create" ? edit.text : "" }];
  return {
    artifactLocation: artifactOf(edit.path, context),
    replacements: edits.map(({ span, newText }) => ({
      deletedRegion: regionOf({ path: edit.path, span }, context),
      insertedContent: { text: newText },
    })),
  };
}
