// Which pages a phone may cache. What the phone says about a page while offline depends on this too.

/** A trainee's and a shop owner's own pages, and an officer's follow-ups; never desk pages, public pages or sign-in pages. */
const cachedPath =
  /^\/($|class$|questions$|follow-ups($|\/)|ask\/[^/]+$|exams($|\/)|shop($|\/)|pairings\/|wishes\/|certificates($|\/)|courses\/|attempts\/[^/]+$)/

/** Whether an online visit leaves a copy of the page at this path on the phone. */
export const isCachedPath = (path: string) => cachedPath.test(path)

/**
 * Returns where a page leads that only redirects, and so is never cached: an owner's first page is her shop. `kept` are
 * the paths on the phone.
 */
export const cachedSubstituteFor = (path: string, kept: readonly string[]) =>
  path === '/' && !kept.includes('/') && kept.includes('/shop') ? '/shop' : null
