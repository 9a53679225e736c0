// What a route says about itself, and how its pages are dressed.
import type { LinksFunction } from '@remix-run/node'
import deskCss from '#app/ui/desk.css?url'

export interface PageHandle {
  /** `reading`: HTML and CSS alone, no framework. `workflow`: hydrated, with the machines at hand. */
  page: 'reading' | 'workflow'
}

/** For pages at desks: what they load besides what every page has. */
export const deskLinks: LinksFunction = () => [{ rel: 'stylesheet', href: deskCss }]
