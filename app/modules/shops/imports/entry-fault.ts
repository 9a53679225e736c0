// What a shop's own rules object to in a row of a list.
import { shopEntry } from '../entries.ts'
import { columnLabels } from './columns.ts'
import type { Problem } from './row-findings.ts'

/** Finds what a shop's own rules object to in a row, which would otherwise stop all the others; null if nothing. */
export function findEntryFault(entry: unknown): Problem | null {
  const { error } = shopEntry.safeParse(entry)
  const [issue] = error?.issues ?? []
  if (!issue) return null
  const path = String(issue.path[0] ?? 'name')
  const field = (path === 'regionCode' ? 'region' : path) as keyof typeof columnLabels
  const code =
    field === 'name'
      ? 'name-missing'
      : field === 'categories' || field === 'buys'
        ? 'category-unknown'
        : field === 'region'
          ? 'region-unknown'
          : 'number-invalid'
  return { column: columnLabels[field] ?? columnLabels.name, code, message: `${issue.message}。` }
}
