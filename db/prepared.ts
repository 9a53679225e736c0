// Queries that are built once for each connection and run very often: building one costs ten times what running it does.

/** Keeps, for each connection, what `build` made of it. For the few queries on the hottest paths. */
export function prepared<H extends { connection: object }, Q>(build: (handle: H) => Q): (handle: H) => Q {
  const kept = new WeakMap<object, Q>()
  return (handle) => {
    let query = kept.get(handle.connection)
    if (!query) kept.set(handle.connection, (query = build(handle)))
    return query
  }
}
