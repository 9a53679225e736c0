// Prepares queries: SQLite's driver needs no name for them.

/** Prepares a query that is compiled once and run many times, within one connection. */
export const prepareQuery = <Q>(query: { prepare(): Q }): Q => query.prepare()
