// Queries that are built once for each connection and run very often: building one costs ten times as much as running
// it.
import { prepareQuery } from './dialect/dialect.ts'

/** Returns, for each connection, the prepared query that `build` made. For the few queries on the hottest paths. */
export function prepared<H extends { connection: object }, Q>(build: (handle: H) => { prepare(): Q }): (handle: H) => Q {
  const kept = new WeakMap<object, Q>()
  return (handle) => {
    let query = kept.get(handle.connection)
    if (!query) kept.set(handle.connection, (query = prepareQuery(build(handle))))
    return query
  }
}
