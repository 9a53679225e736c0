// Receives exam answers. Hundreds of phones call this address at the same moment, so it runs before Remix, Express and
// everything else: their overhead per request costs more than the work itself.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { identifyRequest } from '#app/modules/sessions/sessions.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { sentAnswers } from '#app/modules/exams/attempt.events.ts'
import { submitAnswers } from '#app/modules/exams/exams.server.ts'
import { retryAfterSeconds, Refusal, invalidInput } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { clientAddressOf } from './server/address.ts'
import { bodyKinds } from './bodies/body-limits.ts'
import { isGone, logFault } from './faults.server.ts'
import { enforceBodyTimeout } from './bodies/body-timeout.ts'
import { parseJson } from './bodies/json-body.ts'
import { findLengthFault } from './bodies/limit-bodies.ts'
import { recordRefusal } from './server/refusal-records.ts'
import { crossOriginMessage, standaloneHeaders, isSameOrigin } from './server/security.ts'

const address = /^\/attempts\/([0-9a-z]+)\/answers$/

interface Choices {
  /** Number of proxies in front. */
  proxies: number
}

/**
 * Handles `POST /attempts/:attempt/answers` with JSON: what was sent is acknowledged once it is on disk. Returns false
 * for any other request.
 */
export function createAnswersHandler(site: Site, { proxies }: Choices) {
  const headers = { ...standaloneHeaders(), 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' }
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const attemptId = request.method === 'POST' && address.exec(request.url ?? '')?.[1]
    if (attemptId) void takeAnswers({ site, attemptId, request, response, headers, proxies, viewer: null })
    return !!attemptId
  }
}

interface AnswersRequest extends Choices {
  site: Site
  attemptId: string
  request: IncomingMessage
  response: ServerResponse
  headers: Record<string, string>
  /** The sender, once known. */
  viewer: Viewer | null
}

async function takeAnswers(taking: AnswersRequest) {
  const { site, attemptId, request, response } = taking
  try {
    enforceBodyTimeout(request, response, bodyKinds.json)
    if (!isSameOrigin(request)) return refuse(taking, 403, crossOriginMessage)
    const long = findLengthFault(request, bodyKinds.json)
    if (long) return refuse(taking, long.status, long.sentence)
    const asker = await identifyRequest(site, { headers: { get: (name) => request.headers[name]?.toString() ?? null } })
    if (!asker?.viewer) return refuse(taking, 401, '登录过期了。答案都在手机里，登录后会自动发出。')
    taking.viewer = asker.viewer
    if (asker.renewedCookie) response.setHeader('Set-Cookie', asker.renewedCookie)
    if (request.headers.expect) response.writeContinue()
    const parsed = sentAnswers.safeParse(parseJson(await readText(request)))
    if (!parsed.success) throw invalidInput({}, '发来的答案不完整，没有收下。')
    answer(taking, 200, await submitAnswers(site, asker.viewer, { attemptId, ...parsed.data }))
  } catch (fault) {
    if (fault instanceof Refusal) {
      if (fault.status === 503) response.setHeader('Retry-After', retryAfterSeconds)
      return refuse(taking, fault.status, fault.message)
    }
    if (isGone(request)) return // the phone will send them again
    answer(taking, 500, {
      message: `没有存上，手机会再发。故障编号 ${logFault(fault, { method: request.method ?? '', url: request.url ?? '' })}`,
    })
  }
}

function refuse(taking: AnswersRequest, status: number, message: string) {
  const { site, request, viewer, proxies } = taking
  answer(taking, status, { message })
  recordRefusal(site, { status, method: 'POST', path: request.url ?? '', viewer, address: clientAddressOf(request, proxies) })
}

/** Sent in one piece: with a Content-Length, head and body leave in one packet. */
function answer({ response, headers }: AnswersRequest, status: number, content: object) {
  const body = JSON.stringify(content)
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) }).end(body)
}

/** Reads the body. Rejects if it breaks off. */
function readText(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('error', reject)
    request.on('end', () => resolve(Buffer.concat(pieces).toString('utf8')))
  })
}
