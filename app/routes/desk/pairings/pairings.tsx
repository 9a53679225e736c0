// Who waits for what in all pairings of one's reach, and the list of them.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dayOf, sayDay, sayMoment } from '#app/calendar.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { listPairings, type WaitingPairing } from '#app/modules/pairings/pairings.server.ts'
import { readPairingDesk } from '#app/modules/mentorship/mentorship.server.ts'
import { pairingStateKinds, sayPairingState } from '#app/modules/pairings/pairing-words.ts'
import { regionOn } from '#app/modules/regions/regions.server.ts'
import { DataTable, Tabs } from '#app/ui/data-table.tsx'
import { Badge } from '#app/ui/notice.tsx'

export const links = deskLinks
export const meta = () => [{ title: '结对 · 梯队' }]

/** The list's tabs: which states each shows. */
const views = {
  alive: { label: '结对中', states: ['proposed', 'alive', 'paused', 'evaluating'] },
  completed: { label: '已完成', states: ['completed'] },
  ended: { label: '没成或解除', states: ['declined', 'lapsed', 'dissolved', 'unmet', 'rematched'] },
} as const
type View = keyof typeof views

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'pairings.see')
  const { site } = asked.context
  const today = dayOf(site.now())
  const wanted = new URL(asked.request.url).searchParams.get('view') ?? ''
  const view: View = wanted in views ? (wanted as View) : 'alive'
  const desk = await readPairingDesk(site, viewer)
  const day = (moment: string | null) => moment && sayDay(dayOf(new Date(moment)))
  return {
    viewer,
    view,
    waiting: desk.waiting.map((one) => ({
      id: one.line.id,
      names: `${one.line.west.name} 和 ${one.line.east.name}`,
      state: one.line.state,
      words: sayWaiting(one, day(one.moment)),
    })),
    toConfirm: desk.toConfirm,
    reported: desk.reported.map((one) => ({ ...one, at: sayMoment(one.at) })),
    appeals: desk.appeals,
    pairings: (await listPairings(site, viewer, { states: views[view].states })).map((line) => ({
      ...line,
      place: regionOn(line.west.regionCode, today)?.name ?? line.west.regionCode,
    })),
  }
}

const sides = { west: '西部店', east: '东部店' } as const

function sayWaiting({ line, what, whom, reason }: WaitingPairing, day: string | null) {
  const who = whom.map((side) => sides[side]).join('和')
  const silent = whom.length === 2 ? '双方都' : who
  switch (what) {
    case 'answer':
      return `等${who}答复，到${day}`
    case 'checkIn':
      return `${day}就该说帮扶了，${silent}还没说联系过`
    case 'officer':
      return `${day}就该说帮扶了，${silent}还没说联系过，请乡镇专干上门问问`
    case 'risk':
      return `${day}起没有联系，${silent}还没说联系过，要有人管`
    case 'pause':
      return `暂停到${day}：${reason}`
    case 'assessment':
      return `等${who}写评价，到${day}`
    case 'rematch':
      return `没有人帮了，要另找：${reason ?? sayPairingState(line.state)}`
  }
}

export default function PairingsPage() {
  const { viewer, view, waiting, toConfirm, reported, appeals, pairings } = useLoaderData<typeof loader>()
  return (
    <DeskFrame viewer={viewer} at={paths.pairings()} title="结对">
      <DataTable
        caption={`谁在等什么（${waiting.length}）`}
        rows={waiting}
        rowKey={({ id }) => id}
        empty="没有要人管的结对。"
        columns={[
          { head: '结对', cell: ({ id, names }) => <a href={paths.pairingAtDesk(id)}>{names}</a> },
          { head: '状态', kind: 'short', cell: ({ state }) => <Badge kind={pairingStateKinds(state)}>{sayPairingState(state)}</Badge> },
          { head: '等什么', cell: ({ words }) => words },
        ]}
      />
      {toConfirm.length > 0 && (
        <DataTable
          caption={`等核实的凭据和数字（${toConfirm.length}）`}
          rows={toConfirm}
          rowKey={({ shopId, words }) => `${shopId} ${words}`}
          columns={[
            { head: '店', kind: 'short', cell: ({ shopName }) => shopName },
            { head: '什么', cell: ({ pairingId, words }) => (pairingId ? <a href={paths.pairingAtDesk(pairingId)}>{words}</a> : words) },
          ]}
        />
      )}
      {reported.length > 0 && (
        <DataTable
          caption={`反映上来的留言（${reported.length}）`}
          rows={reported}
          rowKey={({ pairingId, at }) => `${pairingId} ${at}`}
          columns={[
            { head: '结对', cell: ({ pairingId, shopNames }) => <a href={`${paths.pairingAtDesk(pairingId)}#messages`}>{shopNames}</a> },
            { head: '反映什么', cell: ({ reason }) => reason },
            { head: '什么时候', kind: 'short', cell: ({ at }) => at },
          ]}
        />
      )}
      {appeals.length > 0 && (
        <DataTable
          caption={`等决定的申诉（${appeals.length}）`}
          rows={appeals}
          rowKey={({ shopId }) => shopId}
          columns={[
            { head: '店', kind: 'short', cell: ({ shopId, shopName }) => <a href={paths.shopRating(shopId)}>{shopName}</a> },
            { head: '申诉', cell: ({ appeal }) => appeal },
          ]}
        />
      )}
      <Tabs
        label="结对名单"
        tabs={Object.entries(views).map(([name, { label }]) => ({
          href: `${paths.pairings()}?view=${name}`,
          label,
          current: name === view,
        }))}
      />
      <DataTable
        caption={`${views[view].label}（${pairings.length}）`}
        rows={pairings}
        rowKey={({ id }) => id}
        columns={[
          { head: '西部店', cell: ({ id, west }) => <a href={paths.pairingAtDesk(id)}>{west.name}</a> },
          { head: '乡镇', kind: 'short', cell: ({ place }) => place },
          { head: '东部店', cell: ({ east }) => east.name },
          { head: '状态', kind: 'short', cell: ({ state }) => <Badge kind={pairingStateKinds(state)}>{sayPairingState(state)}</Badge> },
        ]}
      />
    </DeskFrame>
  )
}
