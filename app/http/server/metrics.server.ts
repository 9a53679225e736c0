// Metrics for Prometheus, in its text format, by its own client library. Counted around every request, including those
// that bypass Express.
import { timingSafeEqual, createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { readSettings } from '#app/settings.server.ts'
import { readHealth } from '#app/modules/operations/operations.server.ts'
import type { Site } from '#app/site.ts'
import { isLoopback } from './address.ts'

/** Classes of requests, few enough to stay distinguishable for years: the first match counts. */
const routeClasses: readonly [RegExp, string][] = [
  [/^\/attempts\/[^/]+\/answers$/, 'answers'],
  [/^\/(healthz|metrics)$/, 'watching'],
  [/^\/(assets|islands|pictures|media|shop-files)\/|\.(js|css|png|jpg|webp|svg|woff2|webmanifest)(\?|$)/, 'files'],
  [/^\/desk(\/|\?|\.data|$)/, 'desk'],
  [/^\/(attempts|exams)(\/|\?|\.data|$)/, 'exams'],
  [/^\/(courses|class|progress|calculator)(\/|\?|\.data|$)/, 'learning'],
  [/^\/(shop|pairings|wishes|rating-rules)(\/|\?|\.data|$)/, 'shops'],
  [/^\/(sign-in|sign-out|set-up|s|account)(\/|\?|\.data|$)/, 'signIn'],
]

export const toRouteClass = (url: string) => routeClasses.find(([pattern]) => pattern.test(url))?.[1] ?? 'other'

export interface Metrics {
  /** Counts a request once it is answered or aborted. */
  follow(request: IncomingMessage, response: ServerResponse): void
  /** Returns all metrics as text. */
  text(): Promise<string>
  contentType: string
}

/** Creates the metrics of one installation. */
export function createMetrics(site: Site): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 }) // including the delay of the event loop
  const requests = new Counter({
    name: 'tidui_requests_total',
    help: 'Requests, by class of route and status',
    labelNames: ['route', 'status'] as const,
    registers,
  })
  const duration = new Histogram({
    name: 'tidui_request_seconds',
    help: 'Time to the last byte',
    labelNames: ['route'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const gauge = (name: string, help: string) => new Gauge({ name: `tidui_${name}`, help, registers })
  const gauges = {
    saves: gauge('saves', '1 while writes get onto the disk'),
    savedAgo: gauge('saved_age_seconds', 'Since something was last written and flushed'),
    waiting: gauge('waiting_writes', 'Writes that wait for their turn'),
    commits: gauge('commits', 'Commits since the start'),
    deadlines: gauge('overdue_deadlines', 'Deadlines that should have fired a minute ago'),
    effects: gauge('overdue_effects', 'Effects in the outbox that should have happened a minute ago'),
    backupAge: gauge('backup_age_seconds', 'Since the latest backup that was proved; -1 without one'),
    databaseBytes: gauge('database_bytes', 'Size of the database file'),
    freeBytes: gauge('free_bytes', 'Free space in the data folder'),
    alarms: gauge('clock_alarm', '1 while the clock is found wrong'),
  }
  return {
    contentType: registry.contentType,
    follow(request, response) {
      const route = toRouteClass(request.url ?? '/')
      const begun = process.hrtime.bigint()
      response.once('close', () => {
        requests.inc({ route, status: response.writableFinished ? String(response.statusCode) : 'cut' })
        duration.observe({ route }, Number(process.hrtime.bigint() - begun) / 1e9)
      })
    },
    async text() {
      const health = await readHealth(site)
      gauges.saves.set(health.notSaving === null ? 1 : 0)
      gauges.savedAgo.set(health.savedAgo ?? -1)
      gauges.waiting.set(health.waitingWrites)
      gauges.commits.set(site.condition().commits)
      gauges.deadlines.set(health.overdueDeadlines)
      gauges.effects.set(health.overdueEffects)
      gauges.backupAge.set(health.backup.age ?? -1)
      gauges.databaseBytes.set(health.databaseBytes ?? -1)
      gauges.freeBytes.set(health.freeBytes ?? -1)
      gauges.alarms.set(health.clock === null ? 0 : 1)
      return registry.metrics()
    },
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest()
const marksOfProxies = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via']

/**
 * Whether there is a proxy in front, so that every request seems to come from this machine: HTTPS too implies a proxy.
 */
const isBehindProxy = () => readSettings().proxies > 0 || readSettings().isHttps

/**
 * Whether the client may read the metrics: with the token. Without a configured token and without a proxy, only a
 * client on this machine may; headers that a proxy adds are checked all the same, in case nobody configured it.
 */
export function canReadMetrics(
  { headers, socket }: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } },
  token = readSettings().metricsToken,
): boolean {
  const given = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1]
  if (token && given && timingSafeEqual(digest(given), digest(token))) return true
  return !token && !isBehindProxy() && isLoopback(socket.remoteAddress ?? '') && marksOfProxies.every((name) => headers[name] === undefined)
}
