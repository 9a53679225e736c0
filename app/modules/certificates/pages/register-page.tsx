// The register of certificates: found by number or name, filtered, sorted, printed for signing, downloaded.
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay } from '#app/calendar.ts'
import { toPositionQuery } from '#app/paging.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { formatCohort, formatCohortNumber } from '#app/text/cohort-label.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { type Column, DataTable, Pagination, SearchPagination, SearchWorkbook } from '#app/ui/data-table.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Badge } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { isValid } from '../certificate.states.ts'
import type { CertificateRegister, RegisteredCertificate } from '../certificates.server.ts'
import { certificateStateLabels } from '../labels.ts'
import { type RegisterQuery, type RegisterSort, toRegisterParams } from '../register-query.ts'

export type PlacedCertificate = RegisteredCertificate & { place: string }

interface RegisterPageProps extends Omit<CertificateRegister, 'rows'> {
  viewer: Viewer
  query: RegisterQuery
  /** What was searched for; empty if everything is listed. */
  search: string
  rows: readonly PlacedCertificate[]
  cohorts: readonly { id: string; number: number; name: string; startsOn: string }[]
  years: readonly string[]
  places: readonly { code: string; name: string }[]
}

export function RegisterPage(props: RegisterPageProps) {
  const { viewer, query, search, rows, count, isCounted, turns } = props
  const params = toRegisterParams(query)
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.certificateRegister()}
      title="结业证书"
      actions={search ? <SearchWorkbook address={paths.certificatesWorkbook(params)} search={search} /> : <RegisterLinks {...props} />}
    >
      <RegisterFilters {...props} />
      <DataTable
        caption={`证书（${isCounted ? count.toLocaleString('zh-CN') : `${count.toLocaleString('zh-CN')} 张以上`}）`}
        rows={rows}
        rowKey={({ id }) => id}
        empty={
          search || Object.keys(params).length > 0
            ? '没有找到这样的证书。编号从头填，姓名从姓填起；也可以去掉几个条件再看。'
            : '还没有发过证书。学员课上够了、考试通过了，证书自动发出，就在这里。'
        }
        columns={listColumns(props)}
      />
      {search ? (
        <SearchPagination turns={turns} search={search} tail={(position) => ({ ...params, ...toPositionQuery(position) })} />
      ) : (
        <Pagination turns={turns} href={(position) => paths.certificateRegister({ ...params, ...toPositionQuery(position) })} />
      )}
    </DeskFrame>
  )
}

/** What is printed and downloaded is what the filters leave. */
const RegisterLinks = ({ query }: Pick<RegisterPageProps, 'query'>) => (
  <>
    {query.cohort && (
      <ButtonLink kind="plain" href={paths.certificateSheets(query.cohort)}>
        打印这个班的证书
      </ButtonLink>
    )}
    <ButtonLink kind="plain" href={paths.certificateHandout(toRegisterParams(query))}>
      证书发放登记表
    </ButtonLink>
    <ButtonLink kind="plain" href={paths.certificatesWorkbook(toRegisterParams(query))}>
      下载 Excel
    </ButtonLink>
  </>
)

/** Searches are posted, so that the person searched for is in no address; filters are kept in it. */
const RegisterFilters = ({ query, search, cohorts, years, places }: RegisterPageProps) => (
  <div className="screen-only">
    <PostForm action={paths.certificateRegister()} className="filters">
      <Field label="按编号或姓名找" name="search" size={24} maxLength={60} defaultValue={search} autoComplete="off" />
      <Button kind="plain">查找</Button>
      {search && (
        <ButtonLink kind="plain" href={paths.certificateRegister()}>
          看全部
        </ButtonLink>
      )}
    </PostForm>
    <form method="get" className="filters">
      <SelectField label="培训班" name="cohort" defaultValue={query.cohort ?? ''}>
        <option value="">全部</option>
        {cohorts.map((cohort) => (
          <option key={cohort.id} value={cohort.id}>
            {formatCohort(cohort)}
          </option>
        ))}
      </SelectField>
      <SelectField label="哪年发的" name="year" defaultValue={query.year ?? ''}>
        <option value="">全部</option>
        {years.map((year) => (
          <option key={year} value={year}>
            {year} 年
          </option>
        ))}
      </SelectField>
      {places.length > 0 && (
        <SelectField label="乡镇" name="region" defaultValue={query.region ?? ''}>
          <option value="">全部</option>
          {places.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      <SelectField label="状态" name="state" defaultValue={query.state ?? ''}>
        <option value="">全部</option>
        {Object.entries(certificateStateLabels).map(([state, label]) => (
          <option key={state} value={state}>
            {label}
          </option>
        ))}
      </SelectField>
      <Button kind="plain">照这样看</Button>
    </form>
  </div>
)

function listColumns({ query, search, isCounted }: RegisterPageProps): Column<PlacedCertificate>[] {
  const sorting = (sort: RegisterSort) => {
    if (search || (sort === 'name' && !isCounted)) return {}
    const dir = query.sort === sort ? query.dir : null
    return { sorting: { dir, href: paths.certificateRegister(toRegisterParams({ ...query, sort, dir: dir === 'asc' ? 'desc' : 'asc' })) } }
  }
  return [
    { head: '编号', kind: 'short', ...sorting('number'), cell: ({ id, number }) => <a href={paths.certificate(id)}>{number}</a> },
    { head: '姓名', kind: 'short', ...sorting('name'), cell: ({ name }) => name },
    {
      head: '培训班',
      cell: ({ cohort }) => (
        <a href={paths.cohort(cohort.id)}>
          {formatCohortNumber(cohort)} {cohort.name}
        </a>
      ),
    },
    { head: '乡镇和村', cell: ({ place }) => place },
    { head: '发证日', kind: 'day', ...sorting('day'), cell: ({ issuedOn }) => formatDay(issuedOn) },
    {
      head: '状态',
      kind: 'state',
      cell: ({ state }) => <Badge kind={isValid(state) ? 'good' : 'warn'}>{certificateStateLabels[state]}</Badge>,
    },
  ]
}
