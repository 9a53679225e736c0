// Refused requests are counted for whoever inquires later: who asked for what, how often in a day.
import type { NextFunction, Request, Response } from 'express'
import type { AppLoadContext } from '@remix-run/node'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { toAddressKey } from '#app/modules/accounts/lockout.ts'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import type { Site } from '#app/site.ts'
import type { RequestLocals } from '../request-locals.ts'

const isId = /^[0-9a-z]{20}$|\d/

/** Which page it was, ids and whatever else tells of a person left out. */
export const pageClass = (path: string) =>
  path
    .replace(/\.data$/, '')
    .split('/')
    .slice(0, 6)
    .map((part) => (isId.test(part) || !/^[\w.-]{0,30}$/.test(part) ? ':' : part))
    .join('/')

/**
 * What tells of somebody who tries what he may not (OWASP ASVS 16.3.2, 16.3.3): what is not theirs, bodies that are too long
 * or hide their length, another site's name, too much of a thing.
 */
const recordedStatuses = new Set([403, 411, 413, 421, 429])

/** What is not found may be what is not theirs: at a desk, and for whoever sends something there, since nobody types that. */
const isRecorded = ({ status, method, viewer }: Pick<Refused, 'status' | 'method' | 'viewer'>) =>
  recordedStatuses.has(status) || (status === 404 && viewer !== null && (method === 'POST' || hasDuty(viewer, 'workflows.see')))

interface Refused {
  status: number
  method: string
  /** The path, or the address with what is asked behind it. */
  path: string
  /** Who asked; null where that is nobody, or was not found out before it was refused. */
  viewer: Viewer | null
  address: string
}

/** Counts a refusal, if it tells something: by account, else by a keyed hash of the network. Never rejects, and nobody waits for it. */
export function recordRefusal(site: Site, { status, method, path, viewer, address }: Refused): void {
  if (!isRecorded({ status, method, viewer })) return
  const who = viewer?.accountId ?? `network:${site.keys.fingerprint(toAddressKey(address))}`
  void recordAccess(site, { kind: 'refusal', who, what: `${method} ${pageClass(path.replace(/\?.*/s, ''))} ${status}` }).catch(
    () => undefined,
  )
}

/** Counts the refusals of all that passes through. */
export function recordRefusals(site: Site) {
  return (request: Request, response: Response, next: NextFunction) => {
    response.on('finish', () => {
      if (response.statusCode === 404 || recordedStatuses.has(response.statusCode)) void record(site, request, response)
    })
    next()
  }
}

async function record(site: Site, request: Request, response: Response) {
  // Who asks is found out by the screens, or before them where a body comes.
  const { context, viewer: before } = response.locals as RequestLocals & { context?: AppLoadContext }
  const viewer = (await (context?.viewer ?? before)?.catch(() => null)) ?? null
  recordRefusal(site, { status: response.statusCode, method: request.method, path: request.path, viewer, address: request.ip ?? '' })
}
