// What was understood of the rows of a preview, masked: from the sealed batches, for one page of rows.
import { formatDay, toDay } from '#app/calendar.ts'
import { maskIdNumber, maskPhone } from '#app/masks.ts'
import { formatHouseholdStatus, monitoringLabels } from '#app/modules/households/labels.ts'
import { tierLabels } from '#app/modules/courses/tiers.ts'
import { formatPlace } from '#app/modules/regions/regions.server.ts'
import type { Site } from '#app/site.ts'
import { listBatchPlaces, loadBatch } from './batch-store.server.ts'
import type { PartialEntry } from './reading/validate-row.ts'

/** A row as people check it. Empty texts: the row says nothing of it, or it could not be read. */
export interface UnderstoodRow {
  idNumber: string
  phone: string
  place: string
  householdNumber: string
  /** 建档立卡贫困户, 一般户, 没有登记户; with the monitoring, if it is monitored. */
  status: string
  tier: string
  /** From which day on it holds. */
  from: string
}

interface Position {
  importId: string
  /** The id of the first row of each batch; empty for previews from before it was stored. */
  starts: readonly number[]
  rows: readonly { id: number; sheet: string; row: number }[]
}

/** Returns what was understood, by id; rows whose content is no longer stored (it is in the register, or deleted) are left out. */
export async function readUnderstood(
  site: Pick<Site, 'read' | 'keys' | 'now'>,
  { importId, starts, rows }: Position,
): Promise<Map<number, UnderstoodRow>> {
  const found = new Map<number, UnderstoodRow>()
  if (starts.length === 0 || rows.length === 0) return found
  const stored = new Set(await listBatchPlaces(site.read, importId))
  const batchOf = (id: number) => starts.findLastIndex((start) => start <= id)
  const today = toDay(site.now())
  for (const place of new Set(rows.map(({ id }) => batchOf(id)))) {
    const start = starts[place]
    if (start === undefined || !stored.has(place)) continue
    const { rows: read, filledOn } = await loadBatch(site, importId, place)
    for (const { id, sheet, row } of rows) {
      if (batchOf(id) !== place) continue
      const one = read[id - start]
      const entry = one && (one.entry ?? one.partial)
      if (entry && one.sheet === sheet && one.row === row) found.set(id, describeEntry(entry, filledOn, today))
    }
  }
  return found
}

function describeEntry(entry: PartialEntry, filledOn: string | null, today: string): UnderstoodRow {
  const { idNumber, phone, regionCode, householdNumber, status, monitoring, tier } = entry
  const isMonitored = monitoring !== null && monitoring !== 'none'
  return {
    idNumber: idNumber ? maskIdNumber(idNumber) : '',
    phone: phone ? maskPhone(phone) : '',
    place: regionCode ? formatPlace(regionCode, today).join('') : '',
    householdNumber: householdNumber ?? '',
    status: [
      householdNumber && status === null ? '没有写属性' : formatHouseholdStatus(householdNumber, status ?? 'none'),
      ...(isMonitored ? [monitoringLabels[monitoring]] : []),
    ].join('、'),
    tier: tier ? tierLabels[tier] : '',
    from: filledOn ? formatDay(filledOn) : '导入那天',
  }
}
