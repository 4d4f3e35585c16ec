import type { Study } from "./study.ts";

/** Everything, for other programs. */
export function printJson(studies: readonly Study[]): void {
  console.log(JSON.stringify(studies, null, 2));
}

/** What is worth reading: each finding, each open entry, each break that was not found as it should be. */
export function printText(studies: readonly Study[]): void {
  for (const study of studies) printOne(study);
}

function printOne({ title, configs, concerned, findings, entries, breaks }: Study): void {
  console.log(`\n${title}: ${configs} configurations, ${concerned} about Durable Objects`);
  for (const { severity, rule, place, text, message } of findings) {
    console.log(`  ${severity} ${rule} ${place} ${text.split("\n")[0]}\n      ${message}`);
  }
  const { there, open, absent, none } = entries;
  console.log(`  entries: ${there} there, ${open.length} of them open; ${absent} absent, ${none} without \`main\``);
  for (const each of open) console.log(`    ${each}`);
  const missed = breaks.filter((each) => each.miss !== undefined);
  console.log(`  breaks: ${breaks.length - missed.length} of ${breaks.length} found`);
  for (const each of missed) console.log(`    ${each.title}: ${each.miss}`);
}
