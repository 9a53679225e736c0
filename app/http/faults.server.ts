// Faults: everything that is not a refusal is logged under a number that the person who met it can read out.
import { randomInt } from 'node:crypto'
import type { ServerBuild } from '@remix-run/node'
import { refusalHeaders, Refusal } from '#app/refusal.ts'
import { log } from '#app/log.server.ts'
import { formatFaultNumber } from './fault-number.ts'
import { normalisePath } from './normalise-path.ts'

/** Logs a fault, and returns its number. */
export function logFault(fault: unknown, { method, url }: { method: string; url: string }): number {
  const number = randomInt(100_000, 1_000_000)
  log.error(`故障编号 ${number}`, { method, path: pathForLog(url), fault })
  return number
}

const here = 'http://here.invalid'

/** Returns the path without search terms, and without sign-in codes in any spelling: readers of the log have no right to them. */
export function pathForLog(url: string) {
  const absolute = url.startsWith('/') ? here + url : url // two slashes in front would be read as somebody else's address
  const path = URL.canParse(absolute, here) ? new URL(absolute, here).pathname : url.replace(/\?.*/s, '')
  const door = /^\/(s|set-up|verify)\/./.exec(normalisePath(path))?.[1]
  return door === undefined ? path.slice(0, 200) : `/${door}/…`
}

/** Whether the client has gone: a phone lost its network, a page was left, a body was cut off. That is nobody's fault. */
export const isGone = (request: { destroyed?: boolean; complete?: boolean; aborted?: boolean; signal?: AbortSignal }) =>
  request.aborted === true || request.signal?.aborted === true || (request.destroyed === true && request.complete === false)

type Work = (args: { request: Request }) => unknown

/**
 * Wraps the loaders and actions of all routes so that a fault is answered with its number. In production Remix reduces
 * an error to the fact that there was one; a thrown response reaches the page whole, whether the page is loaded or
 * fetched by a script.
 */
export function withNumberedFaults(build: ServerBuild): ServerBuild {
  const guarded = <W>(work: W): W => (work ? ((async (args: { request: Request }) => answerFaults(work as Work, args)) as W) : work)
  const routes = Object.entries(build.routes).map(([id, route]) => [
    id,
    route && { ...route, module: { ...route.module, loader: guarded(route.module.loader), action: guarded(route.module.action) } },
  ])
  return { ...build, routes: Object.fromEntries(routes) as ServerBuild['routes'] }
}

async function answerFaults(work: Work, args: { request: Request }) {
  try {
    return await work(args)
  } catch (thrown) {
    if (!(thrown instanceof Error) || isGone(args.request)) throw thrown
    const answer =
      thrown instanceof Refusal
        ? { status: thrown.status, text: thrown.message }
        : { status: 500, text: formatFaultNumber(logFault(thrown, args.request)) }
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
