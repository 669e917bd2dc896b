/** The generated package answers every vector row; the rows are generated from its contract. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { contract, decide, recordSchemas, traceEventSchema } from "../../generated/typescript/src/index.js";

type Answer = (...args: never[]) => unknown;
type Trigger = readonly [by: string, event: string | null, verdict: string | null] | null;
type Route = readonly [string, string, string, string | null, string | null] | null;
type Facts = Readonly<Record<string, unknown>>;
type Evidence = readonly [Facts, boolean];
type Edit = readonly [path: readonly (string | number)[], value: unknown];

const trigger = (fields: Trigger): decide.TransitionTrigger | undefined =>
  fields === null ? undefined : { by: fields[0], event: fields[1], verdict: fields[2] };

const can = (source: string, target: string, fields: Trigger): boolean =>
  decide.canTransition(contract, source, target, trigger(fields));

function required<Value>(value: Value | null | undefined): Value {
  assert.ok(value !== null && value !== undefined, "the contract does not have it");
  return value;
}

const CONTRACT_JSON = new URL("../../../../generated/contract.json", import.meta.url);

const schemas: Readonly<Record<string, Parameters<typeof decide.problemsOf>[0]>> = recordSchemas;

const ANSWERS: Readonly<Record<string, Answer>> = {
  pairs: can,
  triggers: can,
  asserted: (source: string, target: string, fields: Trigger) =>
    decide.assertTransition(contract, source, target, trigger(fields)).length,
  allowed: (source: string) => [...decide.allowedTargets(contract, source)].sort(byCodePoint),
  names: (kind: string, name: string) => decide.resolve(contract, kind, name),
  errors: (error: string, attempt: number) => {
    const decision = decide.decideRetry(contract, error, attempt);
    return { after: decision.retryAfterMs, recovery: decision.recovery };
  },
  circuit: (failures: number[], closed: number | null) =>
    decide.circuitState(required(contract.circuit), failures, closed),
  mixes: (results: string[], threshold: number, tolerated: number) =>
    decide.aggregate(results, contract.aggregation, threshold, tolerated),
  sets: (name: string, results: string[]) => decide.aggregateSet(contract, name, results),
  budgets: (phase: string, used: Record<string, number>, multiplier: number | null, level: string | null) =>
    decide.checkBudget(required(contract.budgets), phase, used, multiplier, level),
  reruns: (command: string, fields: Evidence, force: boolean) => {
    const [facts, started] = fields;
    return decide.checkRerun(contract, command, { facts: evidenceFacts(facts), started }, force);
  },
  evidence: (route: Route, facts: Facts) =>
    decide.unmetConditions(contract, conditionsOf(route), evidenceFacts(facts)).map((reason) => Object.values(reason)),
  models: (agent: string) => decide.modelFor(contract, agent),
  records: (kind: string, value: unknown) => {
    const schema = schemas[kind];
    return schema !== undefined && decide.problemsOf(schema, value).length === 0;
  },
  lines: (value: unknown) => decide.problemsOf(traceEventSchema, value).length === 0,
  aliases: (kind: string, value: Record<string, unknown>) =>
    decide.canonicalNames(contract, required(contract.records[kind]), value),
  matches: (edits: readonly Edit[]) => decide.assertContractMatches(contract, edited(edits)) ?? null,
};

function conditionsOf(route: Route): readonly decide.ConditionSpec[] {
  if (route === null) {
    return [{ kind: "tea", names: [], limit: 0, artifact: "", section: "" }];
  }
  const fields = JSON.stringify(route);
  const transition = contract.transitions.find(
    (item) => JSON.stringify([item.source, item.target, item.by, item.event, item.verdict]) === fields,
  );
  return required(transition).requires;
}

/** The names of the facts are those of Python in the vectors. */
function evidenceFacts(facts: Facts): decide.EvidenceFacts {
  const toCamelCase = (name: string): string => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  const entries = Object.entries(facts).map(([name, value]) => [toCamelCase(name), value]);
  return Object.fromEntries(entries) as unknown as decide.EvidenceFacts;
}

/** `contract.json` with other values; the empty path is all data. */
function edited(edits: readonly Edit[]): unknown {
  const all: Record<string, unknown> = { data: JSON.parse(readFileSync(CONTRACT_JSON, "utf8")) };
  for (const [path, value] of edits) {
    const keys = ["data", ...path];
    const parent = keys.slice(0, -1).reduce((item, key) => item[key] as Record<string, unknown>, all);
    parent[required(keys.at(-1))] = value;
  }
  return all["data"];
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : 1;
}

function answer(ask: Answer, args: readonly unknown[]): unknown {
  try {
    return ask(...(args as never[]));
  } catch (error) {
    if (error instanceof decide.DecisionError) {
      return { error: error.name.replace(/Error$/, ""), message: error.message };
    }
    throw error;
  }
}

const vectors = JSON.parse(readFileSync(required(process.env["REVI_VECTORS"]), "utf8")) as Readonly<
  Record<string, readonly (readonly [args: readonly unknown[], expected: unknown])[]>
>;

test("a problem names the field, or else the record", () => {
  const problems = [decide.problemsOf(decide.countSchema, -1), decide.problemsOf(decide.objectSchema, 1)].flat();
  assert.deepEqual(problems.map((problem) => problem.split(": ")[0]), ["record", "record"]);
  assert.match(decide.problemsOf(decide.workerSetSchema, { workers: [1] })[0] ?? "", /^workers\.0: /);
});

for (const [question, rows] of Object.entries(vectors)) {
  test(`${question}: ${rows.length} rows`, () => {
    const ask = required(ANSWERS[question]);
    for (const [args, expected] of rows) {
      assert.deepEqual(answer(ask, args), expected, `${question} ${JSON.stringify(args)}`);
    }
  });
}
