// What to do once a roster is in: the class, the slips, what is missing.
import { paths } from '#app/shell/paths.ts'
import type { RosterView } from '../rosters.server.ts'
import { formatMissingHousehold } from '../sentences.ts'

/** A class in which people can be enrolled or are, as pages name it: with its year. */
export interface CohortOfRoster {
  id: string
  name: string
}

export function RosterNext({ roster, cohort }: { roster: RosterView; cohort: CohortOfRoster | null }) {
  const { counts } = roster
  if (!counts) return null
  const isAnyIn = counts.rows > counts.refused
  return (
    <section className="card">
      <h2>接下来</h2>
      <ul>
        {isAnyIn && cohort && (
          <>
            <li>
              收下的人都报名到<a href={paths.cohort(cohort.id)}>{cohort.name}</a>了：去看学员名单，办开班、考勤、考试。
            </li>
            <li>
              <a href={paths.slips(cohort.id)}>给还没登录过的人印登录条</a>
              {counts.new > 0 && `：这次新登记的有 ${counts.new} 人`}。
            </li>
          </>
        )}
        {isAnyIn && !cohort && (
          <li>
            这次只登记，没有报名到班里。要报名：<a href={paths.cohorts()}>打开一个培训班</a>，点“报名”；人多的，从班里再导入一次这个文件。
          </li>
        )}
        {counts.withoutHousehold && (
          <li>
            新登记的人里，有 {counts.withoutHousehold} 人没有登记户：在表里补上户编号，再导入一次，就记上了。
            {counts.lackingHousehold && formatMissingHousehold(counts.lackingHousehold)}
          </li>
        )}
        {counts.refused > 0 && (
          <li>
            退回了 {counts.refused} 行：<a href={paths.rosterRefusals(roster.id)}>下载带原因的表</a>，照最右边的原因改好，整个文件
            <a href={paths.rosters()}>再交一次</a>
            ，收下过的不会重复。
          </li>
        )}
      </ul>
    </section>
  )
}
