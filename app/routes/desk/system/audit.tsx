// The audit trail, and for the administrator who opened which lists.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readAccess, readTrailPage } from '#app/modules/audit/audit.server.ts'
import { maxAccessRows, parseAuditQuery } from '#app/modules/audit/audit-query.ts'
import { AccessPage, AuditPage } from '#app/modules/audit/pages/audit-page.tsx'

export const links = deskLinks
export const meta = () => [{ title: '操作记录 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'audit.see')
  const { site } = args.context
  const query = parseAuditQuery(new URL(args.request.url).searchParams)
  return throwRefusals(async () =>
    query.view === 'lists'
      ? { viewer, query, trail: null, records: await readAccess(site, viewer, query) }
      : { viewer, query, trail: await readTrailPage(site, viewer, query), records: [] },
  )
}

export default function Route() {
  const { trail, records, ...page } = useLoaderData<typeof loader>()
  return trail ? <AuditPage {...page} trail={trail} /> : <AccessPage {...page} records={records} max={maxAccessRows} />
}
