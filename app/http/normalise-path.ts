// One spelling of an address. The router takes capitals, doubled slashes, escapes and `.data` for the same page; so
// must everything that decides by the address before the router is asked.

/** The path of a request's URL in small letters, unescaped, without `.data`, doubled slashes or one at the end. */
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
    return path // the router finds nothing there either
  }
}
