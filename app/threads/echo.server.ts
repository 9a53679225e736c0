// A task for the tests of threads.
import { setTimeout as pause } from 'node:timers/promises'
import { Refusal } from '#app/refusal.ts'
import { requestId } from '#app/request-id.server.ts'
import type { Emit } from './tasks.server.ts'
import type { SiteAddress } from '#app/site.ts'
import { withThreadSite } from './site-of-thread.server.ts'

type Wanted = {
  chunks?: number
  milliseconds?: number
  busy?: boolean
  megabytes?: number
  refuse?: string
  fail?: string
  tellRequest?: boolean
  countAccountsOf?: SiteAddress
}

/** Does what it is told, and reports it. */
export async function echo(wanted: Wanted, emit: Emit<number>): Promise<string> {
  for (let place = 0; place < (wanted.chunks ?? 0); place++) await emit(place)
  if (wanted.milliseconds) await pause(wanted.milliseconds)
  while (wanted.busy);
  const heap: number[][] = []
  for (let place = 0; place < (wanted.megabytes ?? 0); place++) heap.push(Array.from({ length: 131_072 }, (_, at) => at + 0.5))
  if (wanted.refuse) throw new Refusal(422, wanted.refuse, { file: [wanted.refuse] })
  if (wanted.fail) throw new TypeError(wanted.fail)
  if (wanted.countAccountsOf) return withThreadSite(wanted.countAccountsOf, async ({ keys }) => keys.fingerprint('somebody'))
  if (wanted.tellRequest) return requestId() ?? 'none'
  return `done ${heap.length}`
}
