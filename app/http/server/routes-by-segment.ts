// Remix matches each request against all routes of its build, several times, and rebuilds what it needs from the list:
// a third of the cost of a small page. So it is given only the routes with the same first segment as the URL; it still
// decides which of them matches.
import type { ServerBuild } from '@remix-run/node'

type Routes = ServerBuild['routes']

/** Returns the first segment as Remix compares it: in lower case. Null if it is empty or can be anything. */
const firstOf = (path = '') => /^\/?([\w-]+)(?=\/|$)/.exec(path)?.[1]?.toLowerCase() ?? null

/** Returns the first segment of a URL in its usual spelling, of a page or its data; null for any other spelling, and for the first page. */
const firstOfAddress = (pathname: string) => /^\/([\w-]+)(?=\/|\.data$|$)/.exec(pathname)?.[1]?.toLowerCase() ?? null

/**
 * Returns what serves a URL, made by `serverOf` from a build with fewer routes: those with the URL's first segment, and
 * those that match any. URLs with an unusual spelling, or without such a route, get all routes.
 */
export function byFirstSegment<S>(build: ServerBuild, serverOf: (build: ServerBuild) => S): (pathname: string) => S {
  const whole = serverOf(build)
  const topOf = (id: string): string => {
    const parent = build.routes[id]?.parentId
    return parent === undefined || build.routes[parent]?.parentId === undefined ? id : topOf(parent)
  }
  const firsts = Object.fromEntries(Object.keys(build.routes).map((id) => [id, firstOf(build.routes[topOf(id)]?.path)]))
  const servers = new Map<string, S>()
  for (const first of new Set(Object.values(firsts))) {
    if (first === null) continue
    const fits = (id: string) => firsts[id] === null || firsts[id] === first
    const only = <R extends object>(all: R) => Object.fromEntries(Object.entries(all).filter(([id]) => fits(id))) as R
    servers.set(
      first,
      serverOf({ ...build, routes: only<Routes>(build.routes), assets: { ...build.assets, routes: only(build.assets.routes) } }),
    )
  }
  return (pathname) => servers.get(firstOfAddress(pathname) ?? '') ?? whole
}
