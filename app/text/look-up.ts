// Looks up words by what somebody typed or an address says.

/** The entry of a table; undefined if it has none of this name. `constructor` and `__proto__` are no entries of any. */
export const lookUp = <Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined
