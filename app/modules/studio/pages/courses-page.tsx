// The courses of the alliance: what each is at, and what waits for the viewer.
import type { Viewer } from '#app/access/viewer.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { usePrintedReach } from '#app/shell/printed.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { Badge } from '#app/ui/notice.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import { versionStateLabels } from '../labels.ts'
import type { CourseLine } from '../queries.server.ts'
import { courseList } from './course-list.ts'

interface CoursesPageProps {
  viewer: Viewer
  list: ListPart<CourseLine>
  /** Those that wait for the viewer. */
  toReview: readonly CourseLine[]
  toChange: readonly CourseLine[]
}

export function CoursesPage({ viewer, list, toReview, toChange }: CoursesPageProps) {
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.studio()}
      title="课程"
      printed={usePrintedReach()}
      actions={
        <>
          <ButtonLink kind="plain" href={paths.lessonComponents()}>
            课文里能放什么
          </ButtonLink>
          <ButtonLink kind="plain" href={paths.bringInCourse()}>
            从文件带进来
          </ButtonLink>
          <ButtonLink href={paths.newCourse()}>写新课程</ButtonLink>
        </>
      }
    >
      <Waiting title="请您审" courses={toReview} />
      <Waiting title="请您改" courses={toChange} />
      <ListTable
        id="list"
        caption="全部课程"
        unit="门"
        definition={courseList}
        part={list}
        rowKey={({ slug }) => slug}
        empty="还没有课程。点“写新课程”开始。"
        workbook={paths.studioCoursesWorkbook()}
        cells={{
          title: ({ slug, title }) => <a href={paths.studioCourse(slug)}>{title}</a>,
          published: ({ published }) =>
            published ? <a href={paths.studioVersion(published.id)}>{`第 ${published.ordinal} 版`}</a> : '还没有',
          inWork: ({ inWork }) =>
            inWork && (
              <>
                <a href={paths.studioVersion(inWork.id)}>{`第 ${inWork.ordinal} 版`}</a> <Badge>{versionStateLabels[inWork.state]}</Badge>
              </>
            ),
        }}
      />
    </DeskFrame>
  )
}

function Waiting({ title, courses }: { title: string; courses: readonly CourseLine[] }) {
  if (courses.length === 0) return null
  return (
    <section className="card">
      <h2>
        {title}（{courses.length}）
      </h2>
      <ul>
        {courses.map(
          ({ slug, title: course, inWork }) =>
            inWork && (
              <li key={slug}>
                <a href={paths.studioVersion(inWork.id)}>{`《${course}》第 ${inWork.ordinal} 版`}</a>
              </li>
            ),
        )}
      </ul>
    </section>
  )
}
