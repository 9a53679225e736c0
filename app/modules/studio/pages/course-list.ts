// The courses of the alliance as a list: its columns and filters, on the page and in the workbook.
import { tierLabels } from '#app/modules/courses/tiers.ts'
import { lookUp } from '#app/text/look-up.ts'
import type { ListDefinition } from '#app/ui/tables/table-query.ts'
import { versionStateLabels } from '../labels.ts'
import type { CourseLine } from '../queries.server.ts'

const formatAuthors = ({ authors }: CourseLine) => authors.join('、') || '随系统带来'

const tierPlaces = Object.keys(tierLabels)

export const courseList: ListDefinition<CourseLine> = {
  size: 50,
  columns: [
    { key: 'title', head: '课程', value: ({ title }) => title },
    { key: 'tier', head: '层次', kind: 'short', value: ({ tier }) => tierLabels[tier], order: ({ tier }) => tierPlaces.indexOf(tier) },
    {
      key: 'published',
      head: '在用',
      kind: 'short',
      value: ({ published }) => (published ? `第 ${published.ordinal} 版` : '还没有'),
      order: ({ published }) => published?.ordinal ?? null,
    },
    {
      key: 'inWork',
      head: '在写的',
      kind: 'short',
      value: ({ inWork }) => (inWork ? `第 ${inWork.ordinal} 版 ${versionStateLabels[inWork.state]}` : null),
    },
    { key: 'authors', head: '作者', value: formatAuthors },
    { key: 'versions', head: '版数', kind: 'number', value: ({ versions }) => versions },
  ],
  filters: [
    { name: 'tier', label: '层次', value: ({ tier }) => tier, labelOf: (tier) => lookUp<string>(tierLabels, tier) ?? tier },
    {
      name: 'state',
      label: '在写的',
      value: ({ inWork }) => inWork?.state ?? [],
      labelOf: (state) => lookUp<string>(versionStateLabels, state) ?? state,
    },
  ],
}
