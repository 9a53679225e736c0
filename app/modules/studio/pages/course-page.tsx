// A course: its versions, and who writes it.
import type { Viewer } from '#app/access/viewer.ts'
import { formatMoment } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { tierLabels } from '#app/modules/courses/tiers.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { originLabels, versionStateLabels } from '../labels.ts'
import type { CourseOverview } from '../queries.server.ts'
import { isInWork, isPublished } from '../version.states.ts'
import { studioCrumbs } from './version-crumbs.ts'

interface CoursePageProps {
  viewer: Viewer
  course: CourseOverview
  colleagues: readonly { accountId: string; name: string }[]
  refused: Refused | null
}

export function CoursePage({ viewer, course, colleagues, refused }: CoursePageProps) {
  const inWork = course.versions.find(({ state }) => isInWork(state))
  const latest = course.versions[0]
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.studio()}
      title={course.title}
      crumbs={studioCrumbs}
      actions={
        <>
          {course.versions.some(({ state }) => isPublished(state)) && (
            <ButtonLink kind="plain" href={paths.course(course.slug)}>
              看学员看到的
            </ButtonLink>
          )}
          {latest && (
            <ButtonLink kind="plain" href={paths.copyCourse(course.slug, latest.id)}>
              照它写一门新课
            </ButtonLink>
          )}
          {!inWork && latest && course.canWrite && (
            <PostForm action={paths.studioVersion(latest.id)}>
              <Button name="do" value="begin">
                开始写第 {latest.ordinal + 1} 版
              </Button>
            </PostForm>
          )}
          {inWork && <ButtonLink href={paths.studioVersion(inWork.id)}>{`打开在写的第 ${inWork.ordinal} 版`}</ButtonLink>}
        </>
      }
    >
      <ErrorSummary refused={refused?.refused} />
      <p className="soft">
        {tierLabels[course.tier]} · 网址名 {course.slug}
      </p>
      <DataTable
        caption={`各版（${course.versions.length}）`}
        rows={course.versions}
        rowKey={({ id }) => id}
        columns={[
          { head: '版', kind: 'short', cell: ({ id, ordinal }) => <a href={paths.studioVersion(id)}>{`第 ${ordinal} 版`}</a> },
          { head: '状态', kind: 'state', cell: ({ state }) => <Badge>{versionStateLabels[state]}</Badge> },
          { head: '从哪里来', cell: ({ origin, basedOn }) => (basedOn ? `照第 ${basedOn} 版写的` : originLabels[origin]) },
          { head: '开始', kind: 'day', cell: ({ at }) => formatMoment(at) },
          { head: '谁开始的', kind: 'short', cell: ({ by }) => by },
          { head: '谁审', kind: 'short', cell: ({ reviewer }) => reviewer },
          { head: '说明', cell: ({ reason }) => reason },
        ]}
      />
      <Authors course={course} colleagues={colleagues} refused={refused} />
    </DeskFrame>
  )
}

function Authors({ course, colleagues, refused }: Omit<CoursePageProps, 'viewer'>) {
  const others = colleagues.filter(({ accountId }) => !course.authors.some((author) => author.accountId === accountId))
  return (
    <section className="card">
      <h2>谁写这门课（{course.authors.length}）</h2>
      {course.authors.length === 0 && <p className="soft">还没有交给谁。管理员可以交给一位讲师。</p>}
      <ul className="plain-list">
        {course.authors.map(({ accountId, name }) => (
          <li key={accountId}>
            <PostForm className="row">
              <input type="hidden" name="account" value={accountId} />
              <span>{name}</span>
              {course.canWrite && course.authors.length > 1 && (
                <Button kind="plain" name="do" value="take" aria-label={`收回，不再由${name}写`}>
                  收回
                </Button>
              )}
            </PostForm>
          </li>
        ))}
      </ul>
      {course.canWrite && others.length > 0 && (
        <PostForm className="row">
          <SelectField label="再交给一位" name="account" errors={refused?.refused.fields.accountId}>
            {others.map(({ accountId, name }) => (
              <option key={accountId} value={accountId}>
                {name}
              </option>
            ))}
          </SelectField>
          <Button kind="plain" name="do" value="give">
            交给这位
          </Button>
        </PostForm>
      )}
    </section>
  )
}
