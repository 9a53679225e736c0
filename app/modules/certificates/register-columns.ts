// The columns of the register of certificates in a workbook.
import { formatCohortNumber } from '#app/text/cohort-label.ts'
import type { ListDefinition } from '#app/ui/tables/table-query.ts'
import type { RegisteredCertificate } from './certificates.server.ts'
import { certificateStateLabels } from './labels.ts'

export const registerColumns: ListDefinition<RegisteredCertificate & { place: string }> = {
  size: 50,
  columns: [
    { key: 'number', head: '编号', value: ({ number }) => number },
    { key: 'name', head: '姓名', value: ({ name }) => name },
    { key: 'cohort', head: '期', value: ({ cohort }) => formatCohortNumber(cohort) },
    { key: 'class', head: '班名', value: ({ cohort }) => cohort.name },
    { key: 'course', head: '课程', value: ({ course }) => course },
    { key: 'place', head: '乡镇和村', value: ({ place }) => place },
    { key: 'day', head: '发证日', kind: 'day', value: ({ issuedOn }) => issuedOn },
    { key: 'state', head: '状态', value: ({ state }) => certificateStateLabels[state] ?? state },
  ],
}
