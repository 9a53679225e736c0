// Rosters: uploading one, and earlier ones.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { usePrintedReach } from '#app/shell/printed.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { Badge, ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import type { ListedRoster } from '../rosters.server.ts'
import type { CohortOfRoster } from './roster-next.tsx'
import { CohortField } from './roster-choice.tsx'
import { rosterList, rosterStates } from './roster-list.ts'

interface RostersPageProps {
  viewer: Viewer
  list: ListPart<ListedRoster>
  /** Classes in which people can be enrolled. */
  cohorts: readonly CohortOfRoster[]
  /** The class from which one came: its id, as the address says it; empty if from none. */
  cohort: string
  refused: Refused | null
}

export function RostersPage({ viewer, list, cohorts, cohort, refused }: RostersPageProps) {
  const from = cohorts.find(({ id }) => id === cohort)
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.rosters()}
      title={from ? `导入花名册到${from.name}` : '花名册'}
      printed={usePrintedReach()}
      crumbs={
        !from
          ? []
          : [
              { href: paths.cohorts(), label: '培训班' },
              { href: paths.cohort(from.id), label: from.name },
            ]
      }
      actions={
        <ButtonLink kind="plain" href={paths.rosterTemplate()}>
          下载花名册模板
        </ButtonLink>
      }
    >
      <ErrorSummary refused={refused?.refused} />
      {cohort && !from && (
        <Notice kind="warn">这个培训班已经结束，或者不归您管，不能往里报名。下面交的花名册只登记，除非另选一个班。</Notice>
      )}
      <section className="card">
        <h2>交一份花名册</h2>
        <p>
          先看一遍再决定：哪些是新增、已有、变更，哪些要退回，每行都写明原因。没有点“导入”之前，什么都不会改。
          {from && `导入以后，表里的人同时报名到${from.name}。`}
        </p>
        <PostForm encType="multipart/form-data" className="filters">
          <Field
            label="文件"
            hint=".xlsx 或 .csv，最多 30 MB"
            name="file"
            type="file"
            accept=".xlsx,.csv,.txt"
            required
            errors={refused?.refused.fields.file}
          />
          <CohortField cohorts={cohorts} chosen={refused?.entered.cohort ?? from?.id ?? ''} errors={refused?.refused.fields.cohort} />
          <Button>上传并预览</Button>
        </PostForm>
        <p className="small soft">
          办公室自己的表也认得，叫法不一样没关系；要有姓名、身份证号、乡镇。没有现成的表，用<a href={paths.rosterTemplate()}>花名册模板</a>
          ，里面有填表说明。
        </p>
      </section>
      <UploadedRosters list={list} cohort={cohort} />
    </DeskFrame>
  )
}

const UploadedRosters = ({ list, cohort }: Pick<RostersPageProps, 'list' | 'cohort'>) => (
  <ListTable
    id="list"
    caption="交过的花名册"
    unit="份"
    definition={rosterList}
    part={list}
    rowKey={({ id }) => id}
    empty="还没有交过花名册。"
    kept={cohort ? [['cohort', cohort]] : []}
    workbook={paths.rostersWorkbook()}
    cells={{
      file: ({ id, fileName }) => <a href={paths.roster(id)}>{fileName}</a>,
      state: ({ state, expiry }) => (
        <>
          <Badge kind={rosterStates[state][0]}>{rosterStates[state][1]}</Badge>
          {expiry && <div className="small soft">{expiry.left}</div>}
        </>
      ),
    }}
  />
)
