// Rewrites addresses that make Remix write warnings to the console (invalid escapes, `_data`), so that strangers cannot fill
// the log. None of our pages requests such addresses.
import type { RequestHandler } from 'express'

/** Returns an equivalent address without them: invalid escapes are escaped, as Remix reads them anyway, and `_data` is removed, because browsers request data at `.data`. */
function toRemixAddress(url: string): string {
  const [, path = '', search = ''] = /^([^?]*)(.*)$/s.exec(url) ?? []
  return (canDecode(path) ? path : path.replaceAll('%', '%25')) + withoutData(search)
}

function canDecode(path: string) {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

function withoutData(search: string) {
  const query = new URLSearchParams(search)
  if (!query.has('_data')) return search
  query.delete('_data')
  return query.size > 0 ? `?${query.toString()}` : ''
}

/** Sets `originalUrl`, which Remix reads. */
export const prepareRemixAddress: RequestHandler = (request, _response, next) => {
  request.originalUrl = toRemixAddress(request.originalUrl)
  next()
}
