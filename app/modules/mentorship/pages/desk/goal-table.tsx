// The goals of a pairing's first 90 days with their proofs, and the forms that confirm them.
import { formatDay } from '#app/calendar.ts'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'

export interface ShownGoal {
  goal: string
  title: string
  dueOn: string
  proof: string | null
  proofFileId: string | null
  reachedOn: string | null
  isConfirmed: boolean
}

export function GoalTable({ goals, canConfirm }: { goals: readonly ShownGoal[]; canConfirm: boolean }) {
  return (
    <DataTable
      caption={`期满以前要做到的（${goals.filter(({ isConfirmed }) => isConfirmed).length}/${goals.length} 已核实）`}
      rows={goals}
      rowKey={({ goal }) => goal}
      empty="双方都同意以后才有。"
      columns={[
        { head: '目标', cell: ({ title }) => title },
        { head: '到哪天', kind: 'day', cell: ({ dueOn }) => formatDay(dueOn) },
        { head: '做到的日子', kind: 'day', cell: ({ reachedOn }) => (reachedOn ? formatDay(reachedOn) : '还没有') },
        {
          head: '凭据',
          cell: ({ proof, proofFileId, title }) =>
            proofFileId ? (
              <a href={paths.shopFile(proofFileId)} aria-label={`看图片：${title}`}>
                看图片
              </a>
            ) : (
              (proof ?? '')
            ),
        },
        {
          head: '核实',
          kind: 'short',
          cell: ({ goal, title, reachedOn, isConfirmed }) =>
            isConfirmed
              ? '已核实'
              : reachedOn &&
                canConfirm && (
                  <PostForm>
                    <input type="hidden" name="goal" value={goal} />
                    <Button kind="plain" name="do" value="confirmGoal" aria-label={`核实：${title}`}>
                      核实
                    </Button>
                  </PostForm>
                ),
        },
      ]}
    />
  )
}
