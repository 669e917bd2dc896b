// revi:generated
// Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
/** Look up names of the contract. Aliases are accepted in data that is read, and never written. */

import { type CompiledContract, type FieldTypes, ownValue } from "./compiled_contract.js";
import { UnknownNameError } from "./errors.js";

/**
 * The id of a name; `warning` is not empty if the name is an alias.
 *
 * @see ../../../../docs_src/reference/index.md
 */
export interface ResolvedName {
  readonly id: string;
  readonly warning: string;
}

/**
 * Find the id of a name. `kind` is a key of the contract's `names`, such as `status`.
 *
 * @throws UnknownNameError if the contract does not have the name; for a reserved name, with the reason.
 *
 * @see ../../../../docs_src/reference/index.md
 */
export function resolve(contract: CompiledContract, kind: string, name: string): ResolvedName {
  const table = ownValue(contract.names, kind);
  // Aliases first: a deprecated name is an id, too, and leads to its replacement.
  const canonicalId = table && ownValue(table.aliases, name);
  if (canonicalId !== undefined) {
    return { id: canonicalId, warning: `'${name}' is an alias of the ${kind} '${canonicalId}'` };
  }
  if (table?.ids.includes(name)) {
    return { id: name, warning: "" };
  }
  const reason = table && ownValue(table.reserved, name);
  throw new UnknownNameError(`there is no ${kind} '${name}'${reason === undefined ? "" : `: ${reason}`}`);
}

/**
 * The id of a name. Throws as `resolve` does.
 *
 * @see ../../../../docs_src/reference/index.md
 */
export function resolveId(contract: CompiledContract, kind: string, name: string): string {
  return resolve(contract, kind, name).id;
}

/**
 * A record with aliases replaced by ids, and one warning for each replacement.
 *
 * @see ../../../../docs_src/reference/index.md
 */
export interface CanonicalRecord {
  readonly record: Readonly<Record<string, unknown>>;
  readonly warnings: readonly string[];
}

/**
 * Replace aliases by ids in a record, its lists and nested records. Unknown names are left unchanged.
 *
 * @see ../../../../docs_src/reference/index.md
 */
export function canonicalNames(
  contract: CompiledContract,
  fields: FieldTypes,
  record: Readonly<Record<string, unknown>>,
): CanonicalRecord {
  const warnings: string[] = [];
  return { record: canonicalRecord(contract, fields, record, "", warnings), warnings };
}

function canonicalRecord(
  contract: CompiledContract,
  fields: FieldTypes,
  record: Readonly<Record<string, unknown>>,
  location: string,
  warnings: string[],
): Readonly<Record<string, unknown>> {
  const result: Record<string, unknown> = { ...record };
  for (const [field, declaredType] of Object.entries(fields)) {
    if (Object.hasOwn(result, field)) {
      const kind = declaredType.replace(/\?$/, "").replace(/^list of /, "");
      result[field] = canonicalValue(contract, kind, result[field], `${location}${field}`, warnings);
    }
  }
  return result;
}

/** Replace aliases in a value and append a warning for each to `warnings`. */
function canonicalValue(
  contract: CompiledContract,
  kind: string,
  value: unknown,
  location: string,
  warnings: string[],
): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => canonicalValue(contract, kind, item, `${location}.${index}`, warnings));
  }
  if (typeof value === "object" && value !== null) {
    const fields = ownValue(contract.records, kind) ?? {};
    return canonicalRecord(contract, fields, value as Record<string, unknown>, `${location}.`, warnings);
  }
  const table = ownValue(contract.names, kind);
  if (table === undefined || typeof value !== "string" || ownValue(table.aliases, value) === undefined) {
    return value;
  }
  const resolved = resolve(contract, kind, value);
  warnings.push(`${location}: ${resolved.warning}`);
  return resolved.id;
}
