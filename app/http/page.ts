// How pages are dressed, besides what every page has.
import type { LinksFunction } from '@remix-run/node'
import deskCss from '#app/ui/desk.css?url'

/** For pages at desks. */
export const deskLinks: LinksFunction = () => [{ rel: 'stylesheet', href: deskCss }]
