// revi:9069afb151e91c5c
// Written by hand in revi-docs, where it is tested; it reads the contract and holds no fact of it.
/**
 * The contract as decisions read it. Lengths of time are milliseconds; a value that is not there is null.
 */

/**
 * The names of one kind. `aliases`: other name → id; `reserved`: a name that must not be used → why.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface Names {
  readonly ids: readonly string[];
  readonly aliases: Readonly<Record<string, string>>;
  readonly reserved: Readonly<Record<string, string>>;
}

/**
 * Where a story stands; `stage` is the board's column, "" where there is none.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface StatusFacts {
  readonly stage: string;
  readonly initial: boolean;
  readonly terminal: boolean;
  readonly countsAsBlocked: boolean;
}

/**
 * One way from status to status; `by` is a command, `manual` or `system`.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface Transition {
  readonly source: string;
  readonly target: string;
  readonly by: string;
  readonly event: string | null;
  readonly verdict: string | null;
}

/**
 * How an error is tried again; `backoff` is `fixed` or `exponential`.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface Retry {
  readonly max: number;
  readonly backoff: string;
  readonly delayMs: number;
  readonly capMs: number | null;
}

/**
 * A way an agent's work fails; `recovery` follows when no retry is left.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface ErrorFacts {
  readonly retry: Retry | null;
  readonly recovery: string;
}

/**
 * When errors pile up. In the first of `states` work goes on, in the last it stops.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface Circuit {
  readonly failures: number;
  readonly windowMs: number;
  readonly states: readonly string[];
}

/**
 * Workers side by side; `maxConcurrency` 0 means all at once, `passThreshold` is a share.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface WorkerSet {
  readonly workers: readonly string[];
  readonly timeoutMs: number;
  readonly passThreshold: number;
  readonly toleratedTimeouts: number;
  readonly failFast: boolean;
  readonly maxConcurrency: number;
  readonly keepPartialResults: boolean;
}

/**
 * One rule that makes many results into one; see `aggregate`.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface Aggregation {
  readonly when: string;
  readonly of: readonly string[];
  readonly forgiving: readonly string[];
  readonly then: string;
}

/**
 * What happens over each limit: `continue`, `warn`, `confirm` or `fail`.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface Level {
  readonly overWarning: string;
  readonly overHard: string;
}

/**
 * How a story scales its limits; `key` is the front-matter key that carries it.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface Multiplier {
  readonly key: string;
  readonly min: number;
  readonly max: number;
  readonly default: number;
}

/**
 * Token limits of one phase; reached means at or above.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface Limits {
  readonly warning: number;
  readonly hard: number;
}

/**
 * How many tokens a phase may use; `counts` and `shows` are kinds of tokens.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface Budgets {
  readonly level: string;
  readonly levels: Readonly<Record<string, Level>>;
  readonly counts: readonly string[];
  readonly shows: readonly string[];
  readonly multiplier: Multiplier | null;
  readonly phases: Readonly<Record<string, Limits>>;
}

/**
 * When a command counts as done: one of an artifact's kind, a status, or `merged` for its branch.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface Done {
  readonly artifact: string | null;
  readonly status: string | null;
  readonly branch: string | null;
}

/**
 * What happens when a command is run again; `force` is the flag that runs it anew, "" for none.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface Rerun {
  readonly mode: string;
  readonly done: Done | null;
  readonly force: string;
}

/**
 * A slash command; `starts` are the statuses in which it begins.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface CommandFacts {
  readonly starts: readonly string[];
  readonly phase: string | null;
  readonly rerun: Rerun | null;
}

/**
 * Field → type in the contract's language of types, such as `list of agent?`.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export type Fields = Readonly<Record<string, string>>;

/**
 * The lines of a trace: the fields of all, and the further fields of each event.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface Trace {
  readonly fields: Fields;
  readonly events: Readonly<Record<string, Fields>>;
}

/**
 * All that decisions ask about. `modes`: mode → what follows when a command is done; `agents`: agent → its
 * model; `newerThanStart`: whether an artifact must be newer than the start.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export interface Contract {
  readonly behaviour: string;
  readonly storyId: string;
  readonly names: Readonly<Record<string, Names>>;
  readonly statuses: Readonly<Record<string, StatusFacts>>;
  readonly transitions: readonly Transition[];
  readonly errors: Readonly<Record<string, ErrorFacts>>;
  readonly circuit: Circuit | null;
  readonly workerSets: Readonly<Record<string, WorkerSet>>;
  readonly aggregation: readonly Aggregation[];
  readonly budgets: Budgets | null;
  readonly modes: Readonly<Record<string, string>>;
  readonly newerThanStart: boolean;
  readonly commands: Readonly<Record<string, CommandFacts>>;
  readonly agents: Readonly<Record<string, string | null>>;
  readonly records: Readonly<Record<string, Fields>>;
  readonly trace: Trace | null;
}

/**
 * The value under a key of its own; undefined also for `constructor` and the like.
 *
 * @see ../../../../docs_src/reference/contract.md
 */
export function own<Value>(items: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(items, key) ? items[key] : undefined;
}
