// The trainee's own class: when and where, attendance, and what is still missing for the certificate.
import { markLabels } from '#app/modules/cohorts/attendance.ts'
import type { ownClasses } from '#app/modules/cohorts/cohorts.server.ts'
import { enrolmentStateLabels, stateBadgeKinds } from '#app/modules/cohorts/states.ts'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { traineeNav } from '#app/shell/trainee-nav.ts'
import { TraineePhone, WaitingSheets } from '#app/shell/trainee-phone.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { DayBlock } from '#app/ui/day-block.tsx'
import { Badge, Empty, Notice } from '#app/ui/notice.tsx'
import { hasCompleted, hasFailed, hasLeft, isStudying } from '#app/modules/cohorts/enrolment.states.ts'
import { formatCohort } from '#app/text/cohort-label.ts'

interface ClassPageProps {
  account: string
  script: string
  /** The trainee's classes, each with its next session. */
  classes: readonly (ownClasses.MyClass & { nextSession: string | null })[]
}

export function ClassPage({ account, script, classes }: ClassPageProps) {
  return (
    <PhonePage title="我的班" nav={traineeNav('/class')}>
      <WaitingSheets />
      {classes.length === 0 && <Empty>您还没有报名培训班。请找乡镇专干。</Empty>}
      {classes.map((one) => (
        <section key={one.id}>
          <h1>{formatCohort(one)}</h1>
          <p>
            <Badge kind={stateBadgeKinds[one.enrolmentState]}>{enrolmentStateLabels[one.enrolmentState]}</Badge> {one.place}
          </p>
          {hasCompleted(one.enrolmentState) && (
            <Notice kind="good">
              <p>您结业了，证书在“证书”里。</p>
            </Notice>
          )}
          {isStudying(one.enrolmentState) && one.missing.length > 0 && (
            <Notice>
              <p>离拿到证书还差：{one.missing.join('，')}。</p>
            </Notice>
          )}
          {(hasFailed(one.enrolmentState) || hasLeft(one.enrolmentState)) && one.reason && (
            <Notice kind="warn">
              <p>{one.reason}有疑问，请找乡镇专干。</p>
            </Notice>
          )}
          <h2>上课时间</h2>
          <ol className="places">
            {one.sessions.map((session) => (
              <li key={session.id} className={session.id === one.nextSession ? 'urgent' : undefined}>
                <div>
                  <DayBlock day={session.day} />
                  <span>
                    <strong>
                      {session.startsAt} {session.topic}
                    </strong>
                    {session.mark ? (
                      <Badge kind={session.mark === 'absent' ? 'bad' : session.mark === 'excused' ? 'info' : 'good'}>
                        {markLabels[session.mark]}
                      </Badge>
                    ) : session.id === one.nextSession ? (
                      `下次在这里上课：${session.place}`
                    ) : (
                      session.place
                    )}
                  </span>
                </div>
              </li>
            ))}
          </ol>
          <ButtonLink href={paths.course(one.courseSlug)} wide kind="plain">
            看这门课：{one.courseTitle}
          </ButtonLink>
        </section>
      ))}
      <TraineePhone account={account} src={script} />
    </PhonePage>
  )
}
