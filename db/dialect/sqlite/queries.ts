// How a query is prepared: SQLite's driver needs no name for it.

/** A query that is compiled once and run many times, within one connection. */
export const prepareQuery = <Q>(query: { prepare(): Q }): Q => query.prepare()
