// What waits in all pairings in reach, and the list of them.
import type { Viewer } from '#app/access/viewer.ts'
import { toDay, formatDay, formatMoment } from '#app/calendar.ts'
import { type ListView, listViews } from '#app/modules/pairings/list-views.ts'
import { pairingBadgeKind, formatPairingState } from '#app/modules/pairings/pairing-labels.ts'
import type { PairingLine, WaitingPairing } from '#app/modules/pairings/pairing-line.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DataTable, Tabs } from '#app/ui/data-table.tsx'
import { Badge } from '#app/ui/notice.tsx'
import type { Desk } from '../../desk.server.ts'
import { deskSections } from '../../desk-sections.ts'

const sides = { west: '西部店', east: '东部店' } as const

function formatWaiting({ line, what, whom, moment, reason }: WaitingPairing) {
  const day = moment && formatDay(toDay(new Date(moment)))
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
      return `没有人帮了，要另找：${reason ?? formatPairingState(line.state)}`
  }
}

/** What it waits for, with what the coordinator noted last. */
const WaitingCell = ({ waiting }: { waiting: WaitingPairing }) => (
  <>
    {formatWaiting(waiting)}
    {waiting.note && (
      <p className="soft">
        {formatDay(toDay(new Date(waiting.note.at)))}记：{waiting.note.words}
      </p>
    )}
  </>
)

interface PairingsPageProps {
  viewer: Viewer
  view: ListView
  /** How many pairings each tab has. */
  counts: Readonly<Record<ListView, number>>
  desk: Desk
  /** The pairings of the tab, with the western shop's place. */
  pairings: readonly (PairingLine & { place: string })[]
}

export function PairingsPage({ viewer, view, counts, desk, pairings }: PairingsPageProps) {
  const { waiting } = desk
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.pairings()}
      title="结对"
      actions={
        <ButtonLink kind="plain" href={paths.pairingsExport(`?view=${view}`)}>
          导出 Excel
        </ButtonLink>
      }
    >
      <div id={deskSections.waiting} />
      <DataTable
        caption={`谁在等什么（${waiting.length}）`}
        rows={waiting}
        rowKey={({ line }) => line.id}
        empty="没有要人管的结对。"
        columns={[
          {
            head: '结对',
            cell: ({ line }) => <a href={paths.pairingAtDesk(line.id)}>{`${line.west.name} 和 ${line.east.name}`}</a>,
          },
          {
            head: '状态',
            kind: 'short',
            cell: ({ line }) => <Badge kind={pairingBadgeKind(line.state)}>{formatPairingState(line.state)}</Badge>,
          },
          { head: '等什么', cell: (one) => <WaitingCell waiting={one} /> },
        ]}
      />
      <OtherErrands desk={desk} />
      <Tabs
        label="结对名单"
        tabs={Object.entries(listViews).map(([name, { label }]) => ({
          href: `${paths.pairings()}?view=${name}`,
          label: `${label}（${counts[name as ListView]}）`,
          current: name === view,
        }))}
      />
      <DataTable
        caption={`${listViews[view].label}（${counts[view]}）`}
        rows={pairings}
        rowKey={({ id }) => id}
        empty="没有这样的结对。"
        columns={[
          { head: '西部店', cell: ({ id, west }) => <a href={paths.pairingAtDesk(id)}>{west.name}</a> },
          { head: '乡镇', kind: 'short', cell: ({ place }) => place },
          { head: '东部店', cell: ({ east }) => east.name },
          { head: '状态', kind: 'state', cell: ({ state }) => <Badge kind={pairingBadgeKind(state)}>{formatPairingState(state)}</Badge> },
        ]}
      />
    </DeskFrame>
  )
}

/** What else waits: proofs and figures, reported messages, appeals; kinds with nothing are left out. */
function OtherErrands({ desk: { toConfirm, reported, appeals } }: Pick<PairingsPageProps, 'desk'>) {
  return (
    <>
      <div id={deskSections.toConfirm} />
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
      <div id={deskSections.reported} />
      {reported.length > 0 && (
        <DataTable
          caption={`反映上来的留言（${reported.length}）`}
          rows={reported}
          rowKey={({ pairingId, at }) => `${pairingId} ${at.getTime()}`}
          columns={[
            { head: '结对', cell: ({ pairingId, shopNames }) => <a href={`${paths.pairingAtDesk(pairingId)}#messages`}>{shopNames}</a> },
            { head: '反映什么', cell: ({ reason }) => reason },
            { head: '什么时候', kind: 'day', cell: ({ at }) => formatMoment(at) },
          ]}
        />
      )}
      <div id={deskSections.appeals} />
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
    </>
  )
}
