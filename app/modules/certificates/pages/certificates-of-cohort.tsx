// The certificates of one class: the body of its page.
import { formatDay } from '#app/calendar.ts'
import { toPositionQuery } from '#app/paging.ts'
import { paths } from '#app/shell/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DataTable, Pagination } from '#app/ui/data-table.tsx'
import { Badge } from '#app/ui/notice.tsx'
import { isValid, validState } from '../certificate.states.ts'
import type { CertificateRegister } from '../certificates.server.ts'
import { certificateStateLabels } from '../labels.ts'
import type { PlacedCertificate } from './register-page.tsx'

type CertificatesOfCohortProps = Omit<CertificateRegister, 'rows'> & { rows: readonly PlacedCertificate[] }

export const CertificatesOfCohort = ({ rows, count, turns }: CertificatesOfCohortProps) => (
  <>
    <DataTable
      caption={`证书（${count}）`}
      rows={rows}
      rowKey={({ id }) => id}
      empty="还没有证书。学员课上够了、考试通过了，证书自动发出。"
      columns={[
        { head: '编号', kind: 'short', cell: ({ id, number }) => <a href={paths.certificate(id)}>{number}</a> },
        { head: '姓名', kind: 'short', cell: ({ name }) => name },
        { head: '乡镇和村', cell: ({ place }) => place },
        { head: '发证日', kind: 'day', cell: ({ issuedOn }) => formatDay(issuedOn) },
        {
          head: '状态',
          kind: 'state',
          cell: ({ state }) => <Badge kind={isValid(state) ? 'good' : 'warn'}>{certificateStateLabels[state]}</Badge>,
        },
      ]}
    />
    <Pagination turns={turns} href={(position) => `?${new URLSearchParams(toPositionQuery(position))}`} />
  </>
)

export const CertificatesOfCohortLinks = ({ cohortId }: { cohortId: string }) => (
  <>
    <ButtonLink href={paths.certificateSheets(cohortId)}>打印全部证书</ButtonLink>
    <ButtonLink kind="plain" href={paths.certificateHandout({ cohort: cohortId, state: validState, sort: 'number' })}>
      证书发放登记表
    </ButtonLink>
    <ButtonLink kind="plain" href={paths.certificatesWorkbook({ cohort: cohortId, sort: 'number' })}>
      下载 Excel
    </ButtonLink>
  </>
)
