// Remix holds each request against all routes of its build, several times, and makes anew of the list what it needs: a
// third of what a small page costs. So it is given only those that begin as the address does; which of them it is, is still its to say.
import type { ServerBuild } from '@remix-run/node'

type Routes = ServerBuild['routes']

/** The first segment as Remix compares it: in small letters. Null where it may be anything, or nothing. */
const firstOf = (path = '') => /^\/?([\w-]+)(?=\/|$)/.exec(path)?.[1]?.toLowerCase() ?? null

/** The first segment of an address in the usual spelling, of a page or of its data; null for any other spelling, and for the first page. */
const firstOfAddress = (pathname: string) => /^\/([\w-]+)(?=\/|\.data$|$)/.exec(pathname)?.[1]?.toLowerCase() ?? null

/**
 * What serves an address, of what `serverOf` makes of a build with fewer routes: those whose first segment is the
 * address's, and those that match any. Addresses of unusual spelling, or that no route begins as, get all of them.
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
