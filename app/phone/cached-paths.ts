// Which pages a phone may keep. What the phone says of a page without a network goes by this too.

/** A trainee's and a shop owner's own. Desk pages never are, nor what anybody may see, nor where somebody signs in. */
const cachedPath = /^\/($|class$|exams($|\/)|shop($|\/)|pairings\/|wishes\/|certificates($|\/)|courses\/|attempts\/[^/]+$)/

/** Whether a visit with a network leaves a copy of the page at this path on the phone. */
export const isCachedPath = (path: string) => cachedPath.test(path)

/**
 * Where the page at this path leads whose own answer only leads on, and so is never kept: an owner's first page is her
 * shop. `kept` are the paths that the phone has.
 */
export const cachedSubstituteFor = (path: string, kept: readonly string[]) =>
  path === '/' && !kept.includes('/') && kept.includes('/shop') ? '/shop' : null
