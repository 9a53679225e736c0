// What is found out about a request before the screens are asked.
import type { Request, Response } from 'express'
import type { Viewer } from '#app/access/viewer.ts'
import { type RequestHeaders, identifyRequest } from '#app/modules/accounts/accounts.server.ts'
import type { Site } from '#app/site.ts'

/** In `response.locals`. */
export interface RequestLocals {
  viewer?: Promise<Viewer | null>
  /** See `AppLoadContext`. */
  onDrawn?: (html: string) => void
  /** Ends the turn of a large body. */
  endTurn?: () => void
}

/** The headers of Express's request, as `Request` has them. */
export const toHeaders = (request: Request): RequestHeaders['headers'] => ({ get: (name) => request.get(name) ?? null })

/** Who asks, as `identifyRequest` finds it out. The screens, and who counts refusals, get to know; a prolonged session's cookie goes out with the answer. */
export async function identifyViewer(site: Site, request: Request, response: Response) {
  const found = await identifyRequest(site, { headers: toHeaders(request) })
  if (found?.renewedCookie) response.append('Set-Cookie', found.renewedCookie)
  if (found?.viewer) (response.locals as RequestLocals).viewer = Promise.resolve(found.viewer)
  return found
}
