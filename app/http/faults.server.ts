// Faults: whatever is no refusal is logged under a number that the person who met it can read out.
import { randomInt } from 'node:crypto'
import type { ServerBuild } from '@remix-run/node'
import { refusalHeaders, Refusal } from '#app/refusal.ts'
import { log } from '#app/log.server.ts'
import { formatFaultNumber } from './fault-number.ts'

/** Logs a fault, and gives its number. */
export function logFault(fault: unknown, { method, url }: { method: string; url: string }): number {
  const number = randomInt(100_000, 1_000_000)
  log.error(`故障编号 ${number}`, { method, path: pathForLog(url), fault })
  return number
}

/** The address without what was asked for by it, and without the codes that let somebody in: who reads the log has no right to them. */
export function pathForLog(url: string) {
  const path = URL.canParse(url, 'http://here.invalid') ? new URL(url, 'http://here.invalid').pathname : url.replace(/\?.*/s, '')
  return path.replace(/^\/+(s|set-up|verify)\/.*/i, '/$1/…').slice(0, 200)
}

/** Whether whoever asked has gone: a phone without network, a page that was left, a body that was cut. That is nobody's fault. */
export const isGone = (request: { destroyed?: boolean; complete?: boolean; aborted?: boolean; signal?: AbortSignal }) =>
  request.aborted === true || request.signal?.aborted === true || (request.destroyed === true && request.complete === false)

type Work = (asked: { request: Request }) => unknown

/**
 * The same screens, whose loaders and actions answer a fault with its number. In production Remix leaves of an error
 * only that there was one; an answer reaches the page whole, whether the page is loaded or asked for by a script.
 */
export function withNumberedFaults(build: ServerBuild): ServerBuild {
  const guarded = <W>(work: W): W => (work ? ((async (asked: { request: Request }) => answerFaults(work as Work, asked)) as W) : work)
  const routes = Object.entries(build.routes).map(([id, route]) => [
    id,
    route && { ...route, module: { ...route.module, loader: guarded(route.module.loader), action: guarded(route.module.action) } },
  ])
  return { ...build, routes: Object.fromEntries(routes) as ServerBuild['routes'] }
}

async function answerFaults(work: Work, asked: { request: Request }) {
  try {
    return await work(asked)
  } catch (thrown) {
    if (!(thrown instanceof Error) || isGone(asked.request)) throw thrown
    const answer =
      thrown instanceof Refusal
        ? { status: thrown.status, text: thrown.message }
        : { status: 500, text: formatFaultNumber(logFault(thrown, asked.request)) }
    throw new Response(answer.text, {
      status: answer.status,
      headers: {
        ...refusalHeaders(answer),
        'Content-Type': 'text/plain; charset=utf-8',
        'Cache-Control': 'no-store',
      },
    })
  }
}
