import { remember } from "../../remember.ts";
import { indexOf, type ModuleIndex } from "../../source/moduleIndex.ts";
import type { Worker } from "../../worker.ts";
import type { Finding, Rule } from "../rule.ts";
import { modulesOf } from "./code.ts";

const nothing: readonly Finding[] = [];

/** What a rule finds in a Worker. Most modules call little of what the rules about code look for. */
export function ask(rule: Rule, worker: Worker): Iterable<Finding> {
  const { onCalls } = rule;
  return onCalls === undefined || callsOneOf(worker, onCalls) ? rule.check(worker) : nothing;
}

const called = new WeakMap<Worker, readonly ModuleIndex["calls"][]>();

function callsOneOf(worker: Worker, names: readonly string[]): boolean {
  const all = remember(called, worker, (each) => modulesOf(each).map((module) => indexOf(module).calls));
  for (const calls of all) for (const name of names) if (calls.has(name)) return true;
  return false;
}
