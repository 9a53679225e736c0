// The trail as a workbook: what the page shows, bounded, and recorded as a download.
import type { Viewer } from '#app/access/viewer.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import type { Site } from '#app/site.ts'
import { encodeWorkbook } from '#app/spreadsheet/spreadsheet.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { toSheet } from '#app/ui/tables/table-workbook.server.ts'
import type { AuditQuery } from './audit-query.ts'
import { readTrail, requireAuditReader, type TrailEntry } from './queries.server.ts'
import { trailList } from './trail-list.ts'

/** Most entries in a workbook; narrower days give the rest. */
const maxExported = 5_000
/** Read at once, so that others are served between. */
const inOneRead = 250

/** Writes the entries that the question finds, newest first, at most `most`; the last row says if there are more. Throws 403 or 404. */
export async function exportTrail(
  site: Site,
  viewer: Viewer,
  question: AuditQuery,
  { most = maxExported } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  requireAuditReader(viewer)
  const { columns } = question
  const about = question.about ? ` of ${question.about.kind} ${question.about.id}` : ''
  const entries: TrailEntry[] = []
  let before: AuditQuery['before'] = null
  let isCut = false
  // Each page of a viewer who sees little may be empty: what is looked through is bounded too.
  for (let read = 0; read < most / inOneRead; read++) {
    const page = await readTrail(site, viewer, { ...question, before }, Math.min(inOneRead, most - entries.length))
    entries.push(...page.entries)
    before = page.next
    isCut = before !== null
    if (before === null || entries.length >= most) break
  }
  await recordAccess(site, { kind: 'export', who: viewer.accountId, what: `audit trail${about}`, rows: entries.length })
  const note = `没有全部列出：这里是最新的 ${entries.length} 条。请按日期分几次下载。`
  const sheet = toSheet(entries, parseTableQuery(new URLSearchParams(columns ? { columns } : {}), trailList), {
    definition: trailList,
    name: '操作记录',
  })
  return encodeWorkbook([{ ...sheet, rows: [...sheet.rows, ...(isCut ? [[note]] : [])] }])
}
