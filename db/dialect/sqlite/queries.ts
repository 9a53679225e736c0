// Prepares queries: SQLite's driver needs no name for them.

interface Prepared {
  execute(values?: Record<string, unknown>): unknown
}

/**
 * Prepares a query that is compiled once and run many times, within one connection. It runs when `execute` is called:
 * the builder's own promises, four for each query, cost as much as a look-up by key.
 */
export function prepareQuery<Q>(query: { prepare(): Q }): Q {
  const made = query.prepare() as Q & Prepared
  const execute = made.execute.bind(made)
  made.execute = async (values) => (execute(values) as { sync(): unknown }).sync()
  return made
}
