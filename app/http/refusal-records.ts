// Refused requests are counted for whoever inquires later: who asked for what, how often in a day.
import type { NextFunction, Request, Response } from 'express'
import type { AppLoadContext } from '@remix-run/node'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { neighbourhood } from '#app/modules/accounts/lockout.ts'
import { hasDuty, type Viewer } from '#app/modules/accounts/viewer.ts'
import type { Site } from '#app/site.ts'

const isId = /^[0-9a-z]{20}$|\d/

/** Which page it was, ids and whatever else tells of a person left out. */
export const pageClass = (path: string) =>
  path
    .replace(/\.data$/, '')
    .split('/')
    .slice(0, 6)
    .map((part) => (isId.test(part) || !/^[\w.-]{0,30}$/.test(part) ? ':' : part))
    .join('/')

/** 403 says that somebody asked for what is not theirs; at a desk 404 may say so too. */
const isTelling = (status: number, viewer: Viewer | null) => status === 403 || (status === 404 && viewer !== null && hasDuty(viewer, 'workflows.see'))

/** Counts the refusals of all that passes through. */
export function recordRefusals(site: Site) {
  return (request: Request, response: Response, next: NextFunction) => {
    response.on('finish', () => {
      if (response.statusCode === 403 || response.statusCode === 404) void record(site, request, response).catch(() => undefined)
    })
    next()
  }
}

async function record(site: Site, request: Request, response: Response) {
  const { viewer: asked } = (response.locals.context ?? {}) as Partial<AppLoadContext>
  const viewer = (await asked?.catch(() => null)) ?? null
  if (!isTelling(response.statusCode, viewer)) return
  const who = viewer?.accountId ?? `network:${site.keys.fingerprint(neighbourhood(request.ip ?? ''))}`
  await recordAccess(site, { kind: 'refusal', who, what: `${request.method} ${pageClass(request.path)} ${response.statusCode}` })
}
