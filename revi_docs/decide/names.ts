/** Is this a name of the contract? Another name is accepted where data is read, and never written. */

import { type Contract, type Fields, own } from "./contract.js";
import { UnknownNameError } from "./errors.js";

/**
 * The id that a name stands for; `warning` says that the name is an older one, or is empty.
 *
 * @see page:reference/index.md
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
 * @see page:reference/index.md
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
 * @see page:reference/index.md
 */
export function known(contract: Contract, kind: string, name: string): string {
  return resolve(contract, kind, name).id;
}

/**
 * A record with ids in the place of older names, and a warning for each that was replaced.
 *
 * @see page:reference/index.md
 */
export interface Canonical {
  readonly record: Readonly<Record<string, unknown>>;
  readonly warnings: readonly string[];
}

/**
 * A record as it is to be written; a name that is not known is left for its check.
 *
 * @see page:reference/index.md
 */
export function canonicalNames(
  contract: Contract,
  fields: Fields,
  record: Readonly<Record<string, unknown>>,
): Canonical {
  const made: Record<string, unknown> = { ...record };
  const warnings: string[] = [];
  for (const [field, written] of Object.entries(fields)) {
    const kind = written.replace(/\?$/, "");
    const value = own(record, field);
    const names = own(contract.names, kind);
    const meant = names && typeof value === "string" ? own(names.aliases, value) : undefined;
    if (typeof value === "string" && meant !== undefined) {
      made[field] = meant;
      warnings.push(`${field}: ${resolve(contract, kind, value).warning}`);
    }
  }
  return { record: made, warnings };
}
