// What is found out about a request before the screens are asked.
import type { Request, Response } from 'express'
import type { Viewer } from '#app/access/viewer.ts'
import { type Asking, viewerOfRequest } from '#app/modules/accounts/accounts.server.ts'
import type { Site } from '#app/site.ts'

/** In `response.locals`. */
export interface BeforeScreens {
  viewer?: Promise<Viewer | null>
  /** See `AppLoadContext`. */
  onDrawn?: (html: string) => void
  /** Ends the turn of a large body. */
  endTurn?: () => void
}

/** The headers of Express's request, as `Request` has them. */
export const headersIn = (request: Request): Asking['headers'] => ({ get: (name) => request.get(name) ?? null })

/** Who asks, as `viewerOfRequest` finds it out. The screens, and who counts refusals, get to know; a prolonged session's cookie goes out with the answer. */
export async function whoAsksBefore(site: Site, request: Request, response: Response) {
  const found = await viewerOfRequest(site, { headers: headersIn(request) })
  if (found?.renewedCookie) response.append('Set-Cookie', found.renewedCookie)
  if (found?.viewer) (response.locals as BeforeScreens).viewer = Promise.resolve(found.viewer)
  return found
}
