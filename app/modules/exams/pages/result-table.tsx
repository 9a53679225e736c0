// Who sat a cohort's exam, with what result; each attempt links to its sheet.
import { paths } from '#app/shell/paths.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { Badge } from '#app/ui/notice.tsx'
import type { Outcome, ResultLine } from '../exams.server.ts'
import { attemptStateLabels } from '../attempt-labels.ts'
import { outcomeLabels } from '../labels.ts'

const kinds: Record<Outcome, 'good' | 'warn' | 'info'> = { passed: 'good', failed: 'warn', sitting: 'info', absent: 'info' }

export function ResultTable({ lines }: { lines: readonly ResultLine[] }) {
  return (
    <DataTable
      caption={`学员（${lines.length} 人）`}
      rows={lines}
      rowKey={(line) => line.enrolmentId}
      empty="这个班还没有学员。"
      columns={[
        { head: '姓名', cell: (line) => line.person },
        { head: '结果', kind: 'state', cell: (line) => <Badge kind={kinds[line.outcome]}>{outcomeLabels[line.outcome]}</Badge> },
        { head: '最好成绩', kind: 'number', cell: (line) => (line.best === null ? '' : `${line.best} / ${line.attempts[0]?.context.of}`) },
        {
          head: '答卷',
          cell: (line) =>
            line.attempts.map((attempt) => (
              <div key={attempt.id}>
                <a href={paths.attemptAtDesk(attempt.id)}>
                  第 {attempt.ordinal} 次：{attemptStateLabels[attempt.state]}
                  {attempt.context.correct !== null && `，答对 ${attempt.context.correct} 题`}
                </a>
              </div>
            )),
        },
        {
          head: '晚到的答案',
          cell: (line) =>
            [line.late.lateCounted > 0 && `${line.late.lateCounted} 条计分`, line.late.lateKept > 0 && `${line.late.lateKept} 条不计分`]
              .filter(Boolean)
              .join('，'),
        },
      ]}
    />
  )
}
