// Stylesheets of pages, besides what every page has.
import type { LinksFunction } from '@remix-run/node'
import deskCss from '#app/ui/desk.css?url'

/** Links of desk pages. */
export const deskLinks: LinksFunction = () => [{ rel: 'stylesheet', href: deskCss }]
