// Who sat a cohort's exam, with what result; each attempt links to its sheet.
import { paths } from '#app/shell/paths.ts'
import { Badge, type BadgeKind } from '#app/ui/notice.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import type { Outcome, ResultLine } from '../exams.server.ts'
import { attemptStateLabels } from '../attempt-labels.ts'
import { outcomeLabels } from '../labels.ts'
import { resultList } from './result-list.ts'

const kinds: Record<Outcome, BadgeKind> = { passed: 'good', failed: 'bad', sitting: 'running', absent: 'info' }

export const ResultTable = ({ cohortId, part }: { cohortId: string; part: ListPart<ResultLine> }) => (
  <ListTable
    id="results"
    caption="学员"
    unit="人"
    definition={resultList}
    part={part}
    rowKey={(line) => line.enrolmentId}
    empty="这个班还没有学员。"
    workbook={paths.resultsWorkbook(cohortId)}
    cells={{
      outcome: (line) => <Badge kind={kinds[line.outcome]}>{outcomeLabels[line.outcome]}</Badge>,
      best: (line) => (line.best === null ? '' : `${line.best} / ${line.attempts[0]?.context.of}`),
      attempts: (line) =>
        line.attempts.map((attempt) => (
          <div key={attempt.id}>
            <a href={paths.attemptAtDesk(attempt.id)}>
              第 {attempt.ordinal} 次：{attemptStateLabels[attempt.state]}
              {attempt.context.correct !== null && `，答对 ${attempt.context.correct} 题`}
            </a>
          </div>
        )),
    }}
  />
)
