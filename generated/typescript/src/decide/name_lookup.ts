// revi:09c78a96e73cf3ad
// Written by hand in revi-docs, where it is tested; it reads the contract and holds no fact of it.
/** Is this a name of the contract? Another name is accepted where data is read, and never written. */

import { type Contract, type Fields, own } from "./compiled_contract.js";
import { UnknownNameError } from "./errors.js";

/**
 * The id that a name stands for; `warning` says that the name is an older one, or is empty.
 *
 * @see ../../../../docs_src/reference/index.md
 */
export interface Named {
  readonly id: string;
  readonly warning: string;
}

/**
 * What a name that was read stands for. `kind` is one of the contract's `names`, such as `status`.
 *
 * @throws UnknownNameError for a name that the contract does not have, with the reason where it is reserved.
 *
 * @see ../../../../docs_src/reference/index.md
 */
export function resolve(contract: Contract, kind: string, name: string): Named {
  const names = own(contract.names, kind);
  if (names?.ids.includes(name)) {
    return { id: name, warning: "" };
  }
  const meant = names && own(names.aliases, name);
  if (meant !== undefined) {
    return { id: meant, warning: `'${name}' is an older name of the ${kind} '${meant}'` };
  }
  const why = names && own(names.reserved, name);
  throw new UnknownNameError(`there is no ${kind} '${name}'${why === undefined ? "" : `: ${why}`}`);
}

/**
 * The id that a name stands for. Throws as `resolve` does.
 *
 * @see ../../../../docs_src/reference/index.md
 */
export function known(contract: Contract, kind: string, name: string): string {
  return resolve(contract, kind, name).id;
}

/**
 * A record with ids in the place of older names, and a warning for each that was replaced.
 *
 * @see ../../../../docs_src/reference/index.md
 */
export interface Canonical {
  readonly record: Readonly<Record<string, unknown>>;
  readonly warnings: readonly string[];
}

/**
 * A record as it is to be written, with its lists and inner records; an unknown name is left as it is.
 *
 * @see ../../../../docs_src/reference/index.md
 */
export function canonicalNames(
  contract: Contract,
  fields: Fields,
  record: Readonly<Record<string, unknown>>,
): Canonical {
  const warnings: string[] = [];
  return { record: canonicalRecord(contract, fields, record, "", warnings), warnings };
}

function canonicalRecord(
  contract: Contract,
  fields: Fields,
  record: Readonly<Record<string, unknown>>,
  where: string,
  warnings: string[],
): Readonly<Record<string, unknown>> {
  const made: Record<string, unknown> = { ...record };
  for (const [field, written] of Object.entries(fields)) {
    if (Object.hasOwn(made, field)) {
      const kind = written.replace(/\?$/, "").replace(/^list of /, "");
      made[field] = canonicalValue(contract, kind, made[field], `${where}${field}`, warnings);
    }
  }
  return made;
}

/** A value with ids in the place of older names; `warnings` grows by what was replaced. */
function canonicalValue(
  contract: Contract,
  kind: string,
  value: unknown,
  where: string,
  warnings: string[],
): unknown {
  if (Array.isArray(value)) {
    return value.map((one, at) => canonicalValue(contract, kind, one, `${where}.${at}`, warnings));
  }
  if (typeof value === "object" && value !== null) {
    const fields = own(contract.records, kind) ?? {};
    return canonicalRecord(contract, fields, value as Record<string, unknown>, `${where}.`, warnings);
  }
  const names = own(contract.names, kind);
  if (names === undefined || typeof value !== "string" || own(names.aliases, value) === undefined) {
    return value;
  }
  const found = resolve(contract, kind, value);
  warnings.push(`${where}: ${found.warning}`);
  return found.id;
}
