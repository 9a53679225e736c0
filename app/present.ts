// What is known to be there.

/**
 * A value that is there by what was done before: a row whose reference is held, a place in a map that was filled from the same
 * rows. A fault that names `what` where it is not, which is then a mistake of ours and nobody's entry.
 */
export function present<T>(value: T, what: string): NonNullable<T> {
  if (value === null || value === undefined) throw new Error(`There is no ${what}.`)
  return value
}
