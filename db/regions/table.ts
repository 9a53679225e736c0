// The national codes known to this process: those of every programme that it has loaded. A code means the same in all
// of them.

export interface RegionRow {
  /** National statistical code without trailing zeros: 2, 4, 6, 9 or 12 digits. */
  code: string
  name: string
  /** Differs from the code only for regions that no longer exist. */
  id?: string
  /** First day. */
  from?: string
  /** First day on which it no longer existed. */
  to?: string
  /** Ids of the regions that it came from. */
  after?: string[]
  /** Id of the region that contained it, if the code does not say so. */
  parent?: string
}

const rows: RegionRow[] = []
const ids = new Set<string>()
const byCode = new Map<string, RegionRow[]>()

/** Returns the key of a row: its id, or its code if that is unique. */
export const getRegionId = (row: RegionRow) => row.id ?? row.code

/** Adds the regions that are not known yet. */
export function addRegions(added: readonly RegionRow[]): void {
  for (const row of added) {
    if (ids.has(getRegionId(row))) continue
    ids.add(getRegionId(row))
    rows.push(row)
    byCode.set(row.code, [...(byCode.get(row.code) ?? []), row])
  }
}

export const listAllRegionRows = (): readonly RegionRow[] => rows

/** Lists all regions that had this code at any time. */
export const listRegionRows = (code: string): readonly RegionRow[] => byCode.get(code) ?? []
