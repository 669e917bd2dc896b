// revi:generated
/** The contract as data, rendered from `revi.yml`. Do not edit. Durations are in milliseconds. */

import type {
  AggregationRule,
  CircuitBreaker,
  CommandSpec,
  CompiledContract,
  ErrorSpec,
  FieldTypes,
  NameTable,
  StatusSpec,
  TokenBudgets,
  TraceSchema,
  TransitionSpec,
  WorkerSetSpec,
} from "./decide/compiled_contract.js";

/**
 * Kind of name → its names. Aliases are accepted in data that is read, and never written.
 *
 * @see ../../docs_src/reference/index.md
 */
export const names: Readonly<Record<string, NameTable>> = {
  status: {
    ids: [
      "open",
      "doing",
      "stuck",
      "closed",
      "done",
    ],
    aliases: {
      // "open"
      new: "open",
      // "doing"
      // "stuck"
      // "closed"
      closed: "done",
      // "done"
    },
    reserved: {
      parked: "It could be stuck | open.",
    },
  },
  phase: {
    ids: [
      "work",
    ],
    aliases: {
      // "work"
    },
    reserved: {
    },
  },
  agent: {
    ids: [
      "lead",
      "reader",
      "tester",
      "clerk",
    ],
    aliases: {
      // "lead"
      // "reader"
      // "tester"
      // "clerk"
    },
    reserved: {
    },
  },
  model: {
    ids: [
      "small",
      "large",
    ],
    aliases: {
      // "small"
      // "large"
    },
    reserved: {
    },
  },
  error: {
    ids: [
      "LOST",
      "BUSY",
      "WRONG",
    ],
    aliases: {
      // "LOST"
      // "BUSY"
      // "WRONG"
    },
    reserved: {
    },
  },
  command: {
    ids: [
      "handle",
      "list",
      "merge",
      "shut",
    ],
    aliases: {
      // "handle"
      treat: "handle",
      // "list"
      // "merge"
      // "shut"
    },
    reserved: {
    },
  },
  recovery: {
    ids: [
      "GIVE_UP",
    ],
    aliases: {
      // "GIVE_UP"
    },
    reserved: {
    },
  },
  "worker-status": {
    ids: [
      "GOOD",
      "BAD",
      "WAITING",
    ],
    aliases: {
      // "GOOD"
      // "BAD"
      // "WAITING"
    },
    reserved: {
    },
  },
};

/**
 * The statuses of a story.
 *
 * @see ../../docs_src/reference/statuses/index.md
 */
