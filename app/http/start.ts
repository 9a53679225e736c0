// `npm start`: the production server.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { openSite } from '#app/site.server.ts'
import { startTicker } from '#app/workflow/follow-ups.server.ts'
import { workflows } from '#app/workflows.server.ts'
import { createApplication, listen } from './server.ts'

process.env.NODE_ENV ??= 'production'
const port = Number(process.env.PORT ?? 3000)
const site = openSite()
const build = (await import(pathToFileURL(join(process.cwd(), 'build/server/index.js')).href)) as ServerBuild
const server = await listen(createApplication({ site, build }), port)
const stopTicker = startTicker(site, workflows)
console.log(`Tidui is at http://localhost:${port}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopTicker()
    server.close(() => {
      site.close()
      process.exit(0)
    })
    server.closeIdleConnections()
  })
}
