// Asserts that a value is there.

/**
 * Returns a value that must be there because of what was done before: a row whose foreign key is enforced, an entry of
 * a map that was filled from the same rows. Otherwise throws a fault that names `what`: then it is a bug of ours and no
 * input error.
 */
export function present<T>(value: T, what: string): NonNullable<T> {
  if (value === null || value === undefined) throw new Error(`There is no ${what}.`)
  return value
}
