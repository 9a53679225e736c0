// One range of bytes, as players ask for it: on the server, and on the phone of what it keeps (RFC 9110).

/**
 * Parses a Range header: the first byte and the one behind the last. Null if the whole content is to be sent, as for several ranges and
 * other units; `outside` if nothing of it is there.
 */
export function parseRange(header: string | null, size: number): { from: number; to: number } | 'outside' | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return null
  if (first === '') return last === '0' || size === 0 ? 'outside' : { from: Math.max(0, size - Number(last)), to: size }
  const [from, to] = [Number(first), last === '' ? size : Math.min(size, Number(last) + 1)]
  if (last !== '' && Number(last) < from) return null // not a range at all
  return from >= size ? 'outside' : { from, to }
}
