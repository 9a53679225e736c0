// The address by which the outside world reaches the server: for what is printed and scanned with another phone.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { isIPv4, isIPv6 } from 'node:net'
import { readSettings } from '#app/settings.server.ts'
import type { Site } from '#app/site.ts'
import type { UselessAddress } from '#app/ui/address-warning.tsx'

type RequestArgs = Pick<LoaderFunctionArgs, 'request'> & { context: { site: Pick<Site, 'programme'> } }

const publicOrigin = ({ request, context }: RequestArgs) => findPublicAddress(context.site) ?? request.url

/** The address that was set, by the operator or else on screen, without a trailing slash; undefined if there is none. */
export const findPublicAddress = ({ programme }: Pick<Site, 'programme'>): string | undefined =>
  readSettings().address ?? (programme.publicAddress || undefined)

/**
 * Returns the absolute URL of a path. An office prints over its own network, under a name that no phone outside can
 * open, so `TIDUI_ADDRESS` gives the public address, or the administrator's setting; without one, the address of this
 * request is used.
 */
export const toPublicUrl = (args: RequestArgs, path: string) => new URL(path, publicOrigin(args)).href

/** The address that paper would carry, if phones outside cannot open it; null if they can. */
export function findUselessAddress(args: RequestArgs): UselessAddress | null {
  const { origin, hostname } = new URL(publicOrigin(args))
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
