// A version of a course: its lessons and files, what is still wrong, and the next step.
import type { Viewer } from '#app/access/viewer.ts'
import { formatMoment } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { courseLabels } from '#app/modules/courses/field-labels.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field } from '#app/ui/field.tsx'
import { Fold } from '#app/ui/fold.tsx'
import { Badge, ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { isTextFile } from '../blocks.ts'
import { nameOtherFile, versionEventLabels, versionStateLabels } from '../labels.ts'
import type { VersionEventLine, VersionView } from '../queries.server.ts'
import { canBeWritten, isInReview, wantsChanges } from '../version.states.ts'
import { LessonOrder } from './lesson-order.tsx'
import { VersionSteps } from './version-steps.tsx'
import { courseCrumbs } from './version-crumbs.ts'

interface VersionPageProps {
  viewer: Viewer
  version: VersionView
  history: readonly VersionEventLine[]
  refused: Refused | null
}

export function VersionPage({ viewer, version, history, refused }: VersionPageProps) {
  const { outline, course, can } = version
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.studio()}
      title={`${outline.title} 第 ${version.ordinal} 版`}
      crumbs={courseCrumbs({ slug: course.slug, title: outline.title })}
      actions={
        <>
          <ButtonLink kind="plain" href={paths.studioCompare(version.id)}>
            改了什么，审稿意见
          </ButtonLink>
          <VersionSteps version={version} />
        </>
      }
    >
      <ErrorSummary refused={refused?.refused} />
      <p>
        <Badge>{versionStateLabels[version.state]}</Badge> <span className="soft">{formatReviewer(version)}</span>
      </p>
      {version.reason && (
        <Notice kind="warn">
          <p>{version.reason}</p>
        </Notice>
      )}
      <nav className="version-places" aria-label="这一版的各处">
        <ButtonLink kind="plain" href={paths.studioQuestions(version.id)}>
          {`题库和考试（${outline.questions} 道题）`}
        </ButtonLink>
        <ButtonLink kind="plain" href={paths.studioMedia(version.id)}>
          {`照片、声音和视频（${outline.media.length + outline.pictures.length}）`}
        </ButtonLink>
        {can.write && (
          <ButtonLink kind="plain" href={paths.studioDocuments(version.id)}>
            从 Word、PPT 加一课
          </ButtonLink>
        )}
        <a href={paths.studioArchive(version.id)}>下载这一版（ZIP）</a>
      </nav>
      <Problems version={version} />
      <LessonOrder version={version} refused={refused} />
      <Details version={version} refused={refused} />
      <p>
        <a href={paths.studioFile(version.id, 'course.yaml')}>{nameOtherFile('course.yaml')}（源文）</a>
      </p>
      <DeletedFiles version={version} />
      <DataTable
        caption="这一版办过的事"
        rows={history}
        rowKey={({ at, type }) => `${at.getTime()} ${type}`}
        columns={[
          { head: '什么时候', kind: 'day', cell: ({ at }) => formatMoment(at) },
          { head: '办了什么', kind: 'short', cell: ({ type }) => versionEventLabels[type as keyof typeof versionEventLabels] ?? '开始写' },
          { head: '谁办的', kind: 'short', cell: ({ by }) => by },
          { head: '原因', cell: ({ reason }) => reason },
        ]}
      />
      {can.events.includes('ARCHIVE') && can.archive && (
        <p>
          <a className="danger" href={paths.studioStep(version.id, 'archive')}>
            把这一版收起来
          </a>
        </p>
      )}
    </DeskFrame>
  )
}

/** Who is asked to review it, or did. */
function formatReviewer({ reviewer, state }: VersionView) {
  if (!reviewer) return ''
  if (isInReview(state) || wantsChanges(state)) return `请${reviewer}审`
  return canBeWritten(state) ? '' : `${reviewer}审的`
}

