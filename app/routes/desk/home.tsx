// The first page of a desk.
import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { readClockHealth } from '#app/clock-guard.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { countWithoutSlip } from '#app/modules/accounts/accounts.server.ts'
import { listCohorts, readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { isOver } from '#app/modules/cohorts/cohort.states.ts'
import { hasLeft } from '#app/modules/cohorts/enrolment.states.ts'
import { hasDoubtfulPasses } from '#app/modules/exams/exams.server.ts'
import { summariseDesk } from '#app/modules/mentorship/desk-summary.ts'
import { readPairingDesk } from '#app/modules/mentorship/mentorship.server.ts'
import { readInstallationHealth } from '#app/modules/operations/operations.server.ts'
import { DeskHomePage } from '#app/modules/operations/pages/desk-home-page.tsx'
import { paths } from '#app/shell/paths.ts'
import type { Site } from '#app/site.ts'

export const links = deskLinks
export const meta = () => [{ title: '工作台 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args)
  const { site } = args.context
  const [seesCohorts, seesPairings] = [hasDuty(viewer, 'cohorts.see'), hasDuty(viewer, 'pairings.see')]
  if (!seesCohorts && !seesPairings) throw redirect(paths.home())
  const isAdministrator = hasDuty(viewer, 'accounts.manage')
  return {
    viewer,
    today: toDay(site.now()),
    seesCohorts,
    cohorts: seesCohorts ? await goingOn(site, viewer) : [],
    pairings: seesPairings ? summariseDesk(await readPairingDesk(site, viewer)).map(({ sentence }) => sentence) : null,
    clock: isAdministrator ? readClockHealth(site) : null,
    installation: isAdministrator ? await readInstallationHealth(site, viewer) : null,
    hasDoubts: hasDuty(viewer, 'certificates.revoke') && (await hasDoubtfulPasses(site, viewer)),
  }
}

/** Returns the classes that are planned or in progress, with what is due in each; as many as fit on a desk. */
async function goingOn(site: Site, viewer: Viewer) {
  const cohorts = (await listCohorts(site, viewer)).filter(({ state }) => !isOver(state))
  return Promise.all(
    cohorts.slice(0, 12).map(async ({ id }) => {
      const cohort = await readCohort(site, viewer, id)
      const personIds = cohort.trainees.flatMap(({ personId, state }) => (hasLeft(state) ? [] : [personId]))
      return { ...cohort, withoutSlip: await countWithoutSlip(site, { personIds }) }
    }),
  )
}

export default function Route() {
  return <DeskHomePage {...useLoaderData<typeof loader>()} />
}
