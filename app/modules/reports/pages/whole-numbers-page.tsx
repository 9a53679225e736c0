// Asks why the workbook of the report should have whole ID numbers.
import type { Viewer } from '#app/access/viewer.ts'
import { formatPeriod } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { ReasonField } from '#app/ui/forms/reason-field.tsx'
import { type ReportQuery, toReportQueryString } from '../report-query.ts'

interface WholeNumbersPageProps {
  viewer: Viewer
  query: ReportQuery
  persons: number
  regionName: string
  refused: Refused | null
}

export function WholeNumbersPage({ viewer, query, persons, regionName, refused }: WholeNumbersPageProps) {
  const report = paths.householdReport(toReportQueryString(query))
  return (
    <DeskFrame viewer={viewer} at={paths.householdReport()} title="导出身份证全号" crumbs={[{ href: report, label: '培训到户报表' }]}>
      <ErrorSummary refused={refused?.refused} />
      <p>
        {regionName}，{formatPeriod(query.from, query.to)}，名单里有 {persons} 人。导出的 Excel 里，身份证号不遮住。
      </p>
      <p>每个人都会记下：您在什么时候、为什么看了全号。本人能看到这条记录，管理员也能查。文件里有全号，请按规定保管，用完删掉。</p>
      <PostForm>
        <ReasonField label="为什么要全号" hint="例如：报县乡村振兴局核对，文号 ……" size={48} minLength={4} refused={refused} />
        <div className="row">
          <Button>记下原因，导出</Button>
          <ButtonLink kind="plain" href={report}>
            不要全号，回去
          </ButtonLink>
        </div>
      </PostForm>
    </DeskFrame>
  )
}
