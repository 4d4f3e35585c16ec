import assert from "node:assert/strict";
import { poolOf } from "./input.ts";
import { mostRatio, ratioOf } from "./measure.ts";
import { quantile, runInputs, type Report } from "./run.ts";
import { readSeeds } from "./seeds.ts";

const seed = Number(process.env["SEED"] ?? 20261123);
const count = Number(process.env["RUNS"] ?? 2000);
const only = process.env["INPUT"];

describe(`mutated projects (SEED=${seed}, ${only === undefined ? `RUNS=${count}` : `INPUT=${only}`})`, function () {
  this.timeout(0);
  let report: Report;

  before(() => {
    const pool = poolOf(readSeeds());
    report = runInputs(pool, seed, only === undefined ? { count } : { first: Number(only), count: 1 });
    console.log(summary(report));
  });

  it("make nothing throw, and no fix or edit do harm", () => {
    const told = report.failures.map((each) => `${each.count} × ${each.title}\n${each.message}`);
    assert.equal(told.length, 0, told.join("\n\n"));
  });

  it(`are checked in less than ${mostRatio} times a bare parse, all but one in a thousand`, () => {
    const worst = report.times.toSorted((a, b) => ratioOf(b) - ratioOf(a)).slice(0, 5);
    assert.ok(quantile(report.times.map(ratioOf), 0.999) < mostRatio, JSON.stringify(worst, null, 1));
  });
});

function summary({ inputs, problems, fixes, times }: Report): string {
  const row = (name: string, numbers: readonly number[]) =>
    `${name}: median ${quantile(numbers, 0.5).toFixed(2)}, p99 ${quantile(numbers, 0.99).toFixed(2)}, p99.9 ${quantile(numbers, 0.999).toFixed(2)}`;
  return [
    `${inputs} inputs, ${problems} problems, ${fixes} fixes`,
    row(
      "check (ms)",
      times.map((each) => each.check),
    ),
    row(
      "bare parse (ms)",
      times.map((each) => each.bare),
    ),
    row("ratio", times.map(ratioOf)),
  ].join("\n");
}
