// What is in progress: each class and round with its way as steps, and what comes next.
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { formatPeriod } from '#app/calendar.ts'
import { roundSteps } from '#app/modules/rounds/round-labels.ts'
import type { RoundInHand } from '#app/modules/rounds/rounds.server.ts'
import { paths } from '#app/shell/paths.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { Empty } from '#app/ui/notice.tsx'
import { Way } from '#app/ui/charts/way.tsx'
import type { ClassOnHome } from '../desk-home.server.ts'

/** `at`: the step at which it stands; the number of steps if all are done. */
const toWay = (steps: readonly string[], at: number) =>
  steps.map((label, place) => ({ label, state: place < at ? ('done' as const) : place === at ? ('now' as const) : ('next' as const) }))

/** As many as fit on a desk; the list has all. */
const maxClasses = 12

export function ClassesInProgress({ viewer, classes, total }: { viewer: Viewer; classes: readonly ClassOnHome[]; total: number }) {
  const shown = classes.slice(0, maxClasses)
  return (
    <section aria-labelledby="classes">
      <h2 id="classes">正在办的培训班{total > 0 && `（${total}）`}</h2>
      {total === 0 && (
        <Empty>现在没有筹备、报名或开班中的培训班。{hasDuty(viewer, 'cohorts.plan') && <a href={paths.newCohort()}>办新班</a>}</Empty>
      )}
      <div className="in-progress">
        {shown.map((one) => (
          <ClassCard key={one.id} viewer={viewer} one={one} />
        ))}
      </div>
      {total > shown.length && (
        <p>
          <a href={paths.cohorts()}>看全部 {total} 个班</a>
        </p>
      )}
    </section>
  )
}

/** Lessons are for those who teach or look after learning; an official would be turned away there. */
const ClassCard = ({ viewer, one }: { viewer: Viewer; one: ClassOnHome }) => (
  <article className="card">
    <h3>
      <a href={paths.cohort(one.id)}>{formatCohort(one)}</a>
    </h3>
    <Way label={`${one.name}走到哪一步`} steps={one.stages} />
    <p>
      {formatPeriod(one.startsOn, one.endsOn)}，{one.place}，学员 {one.enrolled} 人
      {one.completed > 0 && `，达到结业要求 ${one.completed} 人`}
    </p>
    <p>
      下一步：<a href={one.next.href}>{one.next.sentence}</a>
    </p>
    <p className="links">
      {hasDuty(viewer, 'learning.see') && <a href={paths.course(one.courseSlug)}>学员看到的课《{one.courseTitle}》</a>}
      {one.bank && <a href={one.bank}>题库</a>}
      {one.hasExam && <a href={paths.results(one.id)}>成绩</a>}
    </p>
  </article>
)

export const RoundsInProgress = ({ rounds }: { rounds: readonly RoundInHand[] }) => (
  <section aria-labelledby="rounds">
    <h2 id="rounds">没有结束的结对批次{rounds.length > 0 && `（${rounds.length}）`}</h2>
    {rounds.length === 0 && (
      <Empty>
        现在没有结对批次。<a href={paths.rounds()}>开一批</a>
      </Empty>
    )}
    <div className="in-progress">
      {rounds.map(({ id, name, step, shops, next }) => (
        <article key={id} className="card">
          <h3>
            <a href={paths.round(id)}>{name}</a>
          </h3>
          <Way label={`${name}走到哪一步`} steps={toWay(roundSteps, step)} />
          <p>{shops} 家店参加</p>
          <p>
            下一步：<a href={next.href}>{next.sentence}</a>
          </p>
        </article>
      ))}
    </div>
  </section>
)
