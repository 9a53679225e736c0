// Says that sessions lie on days that the programme has off.
import { useProgramme } from '#app/shell/programme-context.ts'
import { Notice } from '#app/ui/notice.tsx'
import type { CohortHead } from '../queries.server.ts'
import { warnOfHolidays } from '../plan/holidays.ts'

export function HolidayNotice({ sessions }: Pick<CohortHead, 'sessions'>) {
  const sentence = warnOfHolidays(sessions, useProgramme())
  return sentence === null ? null : (
    <Notice kind="warn">
      <p>{sentence}</p>
    </Notice>
  )
}
