// Takes the answers of exams. This one address is called by hundreds of phones at the same moment, so it stands before
// Remix, whose way through a request would cost more than the work itself.
import { randomInt } from 'node:crypto'
import express, { type NextFunction, type Request, type Response } from 'express'
import { viewerOfRequest } from '#app/modules/accounts/accounts.server.ts'
import { sentAnswers } from '#app/modules/exams/attempt.events.ts'
import { giveAnswers } from '#app/modules/exams/exams.server.ts'
import { Refusal, wrongInput } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'

const incomplete = '发来的答案不完整，没有收下。'

/** `POST /attempts/:attempt/answers` with JSON: what was sent is acknowledged once it is on disk. */
export function answersRouter(site: Site) {
  const router = express.Router()
  router.post('/attempts/:attempt/answers', express.json({ limit: '128kb' }), (request, response) => void takeAnswers(site, request, response))
  router.use((fault: { status?: number }, _request: Request, response: Response, next: NextFunction) => {
    if (fault.status && fault.status < 500) response.status(422).json({ message: incomplete })
    else next(fault)
  })
  return router
}

async function takeAnswers(site: Site, request: Request, response: Response) {
  response.set('Cache-Control', 'no-store')
  try {
    const viewer = await viewerOfRequest(site, { headers: { get: (name) => request.get(name) ?? null } })
    if (!viewer) return void response.status(401).json({ message: '登录过期了。答案都在手机里，登录后会自动发出。' })
    const parsed = sentAnswers.safeParse(request.body)
    if (!parsed.success) throw wrongInput({}, incomplete)
    response.json(await giveAnswers(site, viewer, { attemptId: String(request.params.attempt), answers: parsed.data.answers }))
  } catch (fault) {
    if (fault instanceof Refusal) return void response.status(fault.status).json({ message: fault.message })
    const number = randomInt(100_000, 1_000_000)
    console.error(number, request.method, request.path, fault)
    response.status(500).json({ message: `没有存上，手机会再发。故障编号 ${number}` })
  }
}
