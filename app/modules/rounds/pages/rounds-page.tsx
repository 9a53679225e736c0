// All rounds of pairing, and planning a new one.
import { Form } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { type JoiningLine, joiningList } from '#app/modules/shops/lists.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field } from '#app/ui/field.tsx'
import { Fold } from '#app/ui/fold.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import { type ListPart, toTableParams } from '#app/ui/tables/table-query.ts'
import { roundBadgeKinds, roundStateLabels } from '../round-labels.ts'

interface RoundsPageProps {
  viewer: Viewer
  rounds: readonly { id: string; name: string; state: string; begun: string }[]
  /** The shops that could take part; those that are helped already are not ticked. */
  list: ListPart<JoiningLine>
  /** Those on other pages that are ticked. */
  elsewhere: readonly string[]
  refused: Refused | null
}

export function RoundsPage({ viewer, rounds, list, elsewhere, refused }: RoundsPageProps) {
  const isLookedThrough = toTableParams(list.query, joiningList.columns).length > 0
  return (
    <DeskFrame viewer={viewer} at={paths.rounds()} title="结对批次">
      <DataTable
        caption={`批次（${rounds.length}）`}
        rows={rounds}
        rowKey={({ id }) => id}
        empty="还没有办过结对批次。"
        columns={[
          { head: '批次', cell: ({ id, name }) => <a href={paths.round(id)}>{name}</a> },
          { head: '开始', kind: 'short', cell: ({ begun }) => begun },
          { head: '状态', kind: 'state', cell: ({ state }) => <Badge kind={roundBadgeKinds[state]}>{roundStateLabels[state]}</Badge> },
        ]}
      />
      <Fold summary="办一个新批次" open={refused !== null || rounds.length === 0 || isLookedThrough}>
        <ErrorSummary refused={refused?.refused} />
        <NewRound list={list} elsewhere={elsewhere} refused={refused} />
      </Fold>
    </DeskFrame>
  )
}

/** What was ticked when it was refused is ticked again, on this page and on the others. */
function NewRound({ list, elsewhere, refused }: Pick<RoundsPageProps, 'list' | 'elsewhere' | 'refused'>) {
  const ticked = refused && new Set(refused.ticked.shop)
  const others = ticked ? [...ticked].filter((id) => !list.rows.some((shop) => shop.id === id)) : elsewhere
  return (
    <ListTable
      id="field-shop"
      caption="参加的店"
      unit="家"
      definition={joiningList}
      part={ticked ? { ...list, query: { ...list.query, tick: null } } : list}
      rowKey={({ id }) => id}
      empty={
        <>
          名录里还没有店。<a href={paths.shops()}>登记或导入网店</a>
        </>
      }
      ticks={{
        name: 'shop',
        value: ({ id }) => id,
        label: ({ name }) => `${name}参加`,
        elsewhere: others,
        isTicked: ({ id, isHelped }) => (ticked ? ticked.has(id) : !isHelped),
      }}
      around={(table) => (
        <Form method="post">
          <Field
            label="批次名"
            hint="例如：2020 年上半年结对"
            name="name"
            required
            defaultValue={refused?.entered.name}
            errors={refused?.refused.fields.name}
          />
          {table}
          {others.length > 0 && <p>别的页上还勾选了 {others.length} 家，也参加。</p>}
          <Button>建批次</Button>
        </Form>
      )}
    />
  )
}
