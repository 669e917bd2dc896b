/** Read `contract.json` into the form that decisions read. */

import type * as model from "./compiled_contract.js";

/**
 * Kind of name, as used in field types → the section of the contract with the names.
 */
const SECTION_BY_KIND = {
  status: "statuses",
  phase: "phases",
  agent: "agents",
  model: "models",
  error: "errors",
  command: "commands",
  recovery: "recoveries",
};

/**
 * Build the contract from parsed JSON.
 *
 * @throws TypeError if a key is missing.
 *
 * @see page:reference/contract.md
 */
export function readContract(data: unknown): model.CompiledContract {
  const section = (name: string): unknown => valueOf(data, name);
  const workers = section("workers") ?? { statuses: {}, sets: {}, aggregation: [] };
  const rerun = section("rerun") ?? { modes: {} };
  const limits = (item: unknown) => record<model.WorkerSetSpec>(item, WORKER_SET_KEYS);
  const rule = (item: unknown) => record<model.AggregationRule>(item, "when of forgiving then");
  return {
    storyId: valueOf(section("project"), "story_id") as string,
    names: nameTables(data, valueOf(workers, "statuses")),
    statuses: mapOf(section("statuses"), status),
    transitions: listOf(section("transitions"), transition),
    errors: mapOf(section("errors"), errorSpec),
    circuit: optional(section("circuit"), (item) => record(item, "failures window_ms states")),
    workerSets: mapOf(valueOf(workers, "sets"), limits),
    aggregation: listOf(valueOf(workers, "aggregation"), rule),
    budgets: optional(section("budgets"), budgets),
    modes: mapOf(valueOf(rerun, "modes"), (item) => valueOf(item, "action") as string),
    commands: mapOf(section("commands"), command),
    agents: mapOf(section("agents"), (item) => valueOf(item, "model") as string | null),
    records: mapOf(section("records"), fieldTypes),
    trace: optional(section("trace"), (item) => ({
      fields: fieldTypes(item),
      events: mapOf(valueOf(item, "events"), fieldTypes),
    })),
  };
}

const WORKER_SET_KEYS =
  "workers timeout_ms pass_threshold tolerated_timeouts fail_fast max_concurrency keep_partial_results";

function nameTables(data: unknown, workerStatuses: unknown): Readonly<Record<string, model.NameTable>> {
  const reserved = valueOf(data, "reserved") as Readonly<Record<string, Readonly<Record<string, string>>>>;
  const tables = Object.entries(SECTION_BY_KIND).map(([kind, section]) => [
    kind,
    nameTable(valueOf(data, section), reserved[section] ?? {}),
  ]);
  return { ...Object.fromEntries(tables), "worker-status": nameTable(workerStatuses, {}) };
}

function nameTable(items: unknown, reserved: Readonly<Record<string, string>>): model.NameTable {
  const entries = Object.entries(items as object);
  const aliases = entries.flatMap(([id, item]) => listOf(valueOf(item, "aliases"), (alias) => [alias, id] as const));
  // A deprecated item is read as its replacement.
  const renamed = entries.flatMap(([id, item]: [string, { deprecated?: { renamed_to?: string | null } | null }]) =>
    item.deprecated?.renamed_to ? [[id, item.deprecated.renamed_to] as const] : [],
  );
  return {
    ids: entries.map(([id]) => id),
    aliases: Object.fromEntries([...aliases, ...renamed]) as Readonly<Record<string, string>>,
    reserved,
  };
}

function status(item: unknown): model.StatusSpec {
  return {
    ...record<model.StatusSpec>(item, "stage initial terminal counts_as_blocked accepted"),
    requires: conditions(item, "requires"),
  };
}

function transition(item: unknown): model.TransitionSpec {
  return {
    ...record<model.TransitionSpec>(item, "by event verdict force"),
    source: valueOf(item, "from") as string,
    target: valueOf(item, "to") as string,
    requires: conditions(item, "requires"),
  };
}

function conditions(item: unknown, key: string): readonly model.ConditionSpec[] {
  return listOf(valueOf(item, key), (condition) => record(condition, "kind names limit artifact section"));
}

function errorSpec(item: unknown): model.ErrorSpec {
  return {
    retry: optional(valueOf(item, "retry"), (retry) => record(retry, "max backoff delay_ms cap_ms")),
    recovery: valueOf(item, "recovery") as string,
  };
}

function budgets(item: unknown): model.TokenBudgets {
  return {
    ...record<model.TokenBudgets>(item, "level counts shows"),
    levels: mapOf(valueOf(item, "levels"), (level) => record(level, "over_warning over_hard")),
    multiplier: optional(valueOf(item, "multiplier"), (multiplier) => record(multiplier, "key min max default")),
    phases: mapOf(valueOf(item, "phases"), (phase) => record(phase, "warning hard")),
  };
}

function command(item: unknown): model.CommandSpec {
  return {
    ...record<model.CommandSpec>(item, "starts phase"),
    rerun: optional(valueOf(item, "rerun"), (rerun) => ({
      ...record<model.RerunPolicy>(rerun, "mode force"),
      done: conditions(rerun, "done"),
    })),
  };
}

function fieldTypes(item: unknown): model.FieldTypes {
  return valueOf(item, "fields") as model.FieldTypes;
}

/** The value of a key; a missing key is an error, so that no contract is read by halves. */
function valueOf(item: unknown, key: string): unknown {
  const value = (item as Readonly<Record<string, unknown>>)[key];
  if (value === undefined) {
    throw new TypeError(`contract.json has no '${key}'`);
  }
  return value;
}

/** The values of the keys, a list of words, under their names in TypeScript. */
function record<Type>(item: unknown, keys: string): Type {
  const camelCase = (key: string): string => key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(keys.split(" ").map((key) => [camelCase(key), valueOf(item, key)])) as Type;
}

function optional<Type>(item: unknown, read: (item: unknown) => Type): Type | null {
  return item === null ? null : read(item);
}

function mapOf<Type>(items: unknown, read: (item: unknown) => Type): Readonly<Record<string, Type>> {
  return Object.fromEntries(Object.entries(items as object).map(([name, item]) => [name, read(item)]));
}

function listOf<Type>(items: unknown, read: (item: unknown) => Type): readonly Type[] {
  return (items as readonly unknown[]).map((item) => read(item));
}
