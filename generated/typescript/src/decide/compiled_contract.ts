// revi:generated
// Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
/**
 * The contract in the form that decisions read. Durations are in milliseconds; a missing value is null.
 */

/**
 * The names of one kind. `aliases`: other name → id; `reserved`: name that must not be used → reason.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface NameTable {
  readonly ids: readonly string[];
  readonly aliases: Readonly<Record<string, string>>;
  readonly reserved: Readonly<Record<string, string>>;
}

/**
 * One condition; see `evidence_check`. `names` depend on `kind`; `limit` is 0 unless the kind counts.
 *
 * `artifact` and `section`: the file and its section with the rows of the kinds `rows` and `plan`.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface ConditionSpec {
  readonly kind: string;
  readonly names: readonly string[];
  readonly limit: number;
  readonly artifact: string;
  readonly section: string;
}

/**
 * A status of a story; `stage` is its column on the board, "" for none.
 *
 * `accepted`: a story in it is done, and no longer blocks the stories that depend on it; `requires`: what
 * every story in it must show.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface StatusSpec {
  readonly stage: string;
  readonly initial: boolean;
  readonly terminal: boolean;
  readonly countsAsBlocked: boolean;
  readonly accepted: boolean;
  readonly requires: readonly ConditionSpec[];
}

/**
 * A transition between two statuses; `by` is a command, `manual` or `system`.
 *
 * `requires`: all that the move requires, those of its verdict and its target included; `force`: whether a
 * person can make it although something is missing.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface TransitionSpec {
  readonly source: string;
  readonly target: string;
  readonly by: string;
  readonly event: string | null;
  readonly verdict: string | null;
  readonly requires: readonly ConditionSpec[];
  readonly force: boolean;
}

/**
 * How a step is retried after an error; `backoff` is `fixed` or `exponential`.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface RetryPolicy {
  readonly max: number;
  readonly backoff: string;
  readonly delayMs: number;
  readonly capMs: number | null;
}

/**
 * An error type; `recovery` is what happens when no retry is left.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface ErrorSpec {
  readonly retry: RetryPolicy | null;
  readonly recovery: string;
}

/**
 * When repeated errors stop the work. In the first of `states` work continues, in the last it stops.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface CircuitBreaker {
  readonly failures: number;
  readonly windowMs: number;
  readonly states: readonly string[];
}

/**
 * Workers that run in parallel; `maxConcurrency` 0 means no limit, `passThreshold` is a share.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface WorkerSetSpec {
  readonly workers: readonly string[];
  readonly timeoutMs: number;
  readonly passThreshold: number;
  readonly toleratedTimeouts: number;
  readonly failFast: boolean;
  readonly maxConcurrency: number;
  readonly keepPartialResults: boolean;
}

/**
 * A rule that combines the results of workers; see `aggregate`.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface AggregationRule {
  readonly when: string;
  readonly of: readonly string[];
  readonly forgiving: readonly string[];
  readonly then: string;
}

/**
 * The action above each limit: `continue`, `warn`, `confirm` or `fail`.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface BudgetLevel {
  readonly overWarning: string;
  readonly overHard: string;
}

/**
 * How a story scales its limits; `key` is the front-matter key of its multiplier.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface BudgetMultiplier {
  readonly key: string;
  readonly min: number;
  readonly max: number;
  readonly default: number;
}

/**
 * Token limits of one phase; a limit is reached at or above it.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface TokenLimits {
  readonly warning: number;
  readonly hard: number;
}

/**
 * The token budgets of the phases; `counts` and `shows` list kinds of tokens.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface TokenBudgets {
  readonly level: string;
  readonly levels: Readonly<Record<string, BudgetLevel>>;
  readonly counts: readonly string[];
  readonly shows: readonly string[];
  readonly multiplier: BudgetMultiplier | null;
  readonly phases: Readonly<Record<string, TokenLimits>>;
}

/**
 * What happens when a command is run again; `force` is the flag that forces a rerun, "" for none.
 *
 * `done`: the conditions under which the command counts as done; never if there are none.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface RerunPolicy {
  readonly mode: string;
  readonly done: readonly ConditionSpec[];
  readonly force: string;
}

/**
 * A slash command; `starts` are the statuses in which it can start.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface CommandSpec {
  readonly starts: readonly string[];
  readonly phase: string | null;
  readonly rerun: RerunPolicy | null;
}

/**
 * Field → type in the contract's type syntax, such as `list of agent?`.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export type FieldTypes = Readonly<Record<string, string>>;

/**
 * The events of a trace: the fields that all have, and the additional fields of each event.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface TraceSchema {
  readonly fields: FieldTypes;
  readonly events: Readonly<Record<string, FieldTypes>>;
}

/**
 * All data that decisions read. `modes`: rerun mode → action if the command is done; `agents`: agent → its
 * model.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface CompiledContract {
  readonly storyId: string;
  readonly names: Readonly<Record<string, NameTable>>;
  readonly statuses: Readonly<Record<string, StatusSpec>>;
  readonly transitions: readonly TransitionSpec[];
  readonly errors: Readonly<Record<string, ErrorSpec>>;
  readonly circuit: CircuitBreaker | null;
  readonly workerSets: Readonly<Record<string, WorkerSetSpec>>;
  readonly aggregation: readonly AggregationRule[];
  readonly budgets: TokenBudgets | null;
  readonly modes: Readonly<Record<string, string>>;
  readonly commands: Readonly<Record<string, CommandSpec>>;
  readonly agents: Readonly<Record<string, string | null>>;
  readonly records: Readonly<Record<string, FieldTypes>>;
  readonly trace: TraceSchema | null;
}

/**
 * The value of an own property; undefined for inherited ones such as `constructor`.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export function ownValue<Value>(items: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(items, key) ? items[key] : undefined;
}
