// The list of a class's results, as its page shows it.
import { lookUp } from '#app/text/look-up.ts'
import type { ListDefinition } from '#app/ui/tables/table-query.ts'
import type { Outcome, ResultLine } from '../exams.server.ts'
import { outcomeLabels } from '../labels.ts'

const outcomes = Object.keys(outcomeLabels) as Outcome[]

const formatLate = ({ late }: ResultLine) =>
  [late.lateCounted > 0 && `${late.lateCounted} 条计分`, late.lateKept > 0 && `${late.lateKept} 条不计分`].filter(Boolean).join('，')

export const resultList: ListDefinition<ResultLine> = {
  size: 200,
  columns: [
    { key: 'name', head: '姓名', kind: 'short', isName: true, value: ({ person }) => person },
    {
      key: 'outcome',
      head: '结果',
      kind: 'state',
      value: ({ outcome }) => outcomeLabels[outcome],
      order: ({ outcome }) => outcomes.indexOf(outcome),
    },
    { key: 'best', head: '最好成绩', kind: 'number', value: ({ best }) => best },
    { key: 'attempts', head: '答卷', value: ({ attempts }) => attempts.length },
    { key: 'late', head: '晚到的答案', value: formatLate },
  ],
  filters: [
    {
      name: 'outcome',
      label: '结果',
      value: ({ outcome }) => outcome,
      labelOf: (code) => lookUp(outcomeLabels, code) ?? code,
    },
  ],
}
