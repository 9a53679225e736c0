// The HTTP server around Remix: headers, compression, static files, and the site for every request.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express from 'express'
import { log } from '#app/log.server.ts'
import { forRequest, newRequestId } from '#app/request-id.server.ts'
import { toPublicHealth, readHealth } from '#app/modules/operations/operations.server.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'
import { withWriteQuotas } from './quotas.ts'
import { readSettings } from '#app/settings.server.ts'
import type { Site } from '#app/site.ts'
import { withNotSavedRefusal, replaceWrite } from '#app/writes.server.ts'
import { clientAddressOf } from './address.ts'
import type { RequestLocals } from '../request-locals.ts'
import { createAnswersHandler } from '../answers.ts'
import { bodyKinds } from '../bodies/body-limits.ts'
import { createExamHandler } from '../composed-pages/composed-exams.tsx'
import { createLessonHandler } from '../composed-pages/composed-lessons.ts'
import { brotliOptions } from '../composed-pages/compression.ts'
import { formatFaultNumber } from '../fault-number.ts'
import { isGone, logFault, withNumberedFaults } from '../faults.server.ts'
import { canReadMetrics, type Metrics, createMetrics } from './metrics.server.ts'
import { onlyFilesOf, servePrecompressed, setEncodingHeaders } from './precompressed-files.ts'
import { renderPlainHtml, sendPlainPage } from '../plain-page.ts'
import { byFirstSegment } from './routes-by-segment.ts'
import { recordRefusal, recordRefusals } from './refusal-records.ts'
import { prepareRemixAddress } from './remix-address.ts'
import { logRequests } from './request-log.ts'
import {
  standaloneHeaders,
  isAllowedHost,
  setNoStore,
  dropUntrustedHost,
  allowedHosts,
  requireSameOrigin,
  allowGetAndPost,
  securityHeaders,
} from './security.ts'
import { hasBody, enforceBodyTimeout } from '../bodies/body-timeout.ts'
import { limitBodies } from '../bodies/limit-bodies.ts'
import '../context.ts'

interface Choices {
  site: Site
  build: ServerBuild | (() => Promise<ServerBuild>)
  development?: boolean
  /** Mounted before the static files, e.g. Vite's middleware. */
  before?: express.RequestHandler
}

const aYear = 365 * 24 * 60 * 60 * 1000

/** Creates the handler of every request: exam answers bypass Express, which handles all others. */
export function createApplication(choices: Choices): RequestListener {
  loadProgramme(choices.site.programme.file) // tests serve a site that was opened by other modules than the built ones
  const site = withWriteQuotas(replaceWrite(choices.site, withNotSavedRefusal(choices.site.write)))
  const { proxies } = readSettings()
  const takesAnswers = createAnswersHandler(site, { proxies })
  const hosts = choices.development ? null : allowedHosts()
  const metrics = createMetrics(choices.site)
  const pages = createPages({ ...choices, site }, proxies, metrics)
  const logAnswer = logRequests()
  const answer: RequestListener = (request, response) => {
    metrics.follow(request, response)
    logAnswer?.(request, response)
    dropUntrustedHost(request, { proxies })
    if (!isAllowedHost(request, hosts)) return refuseForeignHost(site, request, response, proxies)
    if (!takesAnswers(request, response)) pages(request, response)
  }
  return (request, response) => forRequest(newRequestId(), () => answer(request, response))
}

function refuseForeignHost(site: Site, request: IncomingMessage, response: ServerResponse, proxies: number) {
  recordRefusal(site, {
    status: 421,
    method: request.method ?? '',
    path: request.url ?? '',
    viewer: null,
    address: clientAddressOf(request, proxies),
  })
  response.writeHead(421, {
    ...standaloneHeaders(),
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    Connection: 'close',
  })
  response.end(
    renderPlainHtml({ title: '网址不对', sentence: '这台服务器上没有这个网址。请用管理员给的网址打开。', home: readSettings().address }),
  )
}

