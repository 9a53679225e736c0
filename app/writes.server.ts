// What happens to writes that cannot be done.
import { type Database, DatabaseFault } from '#db/database.ts'
import { getStorageFaultCode } from '#db/write-condition.ts'
import { log } from './log.server.ts'
import { serverBusy, Refusal } from './refusal.ts'
import { forRequest, requestId } from './request-id.server.ts'
import type { Site } from './site.ts'

/** Returns the same installation with another way to write. Not a copy: it would lose what the installation inherits. */
export const replaceWrite = (site: Site, write: Site['write']) => Object.create(site, { write: { value: write } }) as Site

/** Wraps a write for the screens: if the disk accepts nothing, the person is told so in a sentence, and the fault is logged. */
export const withNotSavedRefusal =
  (write: Database['write']): Database['write'] =>
  (actor, why, work, choices) =>
    write(actor, why, work, choices).catch((fault: unknown) => {
      const code = getStorageFaultCode(fault)
      if (code === null) throw fault
      log.error('a write found no way onto the disk', { why, code })
      const told = new Refusal(503, '服务器的硬盘现在存不下东西（满了，或者出了错），这一步没有存上。请告诉管理员，等修好了再办一次。')
      throw Object.assign(told, { cause: fault }) // `getStorageFaultCode` still recognises it, for callers that can do without this write
    })

/** Wraps a write so that its work has its own request id: the first to run carries out the work of all who wait. */
const knowsRequest =
  (write: Database['write']): Database['write'] =>
  (actor, why, work, choices) => {
    const request = requestId()
    return write(actor, why, (tx) => forRequest(request, () => work(tx)), choices)
  }

/** Wraps a write so that it refuses with 503 if too many wait (db/write-queue.ts). */
const withBusyRefusal =
  (write: Database['write']): Database['write'] =>
  (actor, why, work, choices) =>
    write(actor, why, work, choices).catch((fault: unknown) => {
      throw fault instanceof DatabaseFault && fault.code === 'DATABASE_CROWDED' ? serverBusy() : fault
    })

/** Builds the write of a site from that of its database. */
export const writeOf = (write: Database['write']) => withBusyRefusal(knowsRequest(write))
