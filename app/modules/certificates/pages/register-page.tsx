// The register of certificates: found by number or name, filtered, sorted, printed for signing, downloaded.
import type { Viewer } from '#app/access/viewer.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { usePrintedReach } from '#app/shell/printed.tsx'
import { formatCohort } from '#app/text/cohort-label.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Badge } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import { type ListPart, toTableParams } from '#app/ui/tables/table-query.ts'
import { isValid } from '../certificate.states.ts'
import { certificateStateLabels } from '../labels.ts'
import { type PlacedCertificate, registerColumns } from '../register-columns.ts'
import { indexedSorts, type RegisterQuery, toRegisterParams } from '../register-query.ts'

interface RegisterPageProps {
  viewer: Viewer
  query: RegisterQuery
  /** What was searched for; empty if everything is listed. */
  search: string
  list: ListPart<PlacedCertificate>
  cohorts: readonly { id: string; number: number; name: string; startsOn: string }[]
  years: readonly string[]
  places: readonly { code: string; name: string }[]
}

export function RegisterPage(props: RegisterPageProps) {
  const { viewer, search } = props
  const printed = usePrintedReach()
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.certificateRegister()}
      title="结业证书"
      printed={search ? null : printed}
      actions={!search && <RegisterLinks {...props} />}
    >
      <RegisterFilters {...props} />
      <RegisterList {...props} />
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
  </>
)

/** Searches are posted, so that the person searched for is in no address; filters are kept in it. */
const RegisterFilters = ({ list, query, search, cohorts, years, places }: RegisterPageProps) => (
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
      {toTableParams({ ...list.query, filters: {}, page: 1, tick: null }, registerColumns.columns).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
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

/** What a search found is in no address: a form around the list says it whenever the list is turned. */
const RegisterList = ({ list, search }: RegisterPageProps) => (
  <ListTable
    id="list"
    caption="证书"
    unit="张"
    definition={registerColumns}
    part={list}
    rowKey={({ id }) => id}
    empty={
      search || Object.keys(list.query.filters).length > 0
        ? '没有找到这样的证书。编号从头填，姓名从姓填起；也可以去掉几个条件再看。'
        : '还没有发过证书。学员课上够了、考试通过了，证书自动发出，就在这里。'
    }
    workbook={paths.certificatesWorkbook()}
    isSearched={search !== ''}
    isPosted={search !== ''}
    sortable={list.isMore ? indexedSorts : registerColumns.columns.map(({ key }) => key)}
    unsorted={list.isMore ? '太多了，只能按编号和发证日排。请先选年份、培训班或乡镇，再按别的列排。' : null}
    around={(table) =>
      search ? (
        <PostForm>
          <input type="hidden" name="listed" value={search} />
          {table}
        </PostForm>
      ) : (
        table
      )
    }
    cells={{
      number: ({ id, number }) => <a href={paths.certificate(id)}>{number}</a>,
      class: ({ cohort }) => <a href={paths.cohort(cohort.id)}>{cohort.name}</a>,
      state: ({ state }) => <Badge kind={isValid(state) ? 'good' : 'warn'}>{certificateStateLabels[state]}</Badge>,
    }}
  />
)
