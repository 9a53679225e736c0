// The trail, and the record of lists and downloads, as lists: their columns, on the page and in the workbook.
import { formatMoment } from '#app/calendar.ts'
import type { ListDefinition } from '#app/ui/tables/table-query.ts'
import type { ToldAccess } from './access.server.ts'
import { subjectKinds } from './audit-query.ts'
import type { TrailEntry } from './queries.server.ts'

/** The trail is read in the order in which it was written, by its index: the latest first. */
export const trailList: ListDefinition<TrailEntry> = {
  size: 50,
  columns: [
    { key: 'at', head: '时间', kind: 'day', value: ({ at }) => formatMoment(new Date(at)) },
    { key: 'who', head: '谁', value: ({ who, roles }) => [who, roles].filter(Boolean).join(' ') },
    { key: 'what', head: '做了什么', value: ({ label }) => label },
    {
      key: 'subjects',
      head: '对什么',
      value: ({ subjects, further }) =>
        [...subjects.map(({ kind, name }) => `${subjectKinds[kind]} ${name}`), ...(further > 0 ? [`另有 ${further} 项`] : [])].join('；'),
    },
    { key: 'changes', head: '改动', value: ({ changes }) => changes.join('；') },
    { key: 'reasons', head: '原因', value: ({ reasons }) => reasons.join('；') },
    { key: 'sequence', head: '序号', kind: 'number', value: ({ sequence }) => sequence },
  ],
}

export const accessList: ListDefinition<ToldAccess> = {
  size: 100,
  columns: [
    { key: 'day', head: '日期', kind: 'day', value: ({ day }) => day },
    { key: 'who', head: '谁', kind: 'short', isName: true, value: ({ who }) => who },
    { key: 'kind', head: '做了什么', kind: 'state', value: ({ kind }) => kind },
    { key: 'what', head: '看的是什么', value: ({ what }) => what },
    { key: 'times', head: '次数', kind: 'number', value: ({ times }) => times },
    { key: 'rows', head: '最多一次几行', kind: 'number', value: ({ rows }) => rows },
    { key: 'lastAt', head: '最后一次', kind: 'day', value: ({ lastAt }) => formatMoment(new Date(lastAt)), order: ({ lastAt }) => lastAt },
  ],
}
