// The attendance sheet of one session: one line a trainee, all saved at once; a read-only viewer sees the marks, by whom and when.
import { Form } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay, formatMoment } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { CellField } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { markLabels } from '../attendance.ts'
import { marks, markMethods } from '../attendance.ts'
import type { AttendanceSheet } from '../cohorts.server.ts'
import { SignInSheet } from './sign-in-sheet.tsx'

interface AttendancePageProps extends Pick<AttendanceSheet, 'cohort' | 'session'> {
  viewer: Viewer
  /** `place`: the name of the village. */
  lines: readonly (AttendanceSheet['lines'][number] & { place: string })[]
  saved: boolean
  refused: Refused | null
}

export function AttendancePage({ viewer, cohort, session, lines, saved, refused }: AttendancePageProps) {
  const entered = refused?.entered ?? {}
  const markable = lines.filter(({ canMark }) => canMark)
  const unmarked = markable.filter(({ mark }) => mark === null)
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title={`${formatDay(session.day)} ${session.startsAt} 考勤`}
      crumbs={[
        { href: paths.cohorts(), label: '培训班' },
        { href: paths.cohort(cohort.id), label: `第 ${cohort.number} 期 ${cohort.name}` },
      ]}
    >
      <p>
        {session.topic}，{session.place}
      </p>
      <div className="screen-only">
        {saved && !refused && <Notice kind="good">考勤已存。</Notice>}
        <ErrorSummary refused={refused?.refused} />
        {markable.length > 0 && !session.isPast && <Notice kind="warn">这次课还没有上，到了那天再记。</Notice>}
        {markable.length > 0 && <p className="soft">要纸面签到：在浏览器菜单里选“打印”，出来的是签到表，A4 纸；签好了照着补录。</p>}
      </div>
      <SignInSheet cohort={cohort} lines={lines} />
      <Form method="post" className="screen-only">
        <DataTable
          caption={`学员（${lines.length}）`}
          rows={lines}
          rowKey={(line) => line.enrolmentId}
          empty="这个班还没有学员。"
          columns={[
            { head: '姓名', cell: (line) => <span className="one-line">{line.name}</span> },
            {
              head: '考勤',
              cell: (line) =>
                line.canMark ? (
                  <MarkChoice of={line} entered={entered} isPast={session.isPast} />
                ) : line.mark ? (
                  markLabels[line.mark]
                ) : (
                  '还没记'
                ),
            },
            {
              head: '改动的原因',
              cell: (line) =>
                !line.canMark ? null : line.mark ? (
                  <CellField
                    type="text"
                    name={`reason-${line.enrolmentId}`}
                    label={`改${line.name}考勤的原因`}
                    defaultValue={entered[`reason-${line.enrolmentId}`]}
                    placeholder="要改才填"
                    errors={refused?.refused.fields[`reason-${line.enrolmentId}`]}
                  />
                ) : (
                  <span className="soft">第一次记不用填</span>
                ),
            },
            {
              head: '记录',
              cell: (line) => <MarkHistory history={line.history} />,
            },
          ]}
        />
        {session.isPast && markable.length > 0 && <SaveMarks unmarked={unmarked} />}
      </Form>
    </DeskFrame>
  )
}

type Line = AttendancePageProps['lines'][number]

/** The mark of a trainee, and the one that was seen while it was chosen. */
const MarkChoice = ({ of, entered, isPast }: { of: Line; entered: Partial<Record<string, string>>; isPast: boolean }) => (
  <div className="choice-row one-line" role="radiogroup" aria-label={`${of.name}的考勤`}>
    <input type="hidden" name={`seen-${of.enrolmentId}`} value={of.mark ?? ''} />
    {marks.map((mark) => (
      <label key={mark}>
        <input
          type="radio"
          name={`mark-${of.enrolmentId}`}
          value={mark}
          defaultChecked={(entered[`mark-${of.enrolmentId}`] ?? of.mark) === mark}
          disabled={!isPast}
        />
        {markLabels[mark]}
      </label>
    ))}
  </div>
)

const MarkHistory = ({ history }: Pick<Line, 'history'>) => (
  <ul className="list small">
    {history.map((mark) => (
      <li key={mark.at.toISOString() + mark.mark}>
        {markLabels[mark.mark]}，{markMethods[mark.how]}，{mark.by}，{formatMoment(mark.at)}
        {mark.reason && `，${mark.reason}`}
      </li>
    ))}
  </ul>
)

/** Saves what was marked, and how it came to be known; those without a mark may be saved as present. */
const SaveMarks = ({ unmarked }: { unmarked: readonly Line[] }) => (
  <div className="row">
    <label htmlFor="how">怎么记的</label>
    <select id="how" name="how" style={{ width: 'auto' }}>
      {Object.entries(markMethods).map(([way, name]) => (
        <option key={way} value={way}>
          {name}
        </option>
      ))}
    </select>
    <Button>存考勤</Button>
    {unmarked.length > 0 && (
      <Button kind="plain" name="rest" value="present">
        没选的都算到课，存考勤
      </Button>
    )}
    {unmarked.map(({ enrolmentId }) => (
      <input key={enrolmentId} type="hidden" name="unmarked" value={enrolmentId} />
    ))}
  </div>
)
