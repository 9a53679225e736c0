// Checks before a body is read: its length, and whether the sender may send it at all.
import type { NextFunction, Request, Response } from 'express'
import { hasDuty } from '#app/access/viewer.ts'
import { cameraLinks } from '#app/modules/studio/studio.server.ts'
import { forbidden, Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { type ConcurrencyLimit, createConcurrencyLimit } from '#app/concurrency-limit.ts'
import { type BodyKind, bodyKinds, isMultipart, limitFor, maxTurnSeconds, type RouteLimit } from './body-limits.ts'
import { hasBody, enforceBodyTimeout } from './body-timeout.ts'
import { paths } from '#app/shell/paths.ts'
import { type RequestLocals, toHeaders, identifyViewer } from '../request-locals.ts'
import { sendPlainPage } from '../plain-page.ts'
import { normalisePath } from '../normalise-path.ts'
import { getReturnPath } from '../viewer.server.ts'
import { awaitWholeBody } from './whole-body.ts'
import { present } from '#app/present.ts'

/** What whoever sent too much in a form does: the answer has taken the place of the form. */
const backToForm = '请按返回键（填过的内容一般还在），删短一些，或换小一点的文件，再提交。'

/**
 * Returns why a body of this length is not read, as a message; null if it is. The length must be declared: chunked
 * bodies have none.
 */
export function findLengthFault(
  { headers }: Pick<Request, 'headers'>,
  { bytes, most, isScript = false, shorten = '' }: BodyKind,
): { status: number; sentence: string } | null {
  if (headers['transfer-encoding'] !== undefined) return { status: 411, sentence: '这个请求没有说明长度。请回到本站重新操作。' }
  if (Number(headers['content-length'] ?? 0) > bytes)
    return {
      status: 413,
      sentence: `发来的内容太大，这里一次最多 ${most}。${isScript ? shorten : backToForm}`,
    }
  return null
}

/** Only a multipart form can contain a file: any other body to such an address gets the limit of a form without files. */
function limitOfBody({ headers, originalUrl }: Request): RouteLimit {
  const limit = limitFor(normalisePath(originalUrl))
  const { together, isScript = false, shorten = '' } = limit.kind
  return together === 0 || isMultipart(headers['content-type']) ? limit : { ...limit, kind: { ...bodyKinds.form, isScript, shorten } }
}

/** Larger than a form without files may be: read as it arrives, in its turn. Smaller bodies never wait behind another sender's file. */
const isLarge = ({ headers }: Pick<Request, 'headers'>, { together }: BodyKind) =>
  together > 0 && Number(headers['content-length'] ?? 0) > bodyKinds.form.bytes

/** Whether it is a form of a desk that is no larger than what anybody may send: it goes back to its page, to be sent again by who may. */
const isTypedAtDesk = ({ headers, originalUrl }: Request, { together }: BodyKind) =>
  together === 0 &&
  normalisePath(originalUrl).startsWith(`${paths.desk()}/`) &&
  Number(headers['content-length'] ?? 0) <= bodyKinds.short.bytes

/** Holds every body to the limit of its address, before any byte of it is read. */
export function limitBodies(site: Site) {
  const turns = new Map<BodyKind, ConcurrencyLimit>(
    Object.values<BodyKind>(bodyKinds)
      .filter(({ together }) => together > 0)
      .map((kind) => [kind, createConcurrencyLimit({ together: kind.together, patience: maxTurnSeconds * 1000 })]),
  )

  async function admitBody(request: Request, response: Response, { kind, who }: RouteLimit): Promise<boolean> {
    enforceBodyTimeout(request, response, kind)
    const refuse = (status: number, sentence: string) => refuseBody(response, { status, sentence, kind })
    const long = findLengthFault(request, kind)
    if (long) return refuse(long.status, long.sentence)
    if (who === 'anybody') return true
    if (who === 'camera') return admitCamera(request, response, kind)
    const found = await identifyViewer(site, request, response) // first of all, so that a refusal is counted for this account
    if (!found?.viewer) {
      if (kind.isScript)
        return refuse(
          401,
          who === 'courses.write' ? '登录过期了。请在另一个窗口登录，再试一次。' : '登录过期了。写的都存在手机里，登录后会自动发出。',
        )
      // Typed text is in this request and can be sent again; a file can be chosen again.
      if (kind.together > 0) return refuse(401, '登录过期了。请重新登录，再选一次文件提交。')
      return found !== null || isTypedAtDesk(request, kind) || sendToSignIn(request, response)
    }
    if (who !== 'signedIn' && !hasDuty(found.viewer, who)) {
      if (found.viewer.mustSetUpSecondStep) return sendTo(response, paths.secondStep()) // until then no duty is theirs
      // Another account has signed in beside the form, which goes back to its page too.
      return isTypedAtDesk(request, kind) || refuse(403, forbidden().message)
    }
    return takeTurn(request, response, kind, found.viewer.accountId)
  }

  async function takeTurn(request: Request, response: Response, kind: BodyKind, accountId: string): Promise<boolean> {
    if (!isLarge(request, kind)) return true
    const endTurn = await present(turns.get(kind), 'turns for this kind of body').acquire(
      accountId,
      Number(request.headers['content-length']),
    )
    if (!endTurn)
      return refuseBody(response, {
        status: 503,
        sentence: `正在收别的文件，没有轮到这一个。请过一会儿${kind.isScript ? '再试' : '按返回键，再提交'}一次。`,
        kind,
      })
    ;(response.locals as RequestLocals).endTurn = endTurn
    return true
  }

  /** A phone that was not signed in: its address says whose it is, and is asked for before any byte is read. */
  async function admitCamera(request: Request, response: Response, kind: BodyKind): Promise<boolean> {
    try {
      const { accountId } = await cameraLinks.requireCameraLink(site, normalisePath(request.originalUrl).replace(/^.*\//, ''))
      return await takeTurn(request, response, kind, accountId)
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault
      return refuseBody(response, { status: fault.status, sentence: fault.message, kind })
    }
  }

  return (request: Request, response: Response, next: NextFunction) => {
    if (!hasBody(request)) return next()
    const limit = limitOfBody(request)
    admitBody(request, response, limit)
      .then(async (isIn) => {
        if (!isIn) return
        if (request.headers.expect) response.writeContinue()
        // A small body is buffered until it is complete. If it was cut off, nobody is left to answer.
        if (isLarge(request, limit.kind) || (await awaitWholeBody(request))) next()
      })
      .catch(next)
  }
}

/**
 * Without `Connection: close`: Node would close at once, and a browser that is still sending would show a broken
 * connection. Clients that go on for long are cut off (`enforceBodyTimeout`).
 */
function refuseBody(response: Response, { status, sentence, kind }: { status: number; sentence: string; kind: BodyKind }) {
  if (status === 503) response.set('Retry-After', '30')
  if (kind.isScript) response.status(status).set('Cache-Control', 'no-store').json({ message: sentence })
  else sendPlainPage(response, status, { title: status === 403 ? '这里您进不去' : '没有收下', sentence })
  return false
}

function sendToSignIn(request: Request, response: Response) {
  const asked = { method: request.method, url: request.originalUrl, headers: toHeaders(request) }
  return sendTo(response, paths.signIn(getReturnPath(asked)))
}

function sendTo(response: Response, path: string) {
  response.set('Cache-Control', 'no-store').redirect(302, path)
  return false
}
