// What stands behind one figure of pairing.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dayOf } from '#app/calendar.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { openOutcome } from '#app/modules/outcomes/outcomes.server.ts'
import { asPeriodSearch, readPeriod } from '#app/modules/outcomes/outcome-period.ts'
import { figureNames, figureWords } from '#app/modules/outcomes/outcomes.ts'
import { regionOn } from '#app/modules/regions/regions.server.ts'
import { notFound } from '#app/refusal.ts'
import { DataTable } from '#app/ui/data-table.tsx'

export const links = deskLinks
export const meta = () => [{ title: '数字后面的名单 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'pairings.see')
  const { site } = asked.context
  return orRefuse(async () => {
    const figure = figureNames.find((name) => name === asked.params.list)
    if (!figure) throw notFound('这个数字')
    const search = new URL(asked.request.url).searchParams
    const period = readPeriod(search, site.now())
    const township = search.get('township') || undefined
    const today = dayOf(site.now())
    const { count, rows } = await openOutcome(site, viewer, { ...period, figure, township })
    return {
      viewer,
      figure,
      period,
      where: township ? (regionOn(township, today)?.name ?? township) : '全部乡镇',
      count,
      rows: rows.map((row) => ({ ...row, place: regionOn(row.township, today)?.name ?? row.township })),
    }
  })
}

export default function OutcomePage() {
  const { viewer, figure, period, where, count, rows } = useLoaderData<typeof loader>()
  const { label, unit, means } = figureWords[figure]
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.pairingReport()}
      title={`${label}：${count.toLocaleString('zh-CN')} ${unit}`}
      crumbs={[{ href: paths.pairingReport(asPeriodSearch(period)), label: '结对成效' }]}
    >
      <p>
        {where}。{means}。
      </p>
      <DataTable
        caption={`名单（${rows.length} 行，加起来 ${count.toLocaleString('zh-CN')} ${unit}）`}
        rows={rows.map((row, i) => ({ ...row, i }))}
        rowKey={({ i }) => String(i)}
        columns={[
          {
            head: '西部店',
            kind: 'short',
            cell: ({ pairingId, shop }) => (pairingId ? <a href={paths.pairingAtDesk(pairingId)}>{shop}</a> : shop),
          },
          { head: '乡镇', kind: 'short', cell: ({ place }) => place },
          { head: '东部店', kind: 'short', cell: ({ helper }) => helper },
          { head: unit, kind: 'number', cell: ({ value }) => value.toLocaleString('zh-CN') },
          { head: '为什么在内', cell: ({ why }) => why },
          { head: '来历', kind: 'short', cell: ({ source }) => source ?? '系统记录' },
        ]}
      />
    </DeskFrame>
  )
}
