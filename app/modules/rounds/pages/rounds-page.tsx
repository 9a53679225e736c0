// All rounds of pairing, and planning a new one.
import { Form } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import type { Side } from '#app/modules/shops/shop.ts'
import { getSideLabels } from '#app/programme/programme.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { useProgramme } from '#app/shell/programme-context.ts'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field } from '#app/ui/field.tsx'
import { Fold } from '#app/ui/fold.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'
import { roundBadgeKinds, roundStateLabels } from '../round-labels.ts'

interface RoundsPageProps {
  viewer: Viewer
  rounds: readonly { id: string; name: string; state: string; begun: string }[]
  /** All shops that could take part; those that are helped already are not ticked. */
  shops: readonly { id: string; name: string; side: Side; place: string; goods: string; willHelp: number; isHelped: boolean }[]
  refused: Refused | null
}

export function RoundsPage({ viewer, rounds, shops, refused }: RoundsPageProps) {
  const sideNames = getSideLabels(useProgramme())
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
      <Fold summary="办一个新批次" open={refused !== null || rounds.length === 0}>
        <ErrorSummary refused={refused?.refused} />
        <Form method="post" id="field-shop">
          <Field
            label="批次名"
            hint="例如：2020 年上半年结对"
            name="name"
            required
            defaultValue={refused?.entered.name}
            errors={refused?.refused.fields.name}
          />
          <DataTable
            caption="参加的店"
            rows={shops}
            rowKey={({ id }) => id}
            empty={
              <>
                名录里还没有店。<a href={paths.shops()}>登记或导入网店</a>
              </>
            }
            columns={[
              {
                head: '参加',
                cell: ({ id, name, isHelped }) => (
                  <input
                    type="checkbox"
                    name="shop"
                    value={id}
                    defaultChecked={refused ? (refused.ticked.shop ?? []).includes(id) : !isHelped}
                    aria-label={`${name}参加`}
                  />
                ),
              },
              { head: '店', kind: 'short', cell: ({ name }) => name },
              { head: '哪一方', kind: 'short', cell: ({ side }) => sideNames[side] },
              { head: '在哪里', kind: 'short', cell: ({ place }) => place },
              { head: '卖什么', cell: ({ goods }) => goods },
              {
                head: '愿意帮几家',
                kind: 'short',
                cell: ({ side, willHelp, isHelped }) => (side === 'east' ? `${willHelp} 家` : isHelped ? '已有店在帮' : ''),
              },
            ]}
          />
          <Button>建批次</Button>
        </Form>
      </Fold>
    </DeskFrame>
  )
}
