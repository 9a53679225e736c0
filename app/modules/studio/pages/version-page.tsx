// A version of a course: its lessons and files, what is still wrong, and the next step.
import { Form } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'
import { formatMoment } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field } from '#app/ui/field.tsx'
import { Fold } from '#app/ui/fold.tsx'
import { Badge, ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { isYamlFile } from '../blocks.ts'
import { otherFileNames, versionEventLabels, versionStateLabels } from '../labels.ts'
import type { VersionEventLine, VersionView } from '../queries.server.ts'
import { LessonOrder } from './lesson-order.tsx'
import { VersionSteps } from './version-steps.tsx'

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
      crumbs={[
        { href: paths.studio(), label: '课程' },
        { href: paths.studioCourse(course.slug), label: outline.title },
      ]}
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
        <Badge>{versionStateLabels[version.state]}</Badge> {version.reviewer && <span className="soft">{`请${version.reviewer}审`}</span>}
      </p>
      {version.reason && (
        <Notice kind="warn">
          <p>{version.reason}</p>
        </Notice>
      )}
      <Problems version={version} />
      <LessonOrder version={version} refused={refused} />
      <p>
        {can.write && (
          <>
            <a href={paths.studioDocuments(version.id)}>加一课：从 Word、PPT、Markdown 带进来</a> ·{' '}
          </>
        )}
        <a href={paths.studioMedia(version.id)}>照片、声音和视频</a> · <a href={paths.studioArchive(version.id)}>下载这一版（ZIP）</a>
      </p>
      <Details version={version} refused={refused} />
      <OtherFiles version={version} />
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

const kindsOfFile: readonly (readonly [RegExp, string])[] = [
  [/\.yaml$/, '文字'],
  [/\.svg$/, '图'],
  [/\.(jpg|png|webp)$/, '照片'],
  [/\.(m4a|mp3|ogg)$/, '声音'],
  [/\.mp4$/, '视频'],
]
const kindOfFile = (name: string) => kindsOfFile.find(([ending]) => ending.test(name))?.[1] ?? ''

/** What must be put right before it can be sent, and what should be looked at, each with its place. */
function Problems({ version: { id, problems, notices } }: { version: VersionView }) {
  const all = [
    ...problems.map((problem) => ({ ...problem, isProblem: true })),
    ...notices.map((notice) => ({ ...notice, isProblem: false })),
  ]
  if (all.length === 0) return null
  const shown = 30
  return (
    <section className="card">
      <h2>{problems.length > 0 ? `还有 ${problems.length} 处要改，改好才能送审` : `${notices.length} 处提醒`}</h2>
      <ul>
        {all.slice(0, shown).map(({ file, line, column, reason, isProblem }, nth) => (
          <li key={`${file} ${line} ${column} ${nth}`}>
            {!isProblem && <Badge>提醒</Badge>} <ProblemPlace id={id} file={file} line={line} />：{reason}
          </li>
        ))}
        {all.length > shown && <li>{`还有 ${all.length - shown} 处。`}</li>}
      </ul>
    </section>
  )
}

/** A text is opened at the line; of media there is nothing to open, and an empty name is the course itself. */
function ProblemPlace({ id, file, line }: { id: string; file: string; line: number }) {
  if (!/\.(mdx|yaml|svg)$/.test(file)) return <>{file || '课程'}</>
  return <a href={`${paths.studioFile(id, file)}?line=${line}`}>{`${file} 第 ${line} 行`}</a>
}

function Details({ version: { outline, can }, refused }: { version: VersionView; refused: Refused | null }) {
  if (!can.write) return <p className="soft">{`${outline.summary} · ${outline.hours ?? '—'} 学时 · 题库 ${outline.questions} 道题`}</p>
  const errors = refused?.refused.fields
  const isOpen = refused?.entered.do === 'details'
  return (
    <Fold summary="课程名、简介、学时" open={isOpen}>
      <Form method="post" className="stack narrow">
        <Field
          label="课程名"
          name="title"
          maxLength={30}
          required
          defaultValue={outline.title}
          errors={isOpen ? errors?.title : undefined}
        />
        <Field label="一句话简介" name="summary" maxLength={80} required defaultValue={outline.summary} errors={errors?.summary} />
        <Field label="学时" name="hours" inputMode="decimal" required defaultValue={outline.hours ?? ''} errors={errors?.hours} />
        <Button name="do" value="details">
          存下
        </Button>
      </Form>
    </Fold>
  )
}

function OtherFiles({ version: { id, outline, files, can } }: { version: VersionView }) {
  const others = files
    .filter(({ name }) => !name.endsWith('.mdx'))
    .sort((one, other) => Number(isYamlFile(other.name)) - Number(isYamlFile(one.name)))
  return (
    <DataTable
      caption={`图和别的文件（${others.length}）`}
      rows={others}
      rowKey={({ name }) => name}
      columns={[
        {
          head: '文件',
          cell: ({ name }) =>
            outline.media.includes(name) ? (
              <a href={paths.studioMediaFile(id, name)}>{name}</a>
            ) : (
              <a href={paths.studioFile(id, name)}>{otherFileNames[name] ?? name}</a>
            ),
        },
        { head: '是什么', kind: 'short', cell: ({ name }) => kindOfFile(name) },
        {
          head: '删掉',
          kind: 'short',
          screenOnly: true,
          cell: ({ name }) =>
            can.write &&
            !(name in otherFileNames) && (
              <Form method="post">
                <input type="hidden" name="name" value={name} />
                <Button kind="plain" name="do" value="delete">
                  删掉
                </Button>
              </Form>
            ),
        },
      ]}
    />
  )
}
