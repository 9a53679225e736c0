// The production server with one more route, which is empty: what a page costs when it does nothing. For the bench alone.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { listen } from '#app/http/server/listen.ts'
import { createApplication } from '#app/http/server/server.ts'
import { holdSettings } from '#app/settings.server.ts'
import { openSite } from '#app/site.server.ts'

process.env.NODE_ENV = 'production'
const built = (await import(pathToFileURL(join(process.cwd(), 'build/server/index.js')).href)) as ServerBuild
const id = 'routes/empty'
const place = { id, parentId: 'root', path: 'empty' }
const build: ServerBuild = {
  ...built,
  routes: { ...built.routes, [id]: { ...place, module: { default: () => null } } },
  assets: {
    ...built.assets,
    routes: { ...built.assets.routes, [id]: { ...place, ...nothing(), module: built.assets.routes.root!.module } },
  },
}
const site = openSite()
holdSettings() // as serve.ts does
await listen(createApplication({ site, build }), Number(process.env.PORT))

function nothing() {
  return { hasAction: false, hasLoader: false, hasClientAction: false, hasClientLoader: false, hasErrorBoundary: false }
}
