// What another version of its course changes for a class, and moving it.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { formatExamDays } from '#app/modules/exams/labels.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Consequences } from '#app/ui/consequences.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Badge, ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { ReasonField } from '#app/ui/forms/reason-field.tsx'
import type { CourseMoveView, MoveTarget } from '../queries.server.ts'

interface CourseMovePageProps {
  viewer: Viewer
  view: CourseMoveView
  refused: Refused | null
}

const nameOf = (version: MoveTarget | null) => (version ? `第 ${version.ordinal} 版` : '现在这一版')

export function CourseMovePage({ viewer, view, refused }: CourseMovePageProps) {
  const { cohort, from, to, objection } = view
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title={`《${cohort.courseTitle}》换一版`}
      crumbs={[
        { href: paths.cohorts(), label: '培训班' },
        { href: paths.cohort(cohort.id), label: formatCohort(cohort) },
      ]}
    >
      <ErrorSummary refused={refused?.refused} />
      {to && (
        <p>
          这个班学的是{nameOf(from)}。换成<strong>{nameOf(to)}</strong>
          {to.isOffered ? '（新班学的就是它）' : ''}以后，会有这些变化：
        </p>
      )}
      {to && <Lessons view={view} />}
      {to && <WhatFollows view={view} />}
      {objection ? (
        <>
          <Notice kind="warn">
            <p>{objection}</p>
          </Notice>
          <ButtonLink kind="plain" href={paths.cohort(cohort.id)}>
            回到培训班
          </ButtonLink>
        </>
      ) : (
        <MoveForm view={view} refused={refused} />
      )}
      <Others view={view} />
    </DeskFrame>
  )
}

const kindLabels = { added: '新加的课', removed: '去掉的课', changed: '改了的课' } as const
const whatFollows = {
  added: () => '要学的多一课',
  removed: (readers: number) => (readers > 0 ? `${readers} 人读过，以后看不到；读过的记录留着` : '还没有人读过'),
  changed: (readers: number) => (readers > 0 ? `${readers} 人读过旧的，以后看到新的` : '还没有人读过'),
} as const

function Lessons({ view: { lessons, cohort } }: Pick<CourseMovePageProps, 'view'>) {
  return (
    <DataTable
      caption={`课文的变化（${lessons.length}）`}
      rows={lessons}
      rowKey={({ slug }) => slug}
      empty={`《${cohort.courseTitle}》的课文没有变化。`}
      columns={[
        { head: '课', cell: ({ title }) => title },
        { head: '变化', kind: 'state', cell: ({ kind }) => <Badge>{kindLabels[kind]}</Badge> },
        { head: '对学员', cell: ({ kind, readers }) => whatFollows[kind](readers) },
      ]}
    />
  )
}

function WhatFollows({ view: { trainees, toReadOn, exam } }: Pick<CourseMovePageProps, 'view'>) {
  return (
    <dl className="facts">
      <div>
        <dt>学到哪里</dt>
        <dd>{trainees === 0 ? '班里还没有学员' : toReadOn > 0 ? `${toReadOn} 人学完的课要补学` : `${trainees} 人的进度都不变`}</dd>
        <dd className="soft">进度按课和小节记：名字没变的小节，读过还算读过；新加的小节要读。</dd>
      </div>
      <div>
        <dt>考试</dt>
        <dd>{exam ? `安排不变，从新的题库抽题：${formatExamDays(exam)}` : '还没有安排考试'}</dd>
        <dd className="soft">
          {exam ? `题库里 ${exam.kept} 道题照旧，多 ${exam.added} 道，少 ${exam.dropped} 道。` : '以后安排考试，从换后的题库抽题。'}
        </dd>
      </div>
      <div>
        <dt>考勤和结业要求</dt>
        <dd>不变</dd>
      </div>
    </dl>
  )
}

function MoveForm({ view: { cohort, to, from, fingerprint }, refused }: Pick<CourseMovePageProps, 'view' | 'refused'>) {
  return (
    <Consequences
      touched={[]}
      undo={`有人开考以前，可以再换回${nameOf(from)}，进度不会丢。原因会留在班的记录里。`}
      action={`换成${nameOf(to)}`}
      back={paths.cohort(cohort.id)}
    >
      <input type="hidden" name="to" value={to?.courseVersionId ?? ''} />
      <input type="hidden" name="seen" value={fingerprint} />
      <ReasonField label="为什么换" refused={refused} />
    </Consequences>
  )
}

/** The other versions that could be looked at, older ones too: moving back is the same step. */
function Others({ view: { cohort, to, others } }: Pick<CourseMovePageProps, 'view'>) {
  const rest = others.filter(({ courseVersionId }) => courseVersionId !== to?.courseVersionId)
  if (rest.length === 0) return null
  return (
    <p className="soft">
      看看换成别的版：
      {rest.map((version) => (
        <span key={version.courseVersionId}>
          {' '}
          <a href={paths.courseMove(cohort.id, version.courseVersionId)}>{nameOf(version)}</a>
        </span>
      ))}
    </p>
  )
}
