// The queue of tasks as a list: its columns and filters, on the page and in the workbook.
import { formatMoment } from '#app/calendar.ts'
import type { ListDefinition } from '#app/ui/tables/table-query.ts'
import type { WaitingWork } from '../tasks.server.ts'

export const taskQueueList: ListDefinition<WaitingWork> = {
  size: 50,
  columns: [
    { key: 'name', head: '学员', kind: 'short', isName: true, value: ({ name }) => name },
    { key: 'task', head: '任务', value: ({ title, lesson }) => `${title}（${lesson}）` },
    { key: 'class', head: '培训班', kind: 'title', value: ({ cohort }) => cohort },
    { key: 'times', head: '交了几次', kind: 'number', value: ({ submissions }) => submissions },
    { key: 'since', head: '从什么时候等', kind: 'day', value: ({ since }) => formatMoment(since), order: ({ since }) => since.getTime() },
  ],
  filters: [
    { name: 'cohort', label: '班', value: ({ cohortId }) => cohortId, labelOf: (_, row) => row?.cohort ?? '没有这个班' },
    { name: 'lesson', label: '课', value: ({ lessonSlug }) => lessonSlug, labelOf: (slug, row) => row?.lesson ?? slug },
  ],
}
