// All rounds of pairing, and planning a new one.
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
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { roundBadgeKinds, roundStateLabels } from '../round-labels.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

interface RoundsPageProps {
  viewer: Viewer
  rounds: readonly { id: string; name: string; state: string; begun: string }[]
  /** The shops that could take part, which of all pages are ticked, and the name that was typed. */
  joining: { list: ListPart<JoiningLine>; ticked: readonly string[]; name: string }
  /** Whether the form was sent to show another page of the shops. */
  isTurned: boolean
  refused: Refused | null
}

export function RoundsPage({ viewer, rounds, joining, isTurned, refused }: RoundsPageProps) {
  const isLookedThrough = isTurned || toTableParams(joining.list.query, joiningList.columns).length > 0
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
        <NewRound joining={joining} refused={refused} />
      </Fold>
    </DeskFrame>
  )
}

/** What was ticked and typed is kept while the shops are paged, sorted or filtered, and when it is refused. */
const NewRound = ({ joining: { list, ticked, name }, refused }: Pick<RoundsPageProps, 'joining' | 'refused'>) => (
  <ListTable
    id="field-shop"
    caption="参加的店"
    unit="家"
    definition={joiningList}
    part={list}
    rowKey={({ id }) => id}
    empty={
      <>
        名录里还没有店。<a href={paths.shops()}>登记或导入网店</a>
      </>
    }
    workbook={paths.joiningShopsWorkbook()}
    ticks={{ name: 'shop', value: ({ id }) => id, label: ({ name }) => `${name}参加`, ticked }}
    around={(shops) => (
      <PostForm>
        <div className="filters">
          <Field
            label="批次名"
            hint="例如：2020 年上半年结对"
            name="name"
            required
            maxLength={maxLengths.roundName}
            size={30}
            defaultValue={name}
            errors={refused?.refused.fields.name}
          />
          <Button>建批次</Button>
        </div>
        {shops}
      </PostForm>
    )}
  />
)
