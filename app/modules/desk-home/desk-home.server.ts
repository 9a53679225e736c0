// The door of the desk's home: what is to be done today, the figures of the month, what is in progress; and, while nothing is, the way to the
// first class. Each domain lists its own; here it is only put together.
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { readClockHealth } from '#app/clock-guard.server.ts'
import { type Errand, sortErrands } from '#app/shell/errand.ts'
import { accountDesk } from '#app/modules/accounts/accounts.server.ts'
import { classesInHand } from '#app/modules/cohorts/cohorts.server.ts'
import type { ClassesInHand, ClassInHand } from '#app/modules/cohorts/in-hand/class-in-hand.ts'
import { listDoubtErrands } from '#app/modules/exams/exams.server.ts'
import { listFollowUpErrands } from '#app/modules/follow-ups/follow-ups.server.ts'
import { listInquiryErrands } from '#app/modules/inquiries/inquiries.server.ts'
import { listPairingErrands } from '#app/modules/mentorship/mentorship.server.ts'
import { listStuckErrands, readInstallationHealth } from '#app/modules/operations/operations.server.ts'
import { readFiguresOfMonth } from '#app/modules/reports/reports.server.ts'
import { hasImportedRoster, listRosterErrands } from '#app/modules/rosters/rosters.server.ts'
import { readRoundsInHand, type RoundInHand } from '#app/modules/rounds/rounds.server.ts'
import { shopLists } from '#app/modules/shops/shops.server.ts'
import { listCourseErrands, listQuestionBanks } from '#app/modules/studio/studio.server.ts'
import { type PipelineSummary, readPipelineSummary } from '#app/modules/talent/talent.server.ts'
import { listTaskErrands } from '#app/modules/tasks/tasks.server.ts'
import type { Site } from '#app/site.ts'
import { type HomeFigure, listCoordinatorFigures, listInstructorFigures, listMonthFigures } from './home-figures.ts'
import { listWaySteps, type WayStep } from './way-to-first-class.ts'

/** `bank`: where the viewer reads the questions of its exam; null if they may not. */
export type ClassOnHome = ClassInHand & { bank: string | null }

export interface DeskHome {
  today: string
  errands: Errand[]
  /** What the figures are of: the month and the region, or whose they are. */
  figuresTitle: string
  figures: HomeFigure[]
  /** How many stand at each stage; null for those who see no reports. */
  pipeline: PipelineSummary | null
  /** Null for those who have nothing to do with classes. */
  classes: { classes: ClassOnHome[]; total: number } | null
  rounds: RoundInHand[] | null
  /** The way to the first class; null once one has begun, and for those who hold none. */
  way: WayStep[] | null
  /** Null except for the administrator, like `clock`. */
  installation: Awaited<ReturnType<typeof readInstallationHealth>> | null
  clock: ReturnType<typeof readClockHealth> | null
}

/** Returns the home of a desk. `hasAddress`: whether phones outside can open the address that paper carries. */
export async function readDeskHome(site: Site, viewer: Viewer, { hasAddress }: { hasAddress: boolean }): Promise<DeskHome> {
  const today = toDay(site.now())
  const isAdministrator = hasDuty(viewer, 'accounts.manage')
  const classes = await classesInHand.readClassesInHand(site, viewer)
  const rounds = await readRoundsInHand(site, viewer)
  const pairings = hasDuty(viewer, 'pairings.see') ? await listPairingErrands(site, viewer) : null
  const errands = [
    ...classes.errands,
    ...rounds.errands,
    ...(pairings?.errands ?? []),
    ...(await listRosterErrands(site, viewer)),
    ...(await shopLists.listShopListErrands(site, viewer)),
    ...(await listDoubtErrands(site, viewer)),
    ...(await listStuckErrands(site, viewer)),
    ...(await listFollowUpErrands(site, viewer)),
    ...(await listCourseErrands(site, viewer)),
    ...(await listTaskErrands(site, viewer)),
    ...(await listInquiryErrands(site, viewer)),
  ]
  return {
    today,
    errands: sortErrands(errands, today),
    ...(await readFigures(site, viewer, { classes, rounds: rounds.rounds, pairings })),
    pipeline: await readPipelineSummary(site, viewer),
    classes: hasDuty(viewer, 'cohorts.see') ? await withBanks(site, viewer, classes) : null,
    rounds: hasDuty(viewer, 'pairings.coordinate') ? rounds.rounds : null,
    way: await readWay(site, viewer, { classes, hasAddress }),
    installation: isAdministrator ? await readInstallationHealth(site, viewer) : null,
    clock: isAdministrator ? readClockHealth(site) : null,
  }
}

async function withBanks(site: Site, viewer: Viewer, { classes, total }: ClassesInHand) {
  const versions = classes.map(({ courseVersionId }) => courseVersionId)
  const banks = await listQuestionBanks(site, viewer, versions)
  return { classes: classes.map((one) => ({ ...one, bank: banks.get(one.courseVersionId) ?? null })), total }
}

async function readFigures(
  site: Site,
  viewer: Viewer,
  {
    classes,
    rounds,
    pairings,
  }: { classes: ClassesInHand; rounds: readonly RoundInHand[]; pairings: Awaited<ReturnType<typeof listPairingErrands>> | null },
): Promise<Pick<DeskHome, 'figures' | 'figuresTitle'>> {
  const month = await readFiguresOfMonth(site, viewer)
  const inTraining = hasDuty(viewer, 'cohorts.see') ? await classesInHand.countInTraining(site, viewer) : 0
  if (month) return { figuresTitle: `本月（${month.regionName}）`, figures: listMonthFigures(month, inTraining) }
  if (hasDuty(viewer, 'cohorts.see')) return { figuresTitle: '我的班', figures: listInstructorFigures(classes, inTraining) }
  return { figuresTitle: '结对', figures: pairings ? listCoordinatorFigures(pairings, rounds.length) : [] }
}

async function readWay(
  site: Site,
  viewer: Viewer,
  { classes, hasAddress }: { classes: ClassesInHand; hasAddress: boolean },
): Promise<WayStep[] | null> {
  if (!hasDuty(viewer, 'cohorts.plan') || (await classesInHand.hasBegunClass(site, viewer))) return null
  const isAdministrator = hasDuty(viewer, 'accounts.manage')
  const [cohort = null] = [...classes.classes].sort((one, other) => other.enrolled - one.enrolled)
  return listWaySteps({
    hasAddress: isAdministrator ? hasAddress : null,
    hasOfficer: isAdministrator ? await accountDesk.hasHolder(site, 'townshipOfficer') : null,
    hasInstructor: isAdministrator ? await accountDesk.hasHolder(site, 'instructor') : null,
    cohort,
    hasRoster: await hasImportedRoster(site, viewer),
  })
}
