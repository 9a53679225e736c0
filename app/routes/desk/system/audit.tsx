// The audit trail, and for the administrator who opened which lists.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readAccess, readTrailPage } from '#app/modules/audit/audit.server.ts'
import { maxAccessRows, parseAuditQuery } from '#app/modules/audit/audit-query.ts'
import { AccessPage, AuditPage } from '#app/modules/audit/pages/audit-page.tsx'
import { accessList, trailList } from '#app/modules/audit/trail-list.ts'
import { firstPage } from '#app/paging.ts'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery, toListPart } from '#app/ui/tables/table-query.ts'

export const links = deskLinks
export const meta = () => [{ title: '操作记录 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'audit.see')
  const { site } = args.context
  const { searchParams } = new URL(args.request.url)
  const query = parseAuditQuery(searchParams)
  const page = { viewer, query }
  return throwRefusals(async () => {
    if (query.view === 'lists') {
      const records = await readAccess(site, viewer, query)
      return { ...page, trail: null, entries: null, records: arrange(records, parseTableQuery(searchParams, accessList), accessList) }
    }
    const { entries: rows, ...trail } = await readTrailPage(site, viewer, query)
    const shown = { rows, count: rows.length, isCounted: !query.before && !trail.next, turns: turnedBelow }
    const asked = { ...parseTableQuery(searchParams, trailList), sort: null }
    const entries = toListPart(asked, shown, { size: trailList.size, position: firstPage, chosen: [] })
    return { ...page, trail, entries, records: null }
  })
}

/** The page turns itself: older entries go on after a moment. */
const turnedBelow = { page: 1, pages: 1, first: null, previous: null, next: null, last: null }

export default function Route() {
  const { trail, entries, records, ...page } = useLoaderData<typeof loader>()
  return trail ? <AuditPage {...page} trail={trail} list={entries} /> : <AccessPage {...page} list={records} max={maxAccessRows} />
}
