import { isAbsolute, toFilePath } from "../../core/text/path.ts";
import { checkoutFolder, type Report } from "../reporters/report.ts";
import type { Format } from "./arguments.ts";
import type { Host } from "./host.ts";

/** The text of a report in a format; only that format's reporter is loaded. */
export async function render(format: Format, report: Report, host: Host): Promise<string> {
  if (format === "text") return (await import("../reporters/text.ts")).textReport(report, hasColours(host));
  if (format === "json") return (await import("../reporters/json.ts")).jsonReport(report);
  const checkout = checkoutOf(report, host);
  if (format === "github") return (await import("../reporters/github.ts")).githubReport(report, checkout);
  return (await import("../reporters/sarif.ts")).sarifReport(report, {
    checkout,
    version: host.version,
    rulePages: host.rulePages(),
  });
}

/** Any value of NO_COLOR but an empty one turns colours off (https://no-color.org). */
function hasColours({ out, environment }: Host): boolean {
  return out.isTTY === true && (environment["NO_COLOR"] ?? "") === "" && environment["TERM"] !== "dumb";
}

function checkoutOf({ folder }: Report, { environment }: Host) {
  const workspace = environment["GITHUB_WORKSPACE"];
  const isKnown = workspace !== undefined && isAbsolute(workspace);
  return checkoutFolder(isKnown ? toFilePath(workspace) : undefined, folder);
}
