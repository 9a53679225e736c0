// The printed sheet: a line a trainee to sign, and a few for those who come unannounced.
import { formatDay } from '#app/calendar.ts'
import type { AttendanceSheet } from '../queries.server.ts'
import { formatCohort } from '#app/text/cohort-label.ts'

interface SignInSheetProps {
  cohort: AttendanceSheet['cohort']
  session: AttendanceSheet['session']
  lines: readonly { enrolmentId: string; name: string; place: string }[]
  /** The number of the first line. */
  first: number
  total: number
  /** Shown on the screen too, rather than printed only. */
  isShown: boolean
}

export function SignInSheet({ cohort, session, lines, first, total, isShown }: SignInSheetProps) {
  const rows = [
    ...lines.map(({ enrolmentId, name, place }) => ({ id: enrolmentId, name, place })),
    ...['1', '2', '3'].map((id) => ({ id, name: '', place: '' })),
  ]
  return (
    <table className={`sign-in-sheet ${isShown ? '' : 'print-only'}`}>
      <caption>
        {formatCohort(cohort)} {formatDay(session.day)} {session.startsAt} 签到表（应到 {total} 人）
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
            <td>{first + at}</td>
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