/** What must be put right before it can be sent, and apart from it what should be looked at, each with its place. */
function Problems({ version }: { version: VersionView }) {
  const { id, problems, notices, outline } = version
  const unused = notices.filter(({ file }) => outline.media.includes(file) || outline.pictures.includes(file))
  const others = notices.filter((notice) => !unused.includes(notice))
  return (
    <>
      {problems.length > 0 && (
        <section className="card">
          <h2>还有 {problems.length} 处要改，改好才能送审</h2>
          <ProblemList version={version} listed={problems} />
        </section>
      )}
      {notices.length > 0 && (
        <Fold summary={`${notices.length} 处提醒，不改也能送审`}>
          <ProblemList version={version} listed={others} />
          {unused.length > 0 && (
            <p>
              没有一课、也没有一道题用到的文件：{nameSome(unused.map(({ file }) => file))}。不用就
              <a href={`${paths.studioMedia(id)}?used=no`}>删掉</a>，免得占地方；学员不会收到它们。
            </p>
          )}
        </Fold>
      )}
    </>
  )
}

/** Names of files, as many as one reads. */
const nameSome = (names: readonly string[]) =>
  names.length > 12 ? `${names.slice(0, 10).join('、')}等 ${names.length} 个` : names.join('、')

function ProblemList({ version, listed }: { version: VersionView; listed: VersionView['problems'] }) {
  const shown = 30
  if (listed.length === 0) return null
  return (
    <ul>
      {listed.slice(0, shown).map(({ file, line, column, reason }, nth) => (
        <li key={`${file} ${line} ${column} ${nth}`}>
          <ProblemPlace version={version} file={file} line={line} />：{reason}
        </li>
      ))}
      {listed.length > shown && <li>{`还有 ${listed.length - shown} 处。`}</li>}
    </ul>
  )
}

/**
 * Leads to where it is put right: a lesson at its line, questions and exam at their forms, everything else of the course's arrangement and
 * drawings at their texts. Of media there is nothing to open, and an empty name is the course itself.
 */
function ProblemPlace({ version: { id, outline }, file, line }: { version: VersionView; file: string; line: number }) {
  if (!isTextFile(file)) return <>{file || '课程'}</>
  if (file === 'course.yaml' && outline.examLines.includes(line)) return <a href={paths.studioQuestions(id)}>题库和考试</a>
  const name = outline.lessons.find((lesson) => lesson.file === file)?.title ?? nameOtherFile(file) ?? file
  const shown = file.endsWith('.mdx') ? `《${name}》` : name
  return <a href={`${paths.studioFile(id, file)}?line=${line}`}>{`${shown}第 ${line} 行`}</a>
}

function Details({ version: { outline, can }, refused }: { version: VersionView; refused: Refused | null }) {
  if (!can.write) return <p className="soft">{`${outline.summary} · ${outline.hours ?? '—'} 学时 · 题库 ${outline.questions} 道题`}</p>
  const errors = refused?.refused.fields
  const isOpen = refused?.entered.do === 'details'
  return (
    <Fold summary="课程名、简介、学时" open={isOpen}>
      <PostForm className="stack narrow">
        <Field
          label={courseLabels.title}
          name="title"
          maxLength={30}
          required
          defaultValue={outline.title}
          errors={isOpen ? errors?.title : undefined}
        />
        <Field
          label={courseLabels.summary}
          name="summary"
          maxLength={80}
          required
          defaultValue={outline.summary}
          errors={errors?.summary}
        />
        <Field
          label={courseLabels.hours}
          name="hours"
          inputMode="decimal"
          required
          defaultValue={outline.hours ?? ''}
          errors={errors?.hours}
        />
        <Button name="do" value="details">
          存下
        </Button>
      </PostForm>
    </Fold>
  )
}

/** What was deleted is brought back from its revisions. */
function DeletedFiles({ version: { id, deleted } }: { version: VersionView }) {
  if (deleted.length === 0) return null
  return (
    <Fold summary={`删掉的（${deleted.length}），还能拿回来`}>
      <ul>
        {deleted.map(({ name, title, by, at }) => (
          <li key={name}>
            <a href={paths.studioRevisions(id, name)}>{title}</a> <span className="soft">{`${by} ${formatMoment(at)} 删掉`}</span>
          </li>
        ))}
      </ul>
    </Fold>
  )
}