export const statuses: Readonly<Record<string, StatusSpec>> = {
  open: {
    // Pipes | ticks ` ‹b›bold‹/b› $1 $\{HOME\} - -› # \{\{ not \}\} [a][b] "quoted" \\ *stars* _lines_
    stage: "board",
    initial: true,
    terminal: false,
    countsAsBlocked: false,
    accepted: false,
    requires: [],
  },
  doing: {
    // Somebody works on it.
    stage: "board",
    initial: false,
    terminal: false,
    countsAsBlocked: false,
    accepted: false,
    requires: [],
  },
  stuck: {
    // It waits for something outside.
    stage: "",
    initial: false,
    terminal: false,
    countsAsBlocked: true,
    accepted: false,
    requires: [],
  },
  closed: {
    stage: "",
    initial: false,
    terminal: true,
    countsAsBlocked: false,
    accepted: false,
    requires: [],
  },
  done: {
    // Nothing is left to do.
    stage: "",
    initial: false,
    terminal: true,
    countsAsBlocked: false,
    accepted: true,
    requires: [
      {
        kind: "artifact",
        names: ["report", "ticket"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "rows",
        names: ["build", "smell"],
        limit: 0,
        artifact: "report",
        section: "Result",
      },
      {
        kind: "artifact",
        names: ["report"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "plan",
        names: ["Goal"],
        limit: 0,
        artifact: "report",
        section: "Result",
      },
    ],
  },
};

/**
 * All transitions between statuses, one for each trigger.
 *
 * @see ../../docs_src/reference/statuses/index.md#transitions
 */
export const transitions: readonly TransitionSpec[] = [
  {
    source: "open",
    target: "doing",
    by: "handle",
    event: "taken",
    verdict: null,
    requires: [
      {
        kind: "circuit-closed",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "dependencies-accepted",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
    ],
    force: true,
    // In the order of the queue.
  },
  {
    source: "doing",
    target: "done",
    by: "handle",
    event: null,
    verdict: "GOOD",
    requires: [
      {
        kind: "run",
        names: ["smell"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "person",
        names: ["accountable"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "within-budget",
        names: [],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "rounds",
        names: ["max"],
        limit: 3,
        artifact: "",
        section: "",
      },
      {
        kind: "new",
        names: ["report"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "verdict",
        names: ["report"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "reviews",
        names: ["min"],
        limit: 2,
        artifact: "",
        section: "",
      },
      {
        kind: "artifact",
        names: ["report", "ticket"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "rows",
        names: ["build", "smell"],
        limit: 0,
        artifact: "report",
        section: "Result",
      },
      {
        kind: "artifact",
        names: ["report"],
        limit: 0,
        artifact: "",
        section: "",
      },
      {
        kind: "plan",
        names: ["Goal"],
        limit: 0,
        artifact: "report",
        section: "Result",
      },
    ],
    force: false,
  },
  {
    source: "doing",
    target: "open",
    by: "handle",
    event: null,
    verdict: "BAD",
    requires: [],
    force: false,
  },
  {
    source: "open",
    target: "stuck",
    by: "manual",
    event: "held",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "doing",
    target: "stuck",
    by: "manual",
    event: "held",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "doing",
    target: "stuck",
    by: "system",
    event: "circuit-open",
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "stuck",
    target: "open",
    by: "manual",
    event: null,
    verdict: null,
    requires: [],
    force: false,
  },
  {
    source: "stuck",
    target: "closed",
    by: "manual",
    event: "dropped",
    verdict: null,
    requires: [],
    force: false,
  },
];

/**
 * Types of errors.
 *
 * @see ../../docs_src/reference/errors.md
 */
export const errors: Readonly<Record<string, ErrorSpec>> = {
  LOST: {
    // It cannot be found.
    retry: {
      max: 1,
      backoff: "fixed",
      delayMs: 7000,
      capMs: null,
    },
    recovery: "GIVE_UP",
  },
  BUSY: {
    // It is in use.
    retry: {
      max: 4,
      backoff: "exponential",
      delayMs: 3000,
      capMs: 40000,
    },
    recovery: "GIVE_UP",
  },
  WRONG: {
    // It makes no sense.
    retry: null,
    recovery: "GIVE_UP",
  },
};

/**
 * When errors are so frequent that a person must act.
 *
 * @see ../../docs_src/reference/errors.md#circuit
 */
export const circuit: CircuitBreaker = {
  failures: 9,
  windowMs: 660000,
  states: ["SHUT", "OPEN"],
};

/**
 * Sets of parallel workers.
 *
 * @see ../../docs_src/reference/workers.md
 */
export const workerSets: Readonly<Record<string, WorkerSetSpec>> = {
  checkers: {
    // Two who check.
    workers: [
      "reader",
      "tester",
    ],
    timeoutMs: 480000,
    passThreshold: 0.5,
    toleratedTimeouts: 0,
    failFast: true,
    maxConcurrency: 0,
    keepPartialResults: true,
  },
};

/**
 * How the results of workers are combined; the first rule that applies decides.
 *
 * @see ../../docs_src/reference/workers.md
 */
export const aggregation: readonly AggregationRule[] = [
  {
    // Nobody checked.
    when: "none",
    of: [],
    forgiving: [],
    then: "BAD",
  },
  {
    when: "any",
    of: ["WAITING"],
    forgiving: [],
    then: "WAITING",
  },
  {
    when: "all",
    of: ["GOOD"],
    forgiving: [],
    then: "GOOD",
  },
  {
    when: "enough",
    of: ["GOOD"],
    forgiving: ["BAD"],
    then: "GOOD",
  },
  {
    when: "otherwise",
    of: [],
    forgiving: [],
    then: "BAD",
  },
];

/**
 * Token limits of the phases.
 *
 * @see ../../docs_src/reference/budgets.md
 */
export const budgets: TokenBudgets = {
  level: "mild",
  levels: {
    // Say so.
    mild: { overWarning: "continue", overHard: "warn" },

    // Stop.
    hard: { overWarning: "warn", overHard: "fail" },
  },
  counts: ["input", "output"],
  shows: ["cache_read"],
  multiplier: {
    key: "budget_scale",
    min: 0.5,
    max: 2.0,
    default: 1.0,
  },
  phases: {
    work: { warning: 12000, hard: 34000 },
  },
};

/**
 * Rerun mode → action if the command is done.
 *
 * @see ../../docs_src/reference/locks-and-reruns.md
 */
export const modes: Readonly<Record<string, string>> = {
  // Not a second time.
  once: "refuse",

  // As often as one likes.
  again: "proceed",
};

/**
 * The slash commands.
 *
 * @see ../../docs_src/reference/commands/index.md
 */
export const commands: Readonly<Record<string, CommandSpec>> = {
  handle: {
    // Handles a ticket.
    starts: ["open", "doing"],
    phase: "work",
    rerun: {
      mode: "once",
      done: [
        {
          kind: "artifact",
          names: ["report"],
          limit: 0,
          artifact: "",
          section: "",
        },
      ],
      force: "--force",
    },
  },
  list: {
    // Shows all tickets.
    starts: [],
    phase: null,
    rerun: {
      mode: "again",
      done: [],
      force: "",
    },
  },
  merge: {
    // Merges it.
    starts: [],
    phase: null,
    rerun: {
      mode: "once",
      done: [
        {
          kind: "branch-merged",
          names: [],
          limit: 0,
          artifact: "",
          section: "",
        },
      ],
      force: "",
    },
  },
  shut: {
    // Shuts it.
    starts: [],
    phase: null,
    rerun: {
      mode: "once",
      done: [
        {
          kind: "status",
          names: ["done"],
          limit: 0,
          artifact: "",
          section: "",
        },
      ],
      force: "",
    },
  },
};

/**
 * Agent → its model.
 *
 * @see ../../docs_src/reference/agents/index.md
 */
export const agents: Readonly<Record<string, string | null>> = {
  lead: "large",

  reader: "small",

  tester: "small",

  clerk: "small",
};

/**
 * Record → field → type; `records.ts` has their schemas.
 *
 * @see ../../docs_src/reference/records.md
 */
export const recordFields: Readonly<Record<string, FieldTypes>> = {
  lock: {
    owner: "string",
    since: "datetime",
  },
  worker_result: {
    worker: "agent",
    status: "worker-status",
  },
  figures: {
    tokens: "integer?",
    state: "BUSY|IDLE",
  },
};

/**
 * The events of a trace; `trace.ts` has their schemas.
 *
 * @see ../../docs_src/reference/traces.md
 */
export const trace: TraceSchema = {
  fields: {
    at: "datetime",
  },
  events: {
    begun: {
      phase: "phase",
      note: "string?",
    },
    ended: {
    },
  },
};

/**
 * All data that `decide` reads.
 *
 * @see ../../docs_src/reference/contract.md
 */
export const contract: CompiledContract = {
  storyId: "TKT-[0-9]+",
  names,
  statuses,
  transitions,
  errors,
  circuit,
  workerSets,
  aggregation,
  budgets,
  modes,
  commands,
  agents,
  records: recordFields,
  trace,
};
