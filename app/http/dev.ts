// `npm run dev`: the same server with Vite in front, so that changes show at once.
import { createServer } from 'vite'
import type { ServerBuild } from '@remix-run/node'
import { openSite } from '#app/site.server.ts'
import { startTicker } from '#app/workflow/follow-ups.server.ts'
import { workflows } from '#app/workflows.server.ts'
import { createApplication, listen } from './server.ts'

const port = Number(process.env.PORT ?? 3000)
const site = openSite()
const vite = await createServer({ server: { middlewareMode: true } })
await listen(
  createApplication({
    site,
    build: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>,
    development: true,
    before: vite.middlewares,
  }),
  port,
)
startTicker(site, workflows)
console.warn(`Tidui is at http://localhost:${port}, for development`)
