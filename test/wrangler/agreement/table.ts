import { readFileSync, writeFileSync } from "node:fs";

const page = "docs/agreement.md";

/** Writes lines of Markdown between the marks of a part of the page. */
export function updatePage(part: string, lines: readonly string[]): void {
  const text = readFileSync(page, "utf8");
  const marks = new RegExp(`(<!-- generated: ${part} -->\n)[^]*?(<!-- end -->)`);
  if (!marks.test(text)) throw new Error(`${page} has no part ${part}`);
  writeFileSync(page, text.replace(marks, `$1\n${lines.join("\n")}\n\n$2`));
}

/** One row for each rule: how many projects have its mistake, and in how many everything agrees. */
export function ruleTable(results: readonly { readonly rule: string; readonly agrees: boolean }[]): readonly string[] {
  const rules = [...new Set(results.map(({ rule }) => rule))];
  const rows = rules.map((rule) => {
    const own = results.filter((each) => each.rule === rule);
    return `| ${rule} | ${own.length} | ${own.filter(({ agrees }) => agrees).length} |`;
  });
  const agreeing = results.filter(({ agrees }) => agrees).length;
  return [
    "| planted | projects | agree |",
    "| --- | --- | --- |",
    ...rows,
    `| **together** | ${results.length} | ${agreeing} |`,
  ];
}
