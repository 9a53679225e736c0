// The address by which the outside world reaches the server: for what is printed and scanned with another phone.
import { isIPv4, isIPv6 } from 'node:net'
import { readSettings } from '#app/settings.server.ts'
import type { UselessAddress } from '#app/ui/address-warning.tsx'

const publicOrigin = (request: Request) => readSettings().address ?? request.url

/**
 * Returns the absolute URL of a path. An office prints over its own network, under a name that no phone outside can
 * open, so `TIDUI_ADDRESS` gives the public address; without it, the address of this request is used.
 */
export const toPublicUrl = (request: Request, path: string) => new URL(path, publicOrigin(request)).href

/** The address that paper would carry, if phones outside cannot open it; null if they can. */
export function findUselessAddress(request: Request): UselessAddress | null {
  const { origin, hostname } = new URL(publicOrigin(request))
  const opensOn = whereItOpens(hostname.replace(/^\[|\]$/g, ''))
  return opensOn && { origin, opensOn }
}

/** By the name alone: an address of one's own machine, of a private network, or a name without a dot. */
function whereItOpens(host: string): UselessAddress['opensOn'] | null {
  if (host === 'localhost' || host.endsWith('.localhost') || host === '::1' || host === '0.0.0.0' || /^127\./.test(host)) return 'computer'
  if (isIPv4(host))
    return /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(host) ? 'network' : null
  if (isIPv6(host)) return /^(f[cd]|fe[89ab])/i.test(host) ? 'network' : null
  return !host.includes('.') || /\.(local|lan|internal|home\.arpa)$/.test(host) ? 'network' : null
}
