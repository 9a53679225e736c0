// The attendance sheet of one session: one line a trainee, all saved at once; a read-only viewer sees the marks, by whom and when.
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay, formatMoment } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { CellField } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { markLabels } from '../attendance.ts'
import { marks, markMethods } from '../attendance.ts'
import type { AttendanceSheet } from '../queries.server.ts'
import { type AttendanceLine, attendanceList } from '../lists.ts'
import { SignInSheet } from './sign-in-sheet.tsx'
import { formatCohort } from '#app/text/cohort-label.ts'

interface AttendancePageProps extends Pick<AttendanceSheet, 'cohort' | 'session' | 'next' | 'objection'> {
  viewer: Viewer
  /** The region of the class. */
  where: string
  /** The lines that the address asks for: the only ones that are saved. */
  part: ListPart<AttendanceLine>
  /** The lines of the printed sheet: all of them if `isSheet`, otherwise those of the page. */
  sheet: readonly AttendanceLine[]
  isSheet: boolean
  saved: boolean
  /** Whether the exam is what comes next. */
  isExamDue: boolean
  refused: Refused | null
}

export function AttendancePage(props: AttendancePageProps) {
  const { viewer, cohort, where, session, objection, part, sheet, isSheet, saved, refused } = props
  const markable = part.rows.filter(({ canMark }) => canMark)
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title={`${formatDay(session.day)} ${session.startsAt} 考勤`}
      printed={{ place: where, period: `${formatDay(session.day)} ${session.startsAt}` }}
      crumbs={[
        { href: paths.cohorts(), label: '培训班' },
        { href: paths.cohort(cohort.id), label: formatCohort(cohort) },
      ]}
    >
      <p>
        {session.topic}，{session.place}
      </p>
      <div className="screen-only">
        {saved && !refused && <Saved {...props} />}
        <ErrorSummary refused={refused?.refused} />
        {objection && <Notice>{objection}。</Notice>}
        {markable.length > 0 && !session.isPast && <Notice kind="warn">这次课还没有上，到了那天再记。</Notice>}
        {isSheet ? (
          <p>
            <a href={paths.attendance(cohort.id, session.id)}>回去记考勤</a>
          </p>
        ) : (
          part.pages > 1 && (
            <p>
              打印出来的是这一页的签到表。
              <a href={`${paths.attendance(cohort.id, session.id)}?sheet`}>要全部 {part.count} 人的</a>
            </p>
          )
        )}
      </div>
      <SignInSheet cohort={cohort} session={session} lines={sheet} first={isSheet ? 1 : part.first} total={part.total} isShown={isSheet} />
      {!isSheet && (
        <div className="screen-only">
          <MarksList part={part} isPast={session.isPast} workbook={paths.attendanceWorkbook(cohort.id, session.id)} refused={refused} />
        </div>
      )}
    </DeskFrame>
  )
}

/** That it was saved, and what comes next: another session, the exam, the class. */
const Saved = ({ cohort, next, isExamDue }: AttendancePageProps) => (
  <>
    <Notice kind="good">考勤已存。</Notice>
    <div className="row">
      {next ? (
        <ButtonLink href={paths.attendance(cohort.id, next.id)}>{`接着记${formatDay(next.day)} ${next.startsAt}的考勤`}</ButtonLink>
      ) : (
        isExamDue && <ButtonLink href={paths.examPlan(cohort.id)}>接着安排考试</ButtonLink>
      )}
      <ButtonLink kind="plain" href={paths.cohort(cohort.id)}>
        回到培训班
      </ButtonLink>
    </div>
  </>
)

function MarksList({
  part,
  isPast,
  workbook,
  refused,
}: Pick<AttendancePageProps, 'part' | 'refused'> & { isPast: boolean; workbook: string }) {
  const entered = refused?.entered ?? {}
  const markable = part.rows.filter(({ canMark }) => canMark)
  const unmarked = markable.filter(({ mark }) => mark === null)
  return (
    <ListTable
      id="marks"
      caption="学员"
      unit="人"
      definition={attendanceList}
      part={part}
      rowKey={(line) => line.enrolmentId}
      empty="这个班还没有学员。"
      workbook={workbook}
      around={(table) => (
        <PostForm>
          {table}
          {isPast && markable.length > 0 && <SaveMarks unmarked={unmarked} isPart={part.count > part.rows.length} />}
        </PostForm>
      )}
      cells={{
        mark: (line) =>
          line.canMark ? <MarkChoice of={line} entered={entered} isPast={isPast} /> : line.mark ? markLabels[line.mark] : '还没记',
        reason: (line) =>
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
        history: (line) => line.history.length > 0 && <MarkHistory history={line.history} />,
      }}
    />
  )
}

type Line = AttendanceLine

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
const SaveMarks = ({ unmarked, isPart }: { unmarked: readonly Line[]; isPart: boolean }) => (
  <div className="row save-bar">
    {isPart && <span>只存这一页的；别的页的考勤不会变。</span>}
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
