// What the server hands to every loader and action.
import type { Lapse } from '#app/modules/accounts/accounts.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import type { Site } from '#app/site.ts'

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true
  }
  interface AppLoadContext {
    site: Site
    /** The nonce of this answer's Content-Security-Policy. */
    nonce: string
    /** The address that asked, as far as the proxy in front is trusted. */
    address: string
    /** Adds a cookie to this answer. */
    setCookie(cookie: string): void
    /** The number of the fault by which the page could not be drawn. */
    fault?: number
    /** Is given the page once it is drawn, if it is answered with 200 and holds nothing of this answer alone. */
    onDrawn?: (html: string) => void
    /** Who asks, once it has been found out. */
    viewer?: Promise<Viewer | null>
    /** Why a session at a desk is over, if it is. */
    lapsed?: Lapse
  }
}
