// When each trainee of a class finished each lesson.
import type { Viewer } from '#app/access/viewer.ts'
import { type PageLinks, toPositionQuery } from '#app/paging.ts'
import { paths } from '#app/shell/paths.ts'
import { DataTable, Pagination } from '#app/ui/data-table.tsx'
import type { CohortHead } from '../queries.server.ts'
import { CohortFrame } from './cohort-frame.tsx'

export interface LearningLine {
  enrolmentId: string
  name: string
  /** By lesson, in order; null for one that is not finished. */
  days: readonly (string | null)[]
}

interface LearningPageProps {
  viewer: Viewer
  cohort: CohortHead
  /** The region of the class. */
  where: string
  lessons: readonly { slug: string; title: string }[]
  lines: readonly LearningLine[]
  turns: PageLinks
  now: Date
}

/** 2019-03-05 as 3-5: the year is that of the class. */
const short = (day: string) => day.slice(5).replace(/^0/, '').replace('-0', '-')

export function LearningPage({ viewer, cohort, where, lessons, lines, turns, now }: LearningPageProps) {
  return (
    <CohortFrame viewer={viewer} cohort={cohort} now={now} tab="trainees" printed={{ place: where, period: null }}>
      <p className="soft">
        每个人在哪天（月-日）学完哪一课。
        <a className="screen-only" href={paths.cohortPart(cohort.id, 'trainees')}>
          回到学员名单
        </a>
      </p>
      <div className="across">
        <DataTable
          caption="学完每一课的日子"
          rows={lines}
          rowKey={({ enrolmentId }) => enrolmentId}
          empty="还没有学员。"
          columns={[
            { head: '姓名', kind: 'short', cell: ({ name }) => name },
            {
              head: '学完',
              kind: 'short',
              cell: ({ days }) => `${days.filter((day) => day !== null).length}/${lessons.length}`,
            },
            ...lessons.map((_, i) => ({
              head: `第 ${i + 1} 课`,
              kind: 'short' as const,
              cell: ({ days }: LearningLine) => {
                const day = days[i]
                return day ? <time dateTime={day}>{short(day)}</time> : <span className="zero">–</span>
              },
            })),
          ]}
        />
      </div>
      <ol className="soft" aria-label="课名">
        {lessons.map(({ slug, title }) => (
          <li key={slug}>{title}</li>
        ))}
      </ol>
      <Pagination turns={turns} href={(position) => `?${new URLSearchParams(toPositionQuery(position))}`} />
    </CohortFrame>
  )
}
