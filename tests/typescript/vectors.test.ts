/** Every row of the vectors, answered by the generated package; the rows are made from the contract at hand. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { contract, decide, recordSchemas, traceEventSchema } from "../../generated/typescript/src/index.js";

type Answer = (...asked: never[]) => unknown;
type Given = readonly [by: string, event: string | null, verdict: string | null] | null;
type Evidence = readonly [string, number | null, number | null, boolean, boolean];

const trigger = (given: Given): decide.Trigger | undefined =>
  given === null ? undefined : { by: given[0], event: given[1], verdict: given[2] };

const can = (source: string, target: string, given: Given): boolean =>
  decide.canTransition(contract, source, target, trigger(given));

function there<Value>(value: Value | null | undefined): Value {
  assert.ok(value !== null && value !== undefined, "the contract does not have it");
  return value;
}

const schemas: Readonly<Record<string, Parameters<typeof decide.problemsOf>[0]>> = recordSchemas;

const ANSWERS: Readonly<Record<string, Answer>> = {
  pairs: can,
  triggers: can,
  asserted: (source: string, target: string, given: Given) =>
    decide.assertTransition(contract, source, target, trigger(given)).length,
  allowed: (source: string) => [...decide.allowedFrom(contract, source)].sort(byCodePoint),
  names: (kind: string, name: string) => decide.resolve(contract, kind, name),
  errors: (error: string, attempt: number) => {
    const step = decide.afterError(contract, error, attempt);
    return { after: step.retryAfterMs, recovery: step.recovery };
  },
  circuit: (failures: number[], closed: number | null) =>
    decide.circuitState(there(contract.circuit), failures, closed),
  mixes: (results: string[], threshold: number, tolerated: number) =>
    decide.aggregate(results, contract.aggregation, threshold, tolerated),
  sets: (name: string, results: string[]) => decide.aggregateSet(contract, name, results),
  budgets: (phase: string, used: Record<string, number>, multiplier: number | null, level: string | null) =>
    decide.checkBudget(there(contract.budgets), phase, used, multiplier, level),
  reruns: (command: string, given: Evidence, force: boolean) => {
    const [status, artifactMs, enteredMs, merged, started] = given;
    const evidence = { status, artifactMs, enteredMs, merged, started };
    return decide.checkRerun(contract, command, evidence, force);
  },
  models: (agent: string) => decide.modelFor(contract, agent),
  records: (kind: string, value: unknown) => {
    const schema = schemas[kind];
    return schema !== undefined && decide.problemsOf(schema, value).length === 0;
  },
  lines: (value: unknown) => decide.problemsOf(traceEventSchema, value).length === 0,
  older: (kind: string, value: Record<string, unknown>) =>
    decide.canonicalNames(contract, there(contract.records[kind]), value),
  same: (behaviour: string, read: unknown) => decide.assertSameBehaviour(behaviour, read) ?? null,
};

function byCodePoint(one: string, other: string): number {
  return one < other ? -1 : 1;
}

function answered(ask: Answer, asked: readonly unknown[]): unknown {
  try {
    return ask(...(asked as never[]));
  } catch (refusal) {
    if (refusal instanceof decide.RefusedError) {
      return { error: refusal.name.replace(/Error$/, ""), message: refusal.message };
    }
    throw refusal;
  }
}

const vectors = JSON.parse(readFileSync(there(process.env["REVI_VECTORS"]), "utf8")) as Readonly<
  Record<string, readonly (readonly [asked: readonly unknown[], wanted: unknown])[]>
>;

test("a problem names the field, or else the record", () => {
  const said = [decide.problemsOf(decide.countSchema, -1), decide.problemsOf(decide.objectSchema, 1)].flat();
  assert.deepEqual(said.map((one) => one.split(": ")[0]), ["record", "record"]);
  assert.match(decide.problemsOf(decide.workerSetSchema, { workers: [1] })[0] ?? "", /^workers\.0: /);
});

for (const [question, rows] of Object.entries(vectors)) {
  test(`${question}: ${rows.length} rows`, () => {
    const ask = there(ANSWERS[question]);
    for (const [asked, wanted] of rows) {
      assert.deepEqual(answered(ask, asked), wanted, `${question} ${JSON.stringify(asked)}`);
    }
  });
}
