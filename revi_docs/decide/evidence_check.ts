/** Decide whether a story shows what a move, a verdict or a status requires. */

import { type CompiledContract, type ConditionSpec, ownValue } from "./compiled_contract.js";

/**
 * What is known of a story. A name that is missing from a mapping has no file, no record or no entry.
 *
 * `status`: its status; `verdict`: the one that the move gives, "" for none; `actor`, `reason`: the person who
 * makes the move, "" for none. `artifacts` and `recorded`: artifact → digest of its newest file, now and in
 * the ledger when the story reached its status; `verdicts`: artifact → the verdict that it records; `rows`:
 * `ARTIFACT: CHECK` → what is wrong with its row, "" if nothing; `unfinishedReuse`: planned parts without a
 * result. `runs`: check → what is wrong with its last run, "" if nothing. `breachedPhases`: phases above a hard
 * limit that stops the work. `dependencies`: story that this one depends on → the statuses that count for it,
 * its own, or those of the parts that replace it. `rounds` and `reviews` include the move itself. `outsideEdits`:
 * the files that changed while the story was in its status, and that `may_edit` leaves out.
 *
 * @see page:reference/statuses/index.md
 */
export interface EvidenceFacts {
  readonly status: string;
  readonly verdict: string;
  readonly actor: string;
  readonly reason: string;
  readonly artifacts: Readonly<Record<string, string>>;
  readonly recorded: Readonly<Record<string, string>>;
  readonly verdicts: Readonly<Record<string, string>>;
  readonly rows: Readonly<Record<string, string>>;
  readonly unfinishedReuse: readonly string[];
  readonly runs: Readonly<Record<string, string>>;
  readonly circuitOpen: boolean;
  readonly breachedPhases: readonly string[];
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
  readonly merged: boolean;
  readonly rounds: number;
  readonly reviews: number;
  readonly outsideEdits: readonly string[];
}

/**
 * A reason why a story cannot move. `kind` is the kind of condition, `name` what it is about.
 *
 * @see page:reference/statuses/index.md
 */
export interface UnmetCondition {
  readonly kind: string;
  readonly name: string;
  readonly message: string;
}

/**
 * What is wrong with a check without a record.
 *
 * @see page:reference/statuses/index.md
 */
export const NOT_RUN = "was not run yet";

type Problems = readonly (readonly [name: string, message: string])[];
type ConditionCheck = (condition: ConditionSpec, facts: EvidenceFacts) => Problems;

/**
 * Every reason, in the order of the conditions; each once. A kind that is not known is never met.
 *
 * @see page:reference/statuses/index.md
 */
export function unmetConditions(
  contract: CompiledContract,
  conditions: readonly ConditionSpec[],
  facts: EvidenceFacts,
): readonly UnmetCondition[] {
  const reasons = new Map<string, UnmetCondition>();
  for (const condition of conditions) {
    for (const [name, message] of problemsOfCondition(contract, condition, facts)) {
      const key = JSON.stringify([condition.kind, name, message]);
      reasons.set(key, { kind: condition.kind, name, message });
    }
  }
  return [...reasons.values()];
}

function problemsOfCondition(contract: CompiledContract, condition: ConditionSpec, facts: EvidenceFacts): Problems {
  if (condition.kind === "dependencies-accepted") {
    return dependencyProblems(contract, facts);
  }
  const check = ownValue(CHECKS, condition.kind);
  if (check === undefined) {
    return [[condition.kind, `this version does not know the condition '${condition.kind}'`]];
  }
  return check(condition, facts);
}

function artifactProblems(condition: ConditionSpec, facts: EvidenceFacts): Problems {
  if (condition.names.some((name) => ownValue(facts.artifacts, name) !== undefined)) {
    return [];
  }
  return [[firstName(condition), `there is no ${condition.names.join(" or ")}`]];
}

function newProblems(condition: ConditionSpec, facts: EvidenceFacts): Problems {
  const present = condition.names.filter((name) => ownValue(facts.artifacts, name) !== undefined);
  const first = present[0];
  if (first === undefined) {
    return artifactProblems(condition, facts);
  }
  if (present.some((name) => ownValue(facts.artifacts, name) !== ownValue(facts.recorded, name))) {
    return [];
  }
  return [[first, `${first} has not changed since the story became '${facts.status}'`]];
}

