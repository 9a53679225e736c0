// The certificates of one class: the body of its page.
import { paths } from '#app/shell/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Badge } from '#app/ui/notice.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import { isValid, validState } from '../certificate.states.ts'
import { certificateStateLabels } from '../labels.ts'
import { certificatesOfCohort, type PlacedCertificate } from '../register-columns.ts'

export const CertificatesOfCohort = ({ list, cohortId }: { list: ListPart<PlacedCertificate>; cohortId: string }) => (
  <ListTable
    id="list"
    caption="证书"
    unit="张"
    definition={certificatesOfCohort}
    part={list}
    rowKey={({ id }) => id}
    empty="还没有证书。学员课上够了、考试通过了，证书自动发出。"
    workbook={paths.certificatesOfCohortWorkbook(cohortId)}
    cells={{
      number: ({ id, number }) => <a href={paths.certificate(id)}>{number}</a>,
      state: ({ state }) => <Badge kind={isValid(state) ? 'good' : 'warn'}>{certificateStateLabels[state]}</Badge>,
    }}
  />
)

export const CertificatesOfCohortLinks = ({ cohortId }: { cohortId: string }) => (
  <>
    <ButtonLink href={paths.certificateSheets(cohortId)}>打印全部证书</ButtonLink>
    <ButtonLink kind="plain" href={paths.certificateHandout({ cohort: cohortId, state: validState, sort: 'number' })}>
      证书发放登记表
    </ButtonLink>
  </>
)
