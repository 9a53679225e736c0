// One spelling of a URL. The router treats capitals, doubled slashes, escapes and `.data` as the same page; so must all
// code that decides by the URL before the router.

/** Returns the path of a request's URL in lower case, unescaped, without `.data`, doubled slashes or a trailing slash. */
export function normalisePath(url: string): string {
  const written = url.replace(/[?#].*/s, '').replace(/^https?:\/\/[^/]*/i, '')
  return (
    unescaped(written)
      .toLowerCase()
      .replaceAll(/[/\\]+/g, '/')
      .replace(/\/$/, '')
      .replace(/\.data$/, '')
      .replace(/^\/_root$/, '') || '/'
  )
}

function unescaped(path: string) {
  try {
    return decodeURIComponent(path)
  } catch {
    return path // the router does not match it either
  }
}
