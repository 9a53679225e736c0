// The national codes that this process knows: those of every programme that it has loaded. A code means the same in all of them.

export interface RegionRow {
  /** National statistical code without trailing zeros: 2, 4, 6, 9 or 12 digits. */
  code: string
  name: string
  /** Differs from the code only for what is no more. */
  id?: string
  /** First day. */
  from?: string
  /** First day on which it was no more. */
  to?: string
  /** Out of which regions it came, by id. */
  after?: string[]
  /** The id of what it lay in, where the code does not say it. */
  parent?: string
}

const rows: RegionRow[] = []
const ids = new Set<string>()
const byCode = new Map<string, RegionRow[]>()

/** What names a row: its id, or its code where that is enough. */
export const getRegionId = (row: RegionRow) => row.id ?? row.code

/** Adds what is not there yet. */
export function addRegions(added: readonly RegionRow[]): void {
  for (const row of added) {
    if (ids.has(getRegionId(row))) continue
    ids.add(getRegionId(row))
    rows.push(row)
    byCode.set(row.code, [...(byCode.get(row.code) ?? []), row])
  }
}

export const listAllRegionRows = (): readonly RegionRow[] => rows

/** What had this code at any time. */
export const listRegionRows = (code: string): readonly RegionRow[] => byCode.get(code) ?? []
