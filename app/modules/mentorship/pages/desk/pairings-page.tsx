// What waits in all pairings in reach, and the list of them.
import type { Viewer } from '#app/access/viewer.ts'
import { toDay, formatDay, formatMoment } from '#app/calendar.ts'
import { type ListView, type PlacedPairing, listViews, pairingList } from '#app/modules/pairings/lists.ts'
import { pairingBadgeKind, formatPairingState } from '#app/modules/pairings/pairing-labels.ts'
import type { WaitingPairing } from '#app/modules/pairings/pairing-line.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { useBothPlaces } from '#app/shell/programme-context.ts'
import { DataTable, Tabs } from '#app/ui/data-table.tsx'
import { Badge } from '#app/ui/notice.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import { type ListPart, type Params, toTableParams } from '#app/ui/tables/table-query.ts'
import type { Desk, ToConfirm } from '../../desk.server.ts'
import { deskSections } from '../../desk-sections.ts'
import { formatWaiting, toConfirmList, waitingList } from '../../lists.ts'

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
  waiting: ListPart<WaitingPairing>
  toConfirm: ListPart<ToConfirm>
  desk: Pick<Desk, 'reported' | 'appeals'>
  /** The pairings of the tab. */
  pairings: ListPart<PlacedPairing>
}

export function PairingsPage({ viewer, view, counts, waiting, toConfirm, desk, pairings }: PairingsPageProps) {
  // Turning a page of one list leaves the others as they are.
  const stateOf = {
    view: [['view', view]],
    waiting: toTableParams(waiting.query, waitingList.columns),
    toConfirm: toTableParams(toConfirm.query, toConfirmList.columns),
    pairings: toTableParams(pairings.query, pairingList.columns),
  } satisfies Record<string, Params>
  return (
    <DeskFrame viewer={viewer} at={paths.pairings()} title="结对" printed={{ place: useBothPlaces(), period: null }}>
      <WaitingTable part={waiting} kept={[...stateOf.view, ...stateOf.toConfirm, ...stateOf.pairings]} />
      <ToConfirmTable part={toConfirm} kept={[...stateOf.view, ...stateOf.waiting, ...stateOf.pairings]} />
      <OtherErrands desk={desk} />
      <Tabs
        label="结对名单"
        tabs={Object.entries(listViews).map(([name, { label }]) => ({
          href: `${paths.pairings()}?view=${name}#pairings`,
          label: `${label}（${counts[name as ListView]}）`,
          current: name === view,
        }))}
      />
      <ListTable
        id="pairings"
        caption={listViews[view].label}
        unit="对"
        definition={pairingList}
        part={pairings}
        rowKey={({ id }) => id}
        empty="没有这样的结对。"
        workbook={paths.pairingsExport()}
        kept={[...stateOf.view, ...stateOf.waiting, ...stateOf.toConfirm]}
        cells={{
          west: ({ id, west }) => <a href={paths.pairingAtDesk(id)}>{west.name}</a>,
          state: ({ state }) => <Badge kind={pairingBadgeKind(state)}>{formatPairingState(state)}</Badge>,
        }}
      />
    </DeskFrame>
  )
}

const WaitingTable = ({ part, kept }: { part: PairingsPageProps['waiting']; kept: Params }) => (
  <ListTable
    id={deskSections.waiting}
    caption="谁在等什么"
    unit="对"
    definition={waitingList}
    part={part}
    rowKey={({ line }) => line.id}
    empty="没有要人管的结对。"
    workbook={paths.pairingErrandsWorkbook('waiting')}
    kept={kept}
    cells={{
      pairing: ({ line }) => <a href={paths.pairingAtDesk(line.id)}>{`${line.west.name} 和 ${line.east.name}`}</a>,
      state: ({ line }) => <Badge kind={pairingBadgeKind(line.state)}>{formatPairingState(line.state)}</Badge>,
      what: (one) => <WaitingCell waiting={one} />,
    }}
  />
)

/** Proofs and figures that somebody must confirm; nothing if there are none. */
const ToConfirmTable = ({ part, kept }: { part: PairingsPageProps['toConfirm']; kept: Params }) =>
  part.total === 0 ? (
    <div id={deskSections.toConfirm} />
  ) : (
    <ListTable
      id={deskSections.toConfirm}
      caption="等核实的凭据和数字"
      unit="项"
      definition={toConfirmList}
      part={part}
      rowKey={({ shopId, words }) => `${shopId} ${words}`}
      empty=""
      workbook={paths.pairingErrandsWorkbook('to-confirm')}
      kept={kept}
      cells={{ what: ({ pairingId, words }) => (pairingId ? <a href={paths.pairingAtDesk(pairingId)}>{words}</a> : words) }}
    />
  )

/** What else waits: reported messages, appeals; kinds with nothing are left out. */
function OtherErrands({ desk: { reported, appeals } }: Pick<PairingsPageProps, 'desk'>) {
  return (
    <>
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
