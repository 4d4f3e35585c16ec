import { isAbsolute, toFilePath } from "../../core/text/path.ts";
import { githubReport } from "../reporters/github.ts";
import { jsonReport } from "../reporters/json.ts";
import { checkoutFolder, type Report } from "../reporters/report.ts";
import { sarifReport } from "../reporters/sarif.ts";
import { textReport } from "../reporters/text.ts";
import type { Format } from "./arguments.ts";
import type { Host } from "./host.ts";

/** The text of a report in a format. */
export function render(format: Format, report: Report, host: Host): string {
  if (format === "text") return textReport(report, hasColours(host));
  if (format === "json") return jsonReport(report);
  const checkout = checkoutOf(report, host);
  if (format === "github") return githubReport(report, checkout);
  return sarifReport(report, { checkout, version: host.version, rulePages: host.rulePages() });
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
