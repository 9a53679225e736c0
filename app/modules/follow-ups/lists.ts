// Follow-ups at the desk, as lists.
import type { ListDefinition } from '#app/ui/tables/table-query.ts'
import { isClosed } from './follow-up.states.ts'
import { stateLabels } from './labels.ts'
import type { FollowUpLine, Shown } from './queries.server.ts'

/** A follow-up as the desk lists it, on a day. */
export interface ListedFollowUp extends FollowUpLine {
  today: string
}

export const formatState = (state: string) => stateLabels[state as keyof typeof stateLabels] ?? state

const whenLabels = { overdue: '过了日子', week: '一周内到期', ended: '办完的' } as const
const whenOf = ({ dueOn, state, today }: ListedFollowUp): keyof typeof whenLabels =>
  isClosed(state) ? 'ended' : dueOn < today ? 'overdue' : 'week'

/** Whether its day is over and nobody has asked. */
export const isOverdue = (line: ListedFollowUp) => whenOf(line) === 'overdue'

const townshipOf = ({ regionCode }: FollowUpLine) => regionCode.slice(0, 9)

const whole: ListDefinition<ListedFollowUp> = {
  size: 50,
  columns: [
    { key: 'name', head: '姓名', kind: 'short', isName: true, value: ({ name }) => name },
    { key: 'place', head: '乡镇和村', value: ({ place }) => place.join(' ') },
    { key: 'cohort', head: '培训班', value: ({ cohort }) => cohort },
    { key: 'months', head: '结业几个月', kind: 'number', value: ({ months }) => months },
    { key: 'due', head: '该回访的日子', kind: 'day', value: ({ dueOn }) => dueOn },
    { key: 'state', head: '状态', kind: 'state', value: ({ state }) => formatState(state) },
    { key: 'assignee', head: '交给谁', kind: 'short', isName: true, value: ({ assignee }) => assignee ?? '' },
    { key: 'tried', head: '几天没找到', kind: 'number', value: ({ daysTried }) => daysTried },
    { key: 'endedOn', head: '办完的日子', kind: 'day', value: ({ closedOn }) => closedOn },
  ],
  filters: [
    { name: 'when', label: '什么时候', value: whenOf, labelOf: (when) => whenLabels[when as keyof typeof whenLabels] ?? when },
    {
      name: 'assignee',
      label: '交给谁',
      value: ({ assigneeId }) => assigneeId ?? 'nobody',
      labelOf: (id, line) => (id === 'nobody' ? '还没有交给谁' : (line?.assignee ?? id)),
    },
    { name: 'region', label: '乡镇', value: townshipOf, labelOf: (code, line) => line?.place[0] ?? code },
    { name: 'state', label: '状态', value: ({ state }) => state, labelOf: formatState },
  ],
}

/** Those that wait, without the day on which they ended; and those that ended. */
export const followUpLists: Record<Shown, ListDefinition<ListedFollowUp>> = {
  open: { ...whole, columns: whole.columns.filter(({ key }) => key !== 'endedOn') },
  past: whole,
}
