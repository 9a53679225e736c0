// A roster's file with the reasons in it, as a thread puts it together.
import type { Emit } from '#app/threads/tasks.server.ts'
import { type SiteAddress, withSite } from '#app/threads/site-of-thread.server.ts'
import { emitWithReasons } from '#app/spreadsheet/with-reasons.server.ts'
import { fileOf } from './kept.server.ts'
import { reasonsOf } from './reasons.server.ts'

export const rosterWithReasonsTask = ({ site: address, ...wanted }: { site: SiteAddress; importId: string; takenUpTo: number | null }, emit: Emit<Uint8Array>): Promise<null> =>
  withSite(address, async (site) => emitWithReasons(await fileOf(site, wanted.importId), await reasonsOf(site, wanted), emit))
