import { textOf, type PrintedMessage } from "../messages.ts";
import type { FindingKind, Guilty, WranglerFinding } from "./finding.ts";

/** One error of the Cloudflare API: `<text> [code: <number>]` in what wrangler prints below its headline. */
interface ApiError {
  readonly code: number;
  readonly text: string;
}

/**
 * The findings of a message that tells of a refused request ("A request to the Cloudflare API (…) failed."); undefined for
 * any other. The wordings are those of public logs (troubleshooting page, deploy logs), of which only the parts that
 * tell the cases apart are matched, so that a reworded rest does no harm.
 */
export function readApiErrors(message: PrintedMessage): readonly WranglerFinding[] | undefined {
  const isRequest = /request to the Cloudflare API/.test(message.headline);
  const errors = apiErrors(isRequest ? message.body : [message.headline, ...message.body]);
  if (errors.length === 0 && !isRequest) return undefined;
  const original = textOf(message);
  if (errors.length === 0) return [{ kind: "apiFailed", severity: "error", guilty: {}, original }];
  return errors.map(({ code, text }) => {
    const [kind, guilty] = classify(code, text);
    return { kind, severity: "error", guilty, original: `${text} [code: ${code}]`, code };
  });
}

function apiErrors(lines: readonly string[]): readonly ApiError[] {
  const errors: ApiError[] = [];
  let pending: string[] = [];
  for (const line of lines) {
    const match = /^(.*)\[code: (\d+)\]$/.exec(line);
    if (line.trim() === "") pending = [];
    else pending.push(match?.[1] ?? line);
    if (match === null) continue;
    errors.push({ code: Number(match[2]), text: pending.join("\n").trim() });
    pending = [];
  }
  return errors;
}

type Classified = readonly [FindingKind, Guilty];

function classify(code: number, text: string): Classified {
  const guilty = guiltyIn(text);
  switch (code) {
    case 10021:
      return [/compatibility date in the future/i.test(text) ? "compatibilityDateFuture" : "scriptRefused", guilty];
    case 10061:
      return [bindingKind(text), guilty];
    case 10064:
      // The same code tells of a queue without a consumer.
      return [/does not export class/.test(text) ? "classGone" : "apiFailed", guilty];
    case 10070:
      return ["createNotExported", guilty];
    case 10074:
      return [stepKind(text), guilty];
    case 10079:
      return ["tagPrecondition", tagIn(text)];
    case 10097:
      return ["freePlanNeedsSqlite", guilty];
    case 10099:
      return ["kvRefused", guilty];
    case 10211:
      return ["migrationInVersionsUpload", guilty];
    case 100402:
      return ["exportsScenario", guilty];
    case 100405:
      return ["exportsDiffer", guilty];
    case 100406:
      return ["bindingNeedsDeploy", guilty];
    default:
      return [accountKind(code), guilty];
  }
}

function bindingKind(text: string): FindingKind {
  if (/delete-class migration/.test(text)) return "deleteWhileBound";
  if (/that is not exported by the script/.test(text)) return "bindingToMissingExport";
  if (/in script '[^']*' that does not exist/.test(text)) return "bindingToMissingWorker";
  return "bindingWithoutNamespace";
}

function stepKind(text: string): FindingKind {
  if (/target of more than one migration/.test(text)) return "severalStepsForClass";
  if (/already depended on/.test(text)) return "createExisting";
  if (/not a SQLite Durable Object/.test(text)) return "notSqlite";
  return "stepOnMissingClass";
}

// 10000 and 9106/9109 are what the API answers to a missing, wrong or insufficient token; the others, to an unknown name.
function accountKind(code: number): FindingKind {
  if ([10007, 10090, 10092].includes(code)) return "workerNotDeployed";
  return [10000, 9106, 9109].includes(code) ? "notLoggedIn" : "apiFailed";
}

function guiltyIn(text: string): Guilty {
  const className = /class '([^']+)'/.exec(text)?.[1] ?? /references class '([^']+)'/.exec(text)?.[1];
  const binding = /binding '([^']+)'/.exec(text)?.[1];
  const script = /in script '([^']*)'/.exec(text)?.[1];
  return {
    ...(className !== undefined && { classes: [className] }),
    ...(binding !== undefined && { binding }),
    ...(script !== undefined && { script }),
  };
}

function tagIn(text: string): Guilty {
  const current = /current tag is '([^']*)'/.exec(text)?.[1] ?? /got tag '([^']*)'/.exec(text)?.[1];
  return current === undefined ? {} : { tag: current };
}
