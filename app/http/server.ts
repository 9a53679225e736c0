// The HTTP server around Remix: headers, compression, files that never change, and the site for every request.
import { createServer, type RequestListener, type Server } from 'node:http'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express from 'express'
import { constants } from 'node:zlib'
import { hasAdministrator } from '#app/modules/accounts/accounts.server.ts'
import type { Site } from '#app/site.ts'
import { answersOnly } from './answers.ts'
import { sayFaultNumber } from './fault-words.ts'
import { logFault, withNumberedFaults } from './faults.server.ts'
import { packedFiles, sayPacking } from './packed-files.ts'
import { plainPage } from './plain-page.ts'
import { recordRefusals } from './refusal-records.ts'
import { noHugeForms, ownHostOnly, ownOriginOnly, readOrPosted, securityHeaders } from './security.ts'
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
  const proxies = Number(process.env.TIDUI_TRUST_PROXY ?? 0)
  const pages = createPages(choices, proxies)
  return (request, response) => {
    ownHostOnly(request, { proxies })
    if (!takesAnswers(request, response)) pages(request, response)
  }
}

function createPages({ site, build, development = false, before }: Choices, proxies: number) {
  const application = express()
  application.disable('x-powered-by')
  application.set('trust proxy', proxies)
  application.use(securityHeaders({ development }))
  if (!development) application.use(packedFiles('build/client'))
  application.use(readOrPosted)
  application.use(compression({ brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } } }))
  application.use(recordRefusals(site))
  application.use(ownOriginOnly)
  application.use(noHugeForms)
  if (before) application.use(before)
  if (!development) application.use('/assets', express.static('build/client/assets', { immutable: true, maxAge: aYear, setHeaders: sayPacking }))
  application.use(express.static(development ? 'public' : 'build/client', { maxAge: '1h', setHeaders: (response, file) => (sayPacking(response, file), neverKeepTheWorker(response, file)) }))
  application.get('/healthz', (_request, response) => void sayHealth(site, response))
  application.use(
    createRequestHandler({
      build: typeof build === 'function' ? async () => withNumberedFaults(await build()) : withNumberedFaults(build),
      mode: development ? 'development' : 'production',
      getLoadContext: (request, response) => (response.locals.context = { site, nonce: response.locals.nonce as string, address: request.ip ?? '', setCookie: (cookie: string) => void response.append('Set-Cookie', cookie) }),
    }),
  )
  application.use(sayFault)
  return application
}

/** What fails outside the screens: a request that makes no sense is told so, anything else is a fault. Express knows it by its four arguments. */
function sayFault(fault: Error & { status?: number }, request: express.Request, response: express.Response, next: express.NextFunction) {
  if (response.headersSent) return next(fault)
  if (fault.status && fault.status < 500) return plainPage(response, fault.status, { title: '看不懂这个请求', sentence: '地址或内容写得不对。请从首页重新进入。' })
  plainPage(response, 500, { title: '出了点问题', sentence: sayFaultNumber(logFault(fault, request)) })
}

/** For whoever watches over the server: whether the database answers. */
async function sayHealth(site: Site, response: express.Response) {
  const ok = await hasAdministrator(site).then(() => true, () => false)
  response.status(ok ? 200 : 503).set('Cache-Control', 'no-store').json({ ok })
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
