// What the server passes to every loader and action.
import type { Lapse } from '#app/modules/sessions/sessions.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import type { Site } from '#app/site.ts'

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true
  }
  interface AppLoadContext {
    site: Site
    /** The nonce of this response's Content-Security-Policy. */
    nonce: string
    /** The client's address, as far as the proxy in front is trusted. */
    address: string
    /** Adds a cookie to this response. */
    setCookie(cookie: string): void
    /** The number of the fault that kept the page from being rendered. */
    fault?: number
    /** Called with the rendered page if it is answered with 200. It may contain this response's nonce. */
    onDrawn?: (html: string) => void
    /** The viewer, once identified. */
    viewer?: Promise<Viewer | null>
    /** Why a desk session has ended, if it has. */
    lapsed?: Lapse
    /** Whose session that was. */
    lapsedOf?: string
  }
}
