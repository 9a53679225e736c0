// The desk: what waits for me today.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dayOf, sayDay } from '#app/calendar.ts'
import { clockHealth } from '#app/clock-guard.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { hasDuty } from '#app/access/viewer.ts'
import { listCohorts, readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { hasDoubtfulPasses } from '#app/modules/exams/exams.server.ts'
import { type Desk as PairingDesk, readPairingDesk } from '#app/modules/mentorship/mentorship.server.ts'
import type { WaitingPairing } from '#app/modules/pairings/pairings.server.ts'
import { InstallationCard } from '#app/modules/operations/pages/installation-card.tsx'
import { installationHealth } from '#app/modules/operations/operations.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Empty, Notice } from '#app/ui/notice.tsx'

export const links = deskLinks
export const meta = () => [{ title: '工作台 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireViewer(asked)
  if (!hasDuty(viewer, 'cohorts.see') && !hasDuty(viewer, 'pairings.see')) throw redirect(paths.home())
  const { site } = asked.context
  const seesCohorts = hasDuty(viewer, 'cohorts.see')
  const alive = !seesCohorts
    ? []
    : (await listCohorts(site, viewer)).filter(({ state }) => ['planned', 'enrolling', 'running'].includes(state))
  const cohorts = await Promise.all(alive.slice(0, 12).map(({ id }) => readCohort(site, viewer, id)))
  const pairingDesk = hasDuty(viewer, 'pairings.see') ? await readPairingDesk(site, viewer) : null
  const clock = hasDuty(viewer, 'accounts.manage') ? clockHealth(site) : null
  const installation = hasDuty(viewer, 'accounts.manage') ? await installationHealth(site, viewer) : null
  const hasDoubts = hasDuty(viewer, 'certificates.revoke') && (await hasDoubtfulPasses(site, viewer))
  return {
    viewer,
    clock,
    installation,
    hasDoubts,
    today: dayOf(site.now()),
    seesCohorts,
    cohorts,
    pairings: pairingDesk && errandsOf(pairingDesk),
  }
}

/** What waits in pairings, counted. */
function errandsOf({ waiting, toConfirm, reported, appeals }: PairingDesk) {
  const count = (...kinds: readonly WaitingPairing['what'][]) => waiting.filter(({ what }) => kinds.includes(what)).length
  return [
    [count('officer', 'risk'), '对很久没有联系，请过问'],
    [count('rematch'), '家店没有人帮了，要另找'],
    [count('answer'), '对等双方答复'],
    [toConfirm.length, '项凭据和数字等核实'],
    [reported.length, '条留言反映上来'],
    [appeals.length, '件申诉等决定'],
  ]
    .filter(([many]) => Number(many) > 0)
    .map(([many, words]) => `${many} ${words}`)
}

export default function Desk() {
  const { viewer, clock, installation, hasDoubts, today, seesCohorts, cohorts, pairings } = useLoaderData<typeof loader>()
  return (
    <DeskFrame viewer={viewer} at={paths.desk()} title={`${sayDay(today)}，${viewer.name}`}>
      {clock && !clock.ok && (
        <Notice kind="bad">
          <p>
            服务器的时间不对劲，系统先按原来的时间走。<a href={paths.clock()}>请去看一看</a>
          </p>
        </Notice>
      )}
      {hasDoubts && (
        <p>
          <a href={paths.doubtfulPasses()}>要复查的考试通过</a>
        </p>
      )}
      {installation && <InstallationCard {...installation} />}
      {hasDuty(viewer, 'reports.see') && (
        <p>
          <ButtonLink href={paths.householdReport()} kind="plain">
            看培训到户报表
          </ButtonLink>
        </p>
      )}
      {pairings && pairings.length > 0 && (
        <section className="card">
          <h2>
            <a href={paths.pairings()}>结对</a>
          </h2>
          <ul>
            {pairings.map((errand) => (
              <li key={errand}>{errand}</li>
            ))}
          </ul>
        </section>
      )}
      {seesCohorts && <h2>正在办的培训班</h2>}
      {seesCohorts && cohorts.length === 0 && <Empty>现在没有筹备、报名或开班中的培训班。</Empty>}
      {!seesCohorts && pairings?.length === 0 && <Empty>现在没有等您办的事。</Empty>}
      <div className="columns">
        {cohorts.map((cohort) => {
          const due = cohort.sessions.filter(
            (session) =>
              session.isPast &&
              cohort.state === 'running' &&
              session.marked < cohort.trainees.filter(({ state }) => state === 'studying').length,
          )
          const notIn = cohort.trainees.filter(({ hasSignedIn }) => !hasSignedIn).length
          return (
            <section key={cohort.id} className="card">
              <h3>
                <a href={paths.cohort(cohort.id)}>
                  第 {cohort.number} 期 {cohort.name}
                </a>
              </h3>
              <p>
                {sayDay(cohort.startsOn)}至{sayDay(cohort.endsOn)}，{cohort.place}，学员 {cohort.trainees.length} 人
              </p>
              <ul>
                {due.map((session) => (
                  <li key={session.id}>
                    <a href={paths.attendance(cohort.id, session.id)}>
                      {sayDay(session.day)}“{session.topic}”的考勤还没记全
                    </a>
                  </li>
                ))}
                {notIn > 0 && hasDuty(viewer, 'slips.issue') && (
                  <li>
                    <a href={paths.slips(cohort.id)}>{notIn} 人还没登录过，可以发登录条</a>
                  </li>
                )}
                {due.length === 0 && notIn === 0 && <li>没有要办的事。</li>}
              </ul>
            </section>
          )
        })}
      </div>
    </DeskFrame>
  )
}
