// The courses of the alliance: what each is at, and what waits for the viewer.
import type { Viewer } from '#app/access/viewer.ts'
import { tierLabels } from '#app/modules/courses/tiers.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Badge } from '#app/ui/notice.tsx'
import { versionStateLabels } from '../labels.ts'
import type { CourseLine } from '../queries.server.ts'
import { wantsChanges } from '../version.states.ts'

interface CoursesPageProps {
  viewer: Viewer
  courses: readonly CourseLine[]
}

export function CoursesPage({ viewer, courses }: CoursesPageProps) {
  const toReview = courses.filter(({ inWork }) => inWork?.isForMe)
  const toChange = courses.filter(({ inWork, isMine }) => isMine && inWork && wantsChanges(inWork.state))
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.studio()}
      title="课程"
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
      <DataTable
        caption={`全部课程（${courses.length}）`}
        rows={courses}
        rowKey={({ slug }) => slug}
        empty="还没有课程。点“写新课程”开始。"
        columns={[
          { head: '课程', cell: ({ slug, title }) => <a href={paths.studioCourse(slug)}>{title}</a> },
          { head: '层次', kind: 'short', cell: ({ tier }) => tierLabels[tier] },
          {
            head: '在用',
            kind: 'short',
            cell: ({ published }) =>
              published ? <a href={paths.studioVersion(published.id)}>{`第 ${published.ordinal} 版`}</a> : '还没有',
          },
          {
            head: '在写的',
            kind: 'short',
            cell: ({ inWork }) =>
              inWork && (
                <>
                  <a href={paths.studioVersion(inWork.id)}>{`第 ${inWork.ordinal} 版`}</a> <Badge>{versionStateLabels[inWork.state]}</Badge>
                </>
              ),
          },
          { head: '作者', cell: ({ authors }) => authors.join('、') || '随系统带来' },
          { head: '版数', kind: 'number', cell: ({ versions }) => versions },
        ]}
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
