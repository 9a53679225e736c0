// `npm run dev`: the same server with Vite in front, so that changes show at once. Islands are rebuilt whenever they
// change. Vite loads all server code, as it loads the routes, so that there is one module graph here too.
import { spawn } from 'node:child_process'
import { createServer } from 'vite'
import type { RequestListener } from 'node:http'
import type { ServerBuild } from '@remix-run/node'
import type * as Studio from '#app/modules/studio/studio.server.ts'
import type * as FollowUps from '#app/workflow/follow-ups.server.ts'
import type * as Workflows from '#app/workflows.server.ts'
import type * as Readiness from './readiness.ts'
import type * as Application from './server.ts'

spawn('npm', ['run', '-s', 'build:islands', '--', '--watch'], { stdio: ['pipe', 'inherit', 'inherit'] }) // it ends when this end of the pipe is closed
const vite = await createServer({ server: { middlewareMode: true } })
const load = <M>(path: string) => vite.ssrLoadModule(path) as Promise<M>

const { listenOrExit, openSiteOrExit } = await load<typeof Readiness>('/app/http/server/readiness.ts')
const { startTicker } = await load<typeof FollowUps>('/app/workflow/follow-ups.server.ts')
const { workflows } = await load<typeof Workflows>('/app/workflows.server.ts')
const { importShippedAtStart } = await load<typeof Studio>('/app/modules/studio/studio.server.ts')
const site = openSiteOrExit('development')

let loaded: typeof Application | null = null
let application: RequestListener

/** Returns the application built from the current sources: a change in a module shared with the routes reloads both. */
async function currentApplication() {
  const module = await load<typeof Application>('/app/http/server/server.ts')
  if (module !== loaded) {
    loaded = module
    application = module.createApplication({
      site,
      build: () => load<ServerBuild>('virtual:remix/server-build'),
      development: true,
      before: vite.middlewares,
    })
  }
  return application
}

const { address } = await listenOrExit((request, response) => {
  currentApplication().then(
    (answer) => answer(request, response),
    (fault: unknown) => {
      console.error(fault) // an error in what was just saved
      response.writeHead(500).end()
    },
  )
})
await importShippedAtStart(site)
startTicker(site, workflows)
console.warn(`Tidui is at ${address}, for development`)
