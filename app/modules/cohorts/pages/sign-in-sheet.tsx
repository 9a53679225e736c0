// The printed sheet: a line a trainee to sign, and a few for those who come unannounced.
import type { AttendanceSheet } from '../cohorts.server.ts'

interface SignInSheetProps {
  cohort: AttendanceSheet['cohort']
  lines: readonly { enrolmentId: string; name: string; place: string }[]
}

export function SignInSheet({ cohort, lines }: SignInSheetProps) {
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
