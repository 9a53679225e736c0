// What Remix complains of in an address, on the console and past the log: anybody could fill it so. None of our pages asks like that.
import type { RequestHandler } from 'express'

/**
 * An address that Remix finds the same page at and says nothing of: escapes that are none are written out, which is how it
 * reads them anyway, and a page's data, which browsers ask for at `.data`, is not asked for by `_data`.
 */
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
  const asked = new URLSearchParams(search)
  if (!asked.has('_data')) return search
  asked.delete('_data')
  return asked.size > 0 ? `?${asked.toString()}` : ''
}

/** Gives Remix, which looks at `originalUrl`, the address as it takes it. */
export const prepareRemixAddress: RequestHandler = (request, _response, next) => {
  request.originalUrl = toRemixAddress(request.originalUrl)
  next()
}
