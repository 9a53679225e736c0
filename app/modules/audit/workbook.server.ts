// The trail as a workbook: what the page shows, bounded, and recorded as a download.
import type { Viewer } from '#app/access/viewer.ts'
import { formatMoment } from '#app/calendar.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import type { Site } from '#app/site.ts'
import { encodeWorkbook } from '#app/spreadsheet/spreadsheet.server.ts'
import { type AuditQuery, subjectKinds } from './audit-query.ts'
import { readTrail, requireAuditReader, type TrailEntry } from './queries.server.ts'

/** Most entries in a workbook; narrower days give the rest. */
const maxExported = 5_000
/** Read at once, so that others are served between. */
const inOneRead = 250

const heads = [
  { head: '序号', width: 10 },
  { head: '时间', width: 22 },
  { head: '谁', width: 14 },
  { head: '角色', width: 16 },
  { head: '做了什么', width: 22 },
  { head: '对什么', width: 40 },
  { head: '改动', width: 50 },
  { head: '原因', width: 40 },
]

const toCells = ({ sequence, at, who, roles, label, subjects, further, changes, reasons }: TrailEntry) => [
  sequence,
  formatMoment(new Date(at)),
  who,
  roles,
  label,
  [...subjects.map(({ kind, name }) => `${subjectKinds[kind]} ${name}`), ...(further > 0 ? [`另有 ${further} 项`] : [])].join('；'),
  changes.join('；'),
  reasons.join('；'),
]

/** Writes the entries that the question finds, newest first, at most `most`; the last row says if there are more. Throws 403 or 404. */
export async function exportTrail(
  site: Site,
  viewer: Viewer,
  question: AuditQuery,
  { most = maxExported } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  requireAuditReader(viewer)
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
  const rows = [...entries.map(toCells), ...(isCut ? [['', note]] : [])]
  return encodeWorkbook([{ name: '操作记录', columns: heads, rows }])
}