function createPages({ site, build, development = false, before }: Choices, proxies: number, metrics: Metrics) {
  const application = express()
  application.disable('x-powered-by')
  application.set('trust proxy', proxies)
  application.use(securityHeaders({ development }))
  if (!development) application.use(servePrecompressed('build/client'))
  application.use(followBodies)
  application.use(allowGetAndPost)
  application.use(compression({ brotli: brotliOptions }))
  application.use(recordRefusals(site))
  application.use(requireSameOrigin)
  application.use(limitBodies(site))
  if (!development) application.use(createLessonHandler(site), createExamHandler(site))
  if (before) application.use(before)
  application.use(development ? files('public') : onlyFilesOf('build/client', files('build/client')))
  application.use(setNoStore)
  application.get('/healthz', (_request, response) => void sendHealth(site, response))
  application.get('/metrics', (request, response, next) => (canReadMetrics(request) ? void sendMetrics(metrics, response) : next()))
  const handlerOf = (given: Choices['build']) =>
    createRequestHandler({
      build: given,
      mode: development ? 'development' : 'production',
      getLoadContext: (request, response) => {
        const { nonce, viewer, onDrawn } = response.locals as RequestLocals
        return (response.locals.context = {
          site,
          nonce,
          address: request.ip ?? '',
          setCookie: (cookie: string) => void response.append('Set-Cookie', cookie),
          ...(viewer ? { viewer } : {}),
          ...(onDrawn ? { onDrawn } : {}),
        })
      },
    })
  const screensAt = screensOf(build, handlerOf)
  application.use(prepareRemixAddress)
  application.use(async (request, response, next) => {
    await screensAt(request.path)(request, response, next)
    ;(response.locals as RequestLocals).endTurn?.()
  })
  application.use(sendFault)
  return application
}

/** Returns the handler of a URL. In development all routes are reloaded and known to it. */
function screensOf<H>(build: Choices['build'], handlerOf: (given: Choices['build']) => H): (pathname: string) => H {
  if (typeof build !== 'function') return byFirstSegment(withNumberedFaults(build), handlerOf)
  const all = handlerOf(async () => withNumberedFaults(await build()))
  return () => all
}

/** Serves the files of a folder; those with a hash in their name are immutable. */
function files(folder: string): express.RequestHandler {
  const serving = express.Router()
  serving.use('/assets', express.static(`${folder}/assets`, { immutable: true, maxAge: aYear, setHeaders: setEncodingHeaders }))
  serving.use(
    express.static(folder, {
      maxAge: '1h',
      setHeaders: (response, file) => (setEncodingHeaders(response, file), noCacheForWorker(response, file)),
    }),
  )
  return serving
}

/** Bodies where none are expected, of a GET or a PUT: they do not keep their connections open. */
const followBodies: express.RequestHandler = (request, response, next) => {
  if (request.method !== 'POST' && hasBody(request)) enforceBodyTimeout(request, response, bodyKinds.form)
  next()
}

/**
 * Handles errors outside the routes: a malformed request is told so, anything else is a fault. Express recognises an
 * error handler by its four parameters.
 */
function sendFault(fault: Error & { status?: number }, request: express.Request, response: express.Response, next: express.NextFunction) {
  if (isGone(request) || response.destroyed) return // nobody is left to answer
  if (response.headersSent) return next(fault)
  if (fault.status && fault.status < 500)
    return sendPlainPage(response, fault.status, { title: '看不懂这个请求', sentence: '地址或内容写得不对。请从首页重新进入。' })
  sendPlainPage(response, 500, { title: '出了点问题', sentence: formatFaultNumber(logFault(fault, request)) })
}

/** Answers monitoring: 503 if nothing can be saved, plus other known conditions. Nothing that helps a stranger. */
async function sendHealth(site: Site, response: express.Response) {
  const health = await readHealth(site).catch((fault: unknown) => (log.warn('the health could not be read', { fault }), null))
  const said = health ? toPublicHealth(health) : { ok: false }
  response
    .status(said.ok ? 200 : 503)
    .set('Cache-Control', 'no-store')
    .json(said)
}

async function sendMetrics(metrics: Metrics, response: express.Response) {
  response.set({ 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' }).send(await metrics.text())
}

/** The service worker must always be the newest; islands carry a version in their URL. */
function noCacheForWorker(response: express.Response, file: string) {
  if (/worker\.js(\.\w+)?$/.test(file)) response.set('Cache-Control', 'no-cache')
}
