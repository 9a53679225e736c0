// What became of people who were ticked to be enrolled.
import { paths } from '#app/shell/paths.ts'
import { Notice } from '#app/ui/notice.tsx'
import type { TickedEnrolled } from '../enrol-ticked.server.ts'

/** How many were enrolled, and who was not and why. */
export function EnrolledNotice({ enrolled }: { enrolled: TickedEnrolled }) {
  const { cohort, others } = enrolled
  return (
    <Notice kind={enrolled.enrolled > 0 ? 'good' : 'warn'}>
      <p>
        {enrolled.enrolled > 0 ? `给 ${enrolled.enrolled} 人报了名：` : '没有人报上名：'}
        <a href={paths.cohort(cohort.id)}>{cohort.name}</a>。{others.length > 0 && ` 另外 ${others.length} 人没有报：`}
      </p>
      {others.length > 0 && (
        <ul>
          {others.map(({ name, why }, i) => (
            <li key={i}>
              {name}：{why}。
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
