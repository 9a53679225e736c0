// Takes the answers of exams. This one address is called by hundreds of phones at the same moment, so it stands before
// Remix, Express and everything else: their way through a request costs more than the work itself.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { viewerOfRequest } from '#app/modules/accounts/accounts.server.ts'
import { sentAnswers } from '#app/modules/exams/attempt.events.ts'
import { giveAnswers } from '#app/modules/exams/exams.server.ts'
import { comeBackIn, Refusal, wrongInput } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { bodyKinds } from './body-limits.ts'
import { isGone, logFault } from './faults.server.ts'
import { followBody } from './follow-body.ts'
import { parseJson } from './json-body.ts'
import { tooLong } from './limit-bodies.ts'
import { fixedHeaders, foreignWrite, isFromOwnPage } from './security.ts'

const address = /^\/attempts\/([0-9a-z]+)\/answers$/

/** `POST /attempts/:attempt/answers` with JSON: what was sent is acknowledged once it is on disk. False for any other request. */
export function answersOnly(site: Site) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const attemptId = request.method === 'POST' && address.exec(request.url!)?.[1]
    if (attemptId) void takeAnswers(site, attemptId, request, response)
    return !!attemptId
  }
}

async function takeAnswers(site: Site, attemptId: string, request: IncomingMessage, response: ServerResponse) {
  try {
    followBody(request, response, bodyKinds.json)
    if (!isFromOwnPage(request)) return answer(response, 403, { message: foreignWrite })
    const long = tooLong(request, bodyKinds.json)
    if (long) return answer(response, long.status, { message: long.sentence })
    const asker = await viewerOfRequest(site, { headers: { get: (name) => request.headers[name]?.toString() ?? null } })
    if (!asker?.viewer) return answer(response, 401, { message: '登录过期了。答案都在手机里，登录后会自动发出。' })
    if (asker.renewedCookie) response.setHeader('Set-Cookie', asker.renewedCookie)
    if (request.headers.expect) response.writeContinue()
    const parsed = sentAnswers.safeParse(parseJson(await readText(request)))
    if (!parsed.success) throw wrongInput({}, '发来的答案不完整，没有收下。')
    answer(response, 200, await giveAnswers(site, asker.viewer, { attemptId, ...parsed.data }))
  } catch (fault) {
    if (fault instanceof Refusal) {
      if (fault.status === 503) response.setHeader('Retry-After', comeBackIn)
      return answer(response, fault.status, { message: fault.message })
    }
    if (isGone(request)) return // it will send them again
    answer(response, 500, { message: `没有存上，手机会再发。故障编号 ${logFault(fault, { method: request.method!, url: request.url! })}` })
  }
}

/** In one piece: with its length said, head and body leave in one packet. */
function answer(response: ServerResponse, status: number, content: object) {
  const body = JSON.stringify(content)
  response.writeHead(status, { ...fixedHeaders(), 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(body), 'Cache-Control': 'no-store' }).end(body)
}

/** The body. Rejects if it breaks off. */
function readText(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('error', reject)
    request.on('end', () => resolve(Buffer.concat(pieces).toString('utf8')))
  })
}
