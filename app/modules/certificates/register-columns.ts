// The register of certificates as a list: its columns and filters, on the page and in the workbook. The database filters and pages it, and
// sorts what is too much to be sorted otherwise.
import { formatCohortNumber } from '#app/text/cohort-label.ts'
import type { ListDefinition } from '#app/ui/tables/table-query.ts'
import type { RegisteredCertificate } from './certificates.server.ts'
import { certificateStateLabels } from './labels.ts'

export type PlacedCertificate = RegisteredCertificate & { place: string }

const asked = (name: string, label: string) => ({ name, label, value: () => [], labelOf: (code: string) => code })

export const registerColumns: ListDefinition<PlacedCertificate> = {
  size: 50,
  columns: [
    { key: 'number', head: '编号', kind: 'short', value: ({ number }) => number },
    { key: 'name', head: '姓名', kind: 'short', isName: true, value: ({ name }) => name },
    { key: 'cohort', head: '期', kind: 'short', value: ({ cohort }) => formatCohortNumber(cohort) },
    { key: 'class', head: '班名', kind: 'title', value: ({ cohort }) => cohort.name },
    { key: 'course', head: '课程', kind: 'title', value: ({ course }) => course },
    { key: 'place', head: '乡镇和村', value: ({ place }) => place },
    { key: 'day', head: '发证日', kind: 'day', value: ({ issuedOn }) => issuedOn },
    { key: 'state', head: '状态', kind: 'state', value: ({ state }) => certificateStateLabels[state] ?? state },
  ],
  filters: [asked('cohort', '培训班'), asked('year', '哪年发的'), asked('region', '乡镇'), asked('state', '状态')],
}

/** Those of one class. */
export const certificatesOfCohort: ListDefinition<PlacedCertificate> = {
  size: 50,
  columns: registerColumns.columns.filter(({ key }) => !['cohort', 'class', 'course'].includes(key)),
  filters: [asked('state', '状态')],
}
