// The product's real request handler on a port of its own, with the screens loaded from their sources.
import type { AddressInfo } from 'node:net'
import type { ServerBuild } from '@remix-run/node'
import { createServer } from 'vite'
import { createApplication, listen } from '#app/http/server.ts'
import type { Site } from '#app/site.ts'

/** Loads the screens once; gives what is needed to serve them for any site. */
export async function loadScreens() {
  const vite = await createServer({ mode: 'development', logLevel: 'error', appType: 'custom', server: { middlewareMode: true, hmr: false, ws: false, watch: null }, optimizeDeps: { noDiscovery: true, include: [] } })
  const build = (await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild
  return {
    build,
    close: () => vite.close(),
    async serve(site: Site) {
      const server = await listen(createApplication({ site, build, development: true }), 0)
      const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      const close = () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)))
      return { origin, close }
    },
  }
}