function rowProblems(condition: ConditionSpec, facts: EvidenceFacts): Problems {
  // A missing file is reported once, not for each of its rows.
  if (ownValue(facts.artifacts, condition.artifact) === undefined) {
    return [];
  }
  return condition.names
    .map((name) => [name, ownValue(facts.rows, `${condition.artifact}: ${name}`) ?? "has no recorded run"] as const)
    .filter(([, problem]) => problem !== "")
    .map(([name, problem]) => [name, `the check '${name}' ${problem}`]);
}

function planProblems(condition: ConditionSpec, facts: EvidenceFacts): Problems {
  if (ownValue(facts.artifacts, condition.artifact) === undefined) {
    return [];
  }
  return facts.unfinishedReuse.map((part) => [part, `the planned reuse of '${part}' has no result`]);
}

function verdictProblems(condition: ConditionSpec, facts: EvidenceFacts): Problems {
  const artifact = firstName(condition);
  if (ownValue(facts.artifacts, artifact) === undefined) {
    return [[artifact, `there is no ${artifact}`]];
  }
  const verdict = ownValue(facts.verdicts, artifact) ?? "";
  if (verdict === "") {
    return [[artifact, `${artifact} records no verdict`]];
  }
  return verdict === facts.verdict ? [] : [[artifact, `${artifact} records '${verdict}', not '${facts.verdict}'`]];
}

function runProblems(condition: ConditionSpec, facts: EvidenceFacts): Problems {
  const check = firstName(condition);
  const problem = ownValue(facts.runs, check) ?? NOT_RUN;
  return problem === "" ? [] : [[check, `the check '${check}' ${problem}`]];
}

function dependencyProblems(contract: CompiledContract, facts: EvidenceFacts): Problems {
  const problems: (readonly [string, string])[] = [];
  for (const [story, statuses] of Object.entries(facts.dependencies)) {
    const open = statuses.find((status) => ownValue(contract.statuses, status)?.accepted !== true);
    if (open !== undefined || statuses.length === 0) {
      const state = open === undefined ? "has no status" : `is '${open}'`;
      problems.push([story, `it depends on ${story}, which ${state}`]);
    }
  }
  return problems;
}

function personProblems(condition: ConditionSpec, facts: EvidenceFacts): Problems {
  const actor: Problems = facts.actor === "" ? [["actor", "no person is named"]] : [];
  const needsReason = firstName(condition) === "accountable" && facts.reason === "";
  return needsReason ? [...actor, ["reason", "no reason is given"]] : actor;
}

function statusProblems(condition: ConditionSpec, facts: EvidenceFacts): Problems {
  const status = firstName(condition);
  return facts.status === status ? [] : [[status, `the status is '${facts.status}', not '${status}'`]];
}

function editProblems(_: ConditionSpec, facts: EvidenceFacts): Problems {
  return facts.outsideEdits.map((file) => [file, `${file} was changed, which '${facts.status}' does not allow`]);
}

function countProblems(condition: ConditionSpec, count: number, noun: string): Problems {
  const { limit } = condition;
  if (firstName(condition) === "min" && count < limit) {
    return [["min", `this would be ${noun} ${count}, and ${limit} are needed`]];
  }
  if (firstName(condition) === "max" && count > limit) {
    return [["max", `this would be ${noun} ${count}, and ${limit} are allowed`]];
  }
  return [];
}

function firstName(condition: ConditionSpec): string {
  return condition.names[0] ?? "";
}

/** Kind of condition → what is missing; `dependencies-accepted` also needs the contract. */
const CHECKS: Readonly<Record<string, ConditionCheck>> = {
  artifact: artifactProblems,
  new: newProblems,
  rows: rowProblems,
  plan: planProblems,
  verdict: verdictProblems,
  run: runProblems,
  "circuit-closed": (_, facts) => (facts.circuitOpen ? [["circuit", "the circuit breaker is open"]] : []),
  "within-budget": (_, facts) =>
    facts.breachedPhases.map((phase) => [phase, `the phase ${phase} is above its hard limit`]),
  "branch-merged": (_, facts) => (facts.merged ? [] : [["branch", "the branch of the story is not merged"]]),
  person: personProblems,
  status: statusProblems,
  edits: editProblems,
  rounds: (condition, facts) => countProblems(condition, facts.rounds, "round"),
  reviews: (condition, facts) => countProblems(condition, facts.reviews, "review"),
};
