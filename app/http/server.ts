// The HTTP server around Remix: headers, compression, files that never change, and the site for every request.
import { readdirSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express from 'express'
import { constants } from 'node:zlib'
import type { Site } from '#app/site.ts'
import { answersOnly } from './answers.ts'
import { packedFiles } from './packed-files.ts'
import { ownOriginOnly, securityHeaders } from './security.ts'
import './context.ts'

interface Choices {
  site: Site
  build: ServerBuild | (() => Promise<ServerBuild>)
  development?: boolean
  /** Mounted before the files, e.g. Vite's own middleware. */
  before?: express.RequestHandler
}

const aYear = 365 * 24 * 60 * 60 * 1000

/** What answers every request: the answers of exams by the shortest way, all else by Express. */
export function createApplication(choices: Choices): RequestListener {
  const takesAnswers = answersOnly(choices.site)
  const application = createPages(choices)
  return (request, response) => void (takesAnswers(request, response) || application(request, response))
}

function createPages({ site, build, development = false, before }: Choices) {
  const application = express()
  application.disable('x-powered-by')
  application.set('trust proxy', process.env.TIDUI_TRUST_PROXY ? Number(process.env.TIDUI_TRUST_PROXY) : false)
  application.use(securityHeaders(development))
  if (!development) application.use(packedFiles('build/client'))
  application.use(compression({ brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } } }))
  application.use(ownOriginOnly)
  if (before) application.use(before)
  if (!development) application.use('/assets', express.static('build/client/assets', { immutable: true, maxAge: aYear }))
  application.use(express.static(development ? 'public' : 'build/client', { maxAge: '1h', setHeaders: neverKeepTheWorker }))
  application.get('/healthz', (_request, response) => void response.json({ ok: true }))
  application.all(
    '*',
    createRequestHandler({
      build,
      mode: development ? 'development' : 'production',
      getLoadContext: (request, response) => ({ site, nonce: response.locals.nonce as string, address: request.ip ?? '', setCookie: (cookie) => void response.append('Set-Cookie', cookie) }),
    }),
  )
  return application
}

/** The service worker must always be the newest; islands carry a version in their address. */
function neverKeepTheWorker(response: express.Response, file: string) {
  if (/worker\.js(\.\w+)?$/.test(file)) response.set('Cache-Control', 'no-cache')
}

/** Listens, and gives the server once it does. Rejects if the port is taken. */
export function listen(application: RequestListener, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(application).listen(port, () => resolve(server))
    server.once('error', reject)
  })
}

/** Whether the screens have been built. */
export function isBuilt() {
  try {
    return readdirSync('build/server').includes('index.js')
  } catch {
    return false
  }
}
