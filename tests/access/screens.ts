// The product's real request handler on a port of its own, with the screens as they were built.
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { listen } from '#app/http/server/listen.ts'
import type * as Application from '#app/http/server/server.ts'
import type { Site } from '#app/site.ts'
import '#tests/support/built.ts'

const built = <M>(entry: string) => import(pathToFileURL(join(process.cwd(), 'build/server', entry)).href) as Promise<M>

/** Loads the screens once, and the application that was built with them; gives what is needed to serve them for any site. */
export async function loadScreens() {
  const build = await built<ServerBuild>('index.js')
  const { createApplication } = await built<typeof Application>('application.js')
  return {
    build,
    createApplication,
    async serve(site: Site) {
      const server = await listen(createApplication({ site, build }), 0)
      const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      const close = () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)))
      return { origin, close }
    },
  }
}
