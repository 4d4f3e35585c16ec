import { t } from "@vscode/l10n";
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
} from "vscode-languageserver";
import type { Problem } from "../core/check.ts";
import type { FileSystem } from "../core/ports.ts";
import type { Analysis } from "../core/project.ts";
import type { Severity } from "../core/rules/rule.ts";
import { basename } from "../core/text/path.ts";
import type { FilePath, Place } from "../core/text/span.ts";
import { wranglerRule } from "../core/wrangler/runProblems.ts";
import { rulePageLink } from "../protocol.ts";
import type { Client } from "./client.ts";
import type { Reported } from "./diagnostics.ts";
import { LineMaps, toRange } from "./texts.ts";

/** The authority of links into this extension: its identifier. */
const extensionId = "durable-objects.durable-objects";

/** What an editor shows as the source of a diagnostic. */
const source = "Durable Objects";

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const tags = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

/** What a conversion needs beside the problem. */
export interface Conversion {
  readonly analysis: Analysis;
  readonly files: FileSystem;
  readonly uriOf: (path: FilePath) => string;
  readonly client: Client;
}

/** Adds the diagnostics to the problems of one configuration. */
export function withDiagnostics(problems: readonly Problem[], conversion: Conversion): readonly Reported[] {
  const maps = new LineMaps();
  const linesOf = (path: FilePath) => maps.of(textOf(path, conversion));
  const location = ({ path, span }: Place) => ({
    uri: conversion.uriOf(path),
    range: toRange(linesOf(path), span),
  });
  return problems.map((problem) => {
    const related: DiagnosticRelatedInformation[] = conversion.client.hasRelatedInformation
      ? relatedOf(problem).map(({ place, message }) => ({ location: location(place), message }))
      : [];
    const diagnostic = {
      range: toRange(linesOf(problem.path), problem.span),
      severity: severities[problem.severity],
      source,
      code: problem.rule,
      message: problem.message,
      ...codeDescription(problem.rule, conversion.client),
      ...(problem.tag && { tags: [tags[problem.tag]] }),
      ...(related.length > 0 && { relatedInformation: related }),
    };
    return { problem, diagnostic };
  });
}

function codeDescription(rule: string, { options, hasCodeDescription }: Client): Pick<Diagnostic, "codeDescription"> {
  if (!hasCodeDescription || options.uriScheme === undefined || rule === wranglerRule) return {};
  return { codeDescription: { href: `${options.uriScheme}://${extensionId}${rulePageLink(rule)}` } };
}

/** A problem in another file than the configuration also says which configuration it comes from. */
function relatedOf({ path, config, related }: Problem): Problem["related"] {
  const isNamed = path === config || related.some(({ place }) => place.path === config);
  if (isNamed) return related;
  const place = { path: config, span: { start: 0, end: 0 } };
  return [...related, { place, message: t("Found for the Worker that {0} configures.", basename(config)) }];
}

/** The text that the problem's spans refer to: the one that was analysed. */
function textOf(path: FilePath, { analysis, files }: Conversion): string {
  if (path === analysis.path) return analysis.config.document.text || (files.readFile(path) ?? "");
  for (const { entry } of analysis.workers) {
    const module = entry.kind === "module" ? entry.modules.get(path) : undefined;
    if (module !== undefined) return module.text;
  }
  return files.readFile(path) ?? "";
}
