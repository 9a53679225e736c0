// What becomes of a write for which there is no room.
import { type Database, DatabaseFault } from '#db/database.ts'
import { getStorageFaultCode } from '#db/write-condition.ts'
import { log } from './log.server.ts'
import { serverBusy, Refusal } from './refusal.ts'
import { forRequest, requestId } from './request-id.server.ts'
import type { Site } from './site.ts'

/** The same installation with another way to write. No copy of it: that would lose what it has from another. */
export const replaceWrite = (site: Site, write: Site['write']) => Object.create(site, { write: { value: write } }) as Site

/** The same writing for the screens: where the disk takes nothing, whoever waits is told so in a sentence, and the log has the fault. */
export const withNotSavedRefusal =
  (write: Database['write']): Database['write'] =>
  (actor, why, work, choices) =>
    write(actor, why, work, choices).catch((fault: unknown) => {
      const code = getStorageFaultCode(fault)
      if (code === null) throw fault
      log.error('a write found no way onto the disk', { why, code })
      const told = new Refusal(503, '服务器的硬盘现在存不下东西（满了，或者出了错），这一步没有存上。请告诉管理员，等修好了再办一次。')
      throw Object.assign(told, { cause: fault }) // `getStorageFaultCode` still knows it, for whoever can do without this write
    })

/** The same writing, whose work knows its request: whoever comes first carries out what all who wait have handed in. */
const knowsRequest =
  (write: Database['write']): Database['write'] =>
  (actor, why, work, choices) => {
    const request = requestId()
    return write(actor, why, (tx) => forRequest(request, () => work(tx)), choices)
  }

/** The same writing, which refuses with 503 where too many wait for it (db/write-queue.ts). */
const withBusyRefusal =
  (write: Database['write']): Database['write'] =>
  (actor, why, work, choices) =>
    write(actor, why, work, choices).catch((fault: unknown) => {
      throw fault instanceof DatabaseFault && fault.code === 'DATABASE_CROWDED' ? serverBusy() : fault
    })

/** How a site writes, from how its database does. */
export const writeOf = (write: Database['write']) => withBusyRefusal(knowsRequest(write))
