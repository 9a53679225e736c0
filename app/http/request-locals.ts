// What is found out about a request before the routes run.
import type { Request, Response } from 'express'
import type { Viewer } from '#app/access/viewer.ts'
import { type RequestHeaders, identifyRequest } from '#app/modules/sessions/sessions.server.ts'
import type { Site } from '#app/site.ts'

/** Stored in `response.locals`. */
export interface RequestLocals {
  /** The nonce for the scripts of the response (`securityHeaders`). */
  nonce: string
  viewer?: Promise<Viewer | null>
  /** See `AppLoadContext`. */
  onDrawn?: (html: string) => void
  /** Ends the turn of a large body. */
  endTurn?: () => void
}

/** Adapts the headers of Express's request to `Request`. */
export const toHeaders = (request: Request): RequestHeaders['headers'] => ({ get: (name) => request.get(name) ?? null })

/**
 * Finds the viewer (`identifyRequest`) and passes it on to the routes and to the counting of refusals; the cookie of an
 * extended session goes out with the response.
 */
export async function identifyViewer(site: Site, request: Request, response: Response) {
  const found = await identifyRequest(site, { headers: toHeaders(request) })
  if (found?.renewedCookie) response.append('Set-Cookie', found.renewedCookie)
  if (found?.viewer) (response.locals as RequestLocals).viewer = Promise.resolve(found.viewer)
  return found
}
