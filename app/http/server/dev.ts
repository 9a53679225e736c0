// `npm run dev`: the same server with Vite in front, so that changes show at once. Islands are built anew whenever they change.
import { spawn } from 'node:child_process'
import { createServer } from 'vite'
import type { ServerBuild } from '@remix-run/node'
import { startTicker } from '#app/workflow/follow-ups.server.ts'
import { workflows } from '#app/workflows.server.ts'
import { listenOrGiveUp, openOrGiveUp } from './readiness.ts'
import { createApplication } from './server.ts'

const site = openOrGiveUp('development')
spawn('npm', ['run', '-s', 'build:islands', '--', '--watch'], { stdio: ['pipe', 'inherit', 'inherit'] }) // it ends when this end of the pipe does
const vite = await createServer({ server: { middlewareMode: true } })
const { address } = await listenOrGiveUp(
  createApplication({
    site,
    build: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>,
    development: true,
    before: vite.middlewares,
  }),
)
startTicker(site, workflows)
console.warn(`Tidui is at ${address}, for development`)
