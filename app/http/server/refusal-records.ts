// Counts refused requests for later inquiries: who requested what, how often in a day.
import type { NextFunction, Request, Response } from 'express'
import type { AppLoadContext } from '@remix-run/node'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { toAddressKey } from '#app/modules/lockout/lockout.server.ts'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import type { Site } from '#app/site.ts'
import type { RequestLocals } from '../request-locals.ts'

const isId = /^[0-9a-z]{20}$|\d/

/** Returns which page it was, without ids and anything else that identifies a person. */
export const pageClass = (path: string) =>
  path
    .replace(/\.data$/, '')
    .split('/')
    .slice(0, 6)
    .map((part) => (isId.test(part) || !/^[\w.-]{0,30}$/.test(part) ? ':' : part))
    .join('/')

/**
 * Statuses that indicate somebody attempting what they may not do (OWASP ASVS 16.3.2, 16.3.3): somebody else's data,
 * bodies that are too long or hide their length, another site's host name, too many requests.
 */
const recordedStatuses = new Set([403, 411, 413, 421, 429])

/** Not found may mean somebody else's data: recorded at a desk, and for writes there, since nobody types their addresses. */
const isRecorded = ({ status, method, viewer }: Pick<Refused, 'status' | 'method' | 'viewer'>) =>
  recordedStatuses.has(status) || (status === 404 && viewer !== null && (method === 'POST' || hasDuty(viewer, 'workflows.see')))

interface Refused {
  status: number
  method: string
  /** The path, or the whole URL with its query. */
  path: string
  /** The viewer; null if not signed in, or not identified before the refusal. */
  viewer: Viewer | null
  address: string
}

/** Counts a refusal if it is of interest: by account, else by a keyed hash of the network. Never rejects, and nobody waits for it. */
export function recordRefusal(site: Site, { status, method, path, viewer, address }: Refused): void {
  if (!isRecorded({ status, method, viewer })) return
  const who = viewer?.accountId ?? `network:${site.keys.fingerprint(toAddressKey(address))}`
  void recordAccess(site, { kind: 'refusal', who, what: `${method} ${pageClass(path.replace(/\?.*/s, ''))} ${status}` }).catch(
    () => undefined,
  )
}

/** Counts the refusals among all requests that pass through. */
export function recordRefusals(site: Site) {
  return (request: Request, response: Response, next: NextFunction) => {
    response.on('finish', () => {
      if (response.statusCode === 404 || recordedStatuses.has(response.statusCode)) void record(site, request, response)
    })
    next()
  }
}

async function record(site: Site, request: Request, response: Response) {
  // The viewer is identified by the routes, or earlier if there is a body.
  const { context, viewer: before } = response.locals as RequestLocals & { context?: AppLoadContext }
  const viewer = (await (context?.viewer ?? before)?.catch(() => null)) ?? null
  recordRefusal(site, { status: response.statusCode, method: request.method, path: request.path, viewer, address: request.ip ?? '' })
}
