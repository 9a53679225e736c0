// The attendance sheet of one session: one line a trainee, all saved with one press; who only reads sees what was marked, by whom and when.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { dayOf, sayDay, sayMoment } from '#app/calendar.ts'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { type Mark, markNames } from '#app/modules/cohorts/attendance.ts'
import { readAttendanceSheet, takeAttendance, type TakenMark } from '#app/modules/cohorts/cohorts.server.ts'
import { placeOf } from '#app/modules/regions/regions.server.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'

export const links = deskLinks
export const meta = () => [{ title: '考勤 · 梯队' }]

const marks = Object.keys(markNames) as Mark[]
const ways = { list: '点名', paper: '纸面签到补录', visit: '上门补课' } as const

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'cohorts.see')
  const sheet = await orRefuse(() =>
    readAttendanceSheet(asked.context.site, viewer, { cohortId: asked.params.cohort!, sessionId: asked.params.session! }),
  )
  const today = dayOf(asked.context.site.now())
  const lines = sheet.lines.map((line) => ({
    ...line,
    place: placeOf(line.region, today).slice(1).join(' '),
    history: line.history.map((mark) => ({ ...mark, at: sayMoment(mark.at) })),
  }))
  return { viewer, ...sheet, lines, saved: new URL(asked.request.url).searchParams.has('saved') }
}

/**
 * The form's fields are `mark-<enrolment>`, `reason-<enrolment>` and `seen-<enrolment>`, the mark as it was drawn: what was not
 * touched is no statement. `rest` says that who had no mark and got none here was present.
 */
function readMarks(form: FormData): TakenMark[] {
  const fields = new Map([...form].map(([name, value]) => [name, String(value)]))
  const how = (Object.keys(ways).find((way) => way === fields.get('how')) as TakenMark['how'] | undefined) ?? 'list'
  const chosen = [...fields].flatMap(([field, value]): TakenMark[] => {
    const enrolmentId = field.match(/^mark-(.+)$/)?.[1]
    const mark = marks.find((one) => one === value)
    return enrolmentId && mark
      ? [{ enrolmentId, mark, how, reason: fields.get(`reason-${enrolmentId}`) ?? '', seen: seenIn(fields, enrolmentId) }]
      : []
  })
  const others = form.has('rest')
    ? form
        .getAll('unmarked')
        .map(String)
        .filter((id) => !fields.has(`mark-${id}`))
    : []
  return [...chosen, ...others.map((enrolmentId): TakenMark => ({ enrolmentId, mark: 'present', how, seen: null, onlyIfNone: true }))]
}

/** The mark as the page showed it; undefined from a page of before, which did not say. */
function seenIn(fields: ReadonlyMap<string, string>, enrolmentId: string): Mark | null | undefined {
  const seen = fields.get(`seen-${enrolmentId}`)
  return seen === undefined ? undefined : (marks.find((one) => one === seen) ?? null)
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'attendance.take')
    const { cohort, session } = asked.params
    await takeAttendance(asked.context.site, viewer, { sessionId: session!, marks: readMarks(await formOf(request)) })
    return redirect(`${paths.attendance(cohort!, session!)}?saved`)
  })

export default function AttendancePage() {
  const { viewer, cohort, session, lines, saved } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
  const entered = refused?.entered ?? {}
  const markable = lines.filter(({ canMark }) => canMark)
  const unmarked = markable.filter(({ mark }) => mark === null)
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title={`${sayDay(session.day)} ${session.startsAt} 考勤`}
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
                  <div className="choice-row one-line" role="radiogroup" aria-label={`${line.name}的考勤`}>
                    <input type="hidden" name={`seen-${line.enrolmentId}`} value={line.mark ?? ''} />
                    {marks.map((mark) => (
                      <label key={mark}>
                        <input
                          type="radio"
                          name={`mark-${line.enrolmentId}`}
                          value={mark}
                          defaultChecked={(entered[`mark-${line.enrolmentId}`] ?? line.mark) === mark}
                          disabled={!session.isPast}
                        />
                        {markNames[mark]}
                      </label>
                    ))}
                  </div>
                ) : line.mark ? (
                  markNames[line.mark]
                ) : (
                  '还没记'
                ),
            },
            {
              head: '改动的原因',
              cell: (line) =>
                !line.canMark ? null : line.mark ? (
                  <ReasonField of={line} entered={entered} errors={refused?.refused.fields[`reason-${line.enrolmentId}`]} />
                ) : (
                  <span className="soft">第一次记不用填</span>
                ),
            },
            {
              head: '记录',
              cell: (line) => (
                <ul className="list small">
                  {line.history.map((mark) => (
                    <li key={mark.at + mark.mark}>
                      {markNames[mark.mark]}，{ways[mark.how as keyof typeof ways]}，{mark.by}，{mark.at}
                      {mark.reason && `，${mark.reason}`}
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
        {session.isPast && markable.length > 0 && (
          <div className="row">
            <label htmlFor="how">怎么记的</label>
            <select id="how" name="how" style={{ width: 'auto' }}>
              {Object.entries(ways).map(([way, name]) => (
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
        )}
      </Form>
    </DeskFrame>
  )
}

/** Why a mark is changed; what was refused says so where it is filled in. */
function ReasonField({
  of: { enrolmentId, name },
  entered,
  errors = [],
}: {
  of: { enrolmentId: string; name: string }
  entered: Partial<Record<string, string>>
  errors?: readonly string[]
}) {
  const field = `reason-${enrolmentId}`
  const isRefused = errors.length > 0
  return (
    <>
      <input
        type="text"
        id={`field-${field}`}
        name={field}
        aria-label={`改${name}考勤的原因`}
        aria-invalid={isRefused || undefined}
        aria-describedby={isRefused ? `${field}-error` : undefined}
        defaultValue={entered[field]}
        placeholder="要改才填"
      />
      {isRefused && (
        <span className="field-error" id={`${field}-error`}>
          {errors.join(' ')}
        </span>
      )}
    </>
  )
}

/** What comes out on paper: a line a trainee to sign on, and a few for those who come unannounced. */
function SignInSheet({ cohort, lines }: Pick<ReturnType<typeof useLoaderData<typeof loader>>, 'cohort' | 'lines'>) {
  const rows = [
    ...lines.map(({ enrolmentId, name, place }) => ({ id: enrolmentId, name, place })),
    ...['1', '2', '3'].map((id) => ({ id, name: '', place: '' })),
  ]
  return (
    <table className="print-only sign-in-sheet">
      <caption>
        第 {cohort.number} 期 {cohort.name} 签到表（应到 {lines.length} 人）
      </caption>
      <thead>
        <tr>
          {['序号', '姓名', '村', '本人签名', '备注'].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, place }, at) => (
          <tr key={id}>
            <td>{at + 1}</td>
            <td>{name}</td>
            <td>{place}</td>
            <td />
            <td />
          </tr>
        ))}
      </tbody>
    </table>
  )
}
