// Plays the demo county through: every class is planned, taught, examined and closed through the same doors as the
// screens, with the clock set to its days. So the report's figures result from what happened.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { addDays, toDay } from '#app/calendar.ts'
import { createUser, demoPeople, ensureTraineeAccount, openSlip, redeemSlip } from '#app/modules/accounts/accounts.server.ts'
import { loadViewer } from '#app/modules/sessions/sessions.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { listOwnCertificates } from '#app/modules/certificates/certificates.server.ts'
import {
  enrolPerson,
  issueSlips,
  planCohort,
  readCohort,
  stepCohort,
  stepEnrolment,
  takeAttendance,
} from '#app/modules/cohorts/cohorts.server.ts'
import { listCourses } from '#app/modules/courses/courses.server.ts'
import { listOwnExams, submitAnswers, startOrResumeAttempt, planExam, loadSheet, submitAttempt } from '#app/modules/exams/exams.server.ts'
import { addPerson, ensureHousehold, joinHousehold, setRegistration } from '#app/modules/households/households.server.ts'
import { recordProgress } from '#app/modules/learning/learning.server.ts'
import { Refusal } from '#app/refusal.ts'
import { openSite } from '#app/site.server.ts'
import type { Site, Tx } from '#app/site.ts'
import { runUntilIdle } from '#app/workflow/follow-ups.server.ts'
import { workflows } from '#app/workflows.server.ts'
import { DemoCourses } from './courses.server.ts'
import { DemoFollowUps } from './follow-ups.server.ts'
import { playInquiries } from './inquiries.server.ts'
import { plan, traineeOfToday } from './plan.server.ts'
import { DemoMentorship, listOwnerPhones } from './mentorship.server.ts'
import {
  classOfToday,
  type DemoCounty,
  type Outcome,
  homeTownship,
  planClassOfHalfAYearAgo,
  type PlannedCohort,
  type PlannedPerson,
  type Tier,
} from '#db/demo/county.ts'
import { type Enrolled, playTasks } from './tasks.server.ts'
import { createRandom } from '#db/demo/random.ts'
import { password, pin, teacher, users } from '#db/demo/users.ts'
import { accounts } from '#db/views/accounts.ts'
import { persons } from '#db/views/households.ts'
import { present } from '#app/present.ts'

/** Whoever installs the system: makes the first administrator, and nothing else. */
const operator: Viewer = {
  accountId: 'operator',
  personId: null,
  name: '系统操作员',
  grants: [{ role: 'administrator', scope: { kind: 'everything' } }],
}
/** Returns why the demo cannot be loaded with the programme of a file, in a sentence; null if it can. */
export const findDemoFault = (programmeFile: string | null) =>
  programmeFile === null ? null : '演示县只属于随系统附带的项目。请不要设 TIDUI_PROGRAMME，再看演示。'

/** Whether there are no accounts and nobody is registered yet. */
export async function isEmptySite(site: Pick<Site, 'read'>) {
  return (await site.read.$count(accounts)) + (await site.read.$count(persons)) === 0
}

/**
 * Loads the county into an empty installation. It is built in a separate one, with a clock of its own, and then copied
 * as a whole: if this is interrupted, the installation is still empty, and never has half a county. Refuses with 422 an
 * installation of another programme.
 */
export async function loadDemoCounty(
  site: Pick<Site, 'dataFolder' | 'contentFolder' | 'now' | 'keys' | 'programme' | 'adoptState'>,
): Promise<void> {
  const fault = findDemoFault(site.programme.file)
  if (fault) throw new Refusal(422, fault)
  let moment = new Date('2018-12-03T09:00:00+08:00')
  const beside = join(site.dataFolder, 'demo-arriving')
  rmSync(beside, { recursive: true, force: true }) // left by an interrupted load
  const { contentFolder, keys, programme } = site
  const keyFile = join(site.dataFolder, 'secret.key')
  const past = openSite({ dataFolder: beside, contentFolder, now: () => moment, keys, keyFile, programme })
  const demo = new Demo(past, (day, time) => void (moment = new Date(`${day}T${time}:00+08:00`)), plan())
  try {
    await demo.live(toDay(site.now()))
    await demoPeople.markEverybodyAsDemo(past)
  } finally {
    await past.close()
  }
  await site.adoptState(join(beside, 'tidui.db'))
  rmSync(beside, { recursive: true })
}

/**
 * Finds the demo's accounts in this database; their passwords are public. Those of a county that was loaded before demo
 * accounts were marked are marked now, so that a production server lets none of them sign in.
 */
export async function findDemoPeople(site: Pick<Site, 'read' | 'write' | 'keys'>): Promise<boolean> {
  const isThere = await demoPeople.hasUnmarkedAccount(
    site,
    users.map(({ phone }) => phone),
  )
  if (isThere)
    await demoPeople.markAsDemo(site, [
      ...users.map(({ phone }) => phone),
      ...plan().persons.flatMap(({ phone }) => phone ?? []),
      ...listOwnerPhones(),
    ])
  return demoPeople.hasDemoAccounts(site)
}

const courseOf: Record<Tier, string> = {
  entrepreneur: 'sell-tea-and-potatoes',
  township: 'policy-into-villages',
  leadership: 'usable-policy',
}

/** Of the class of today. */
const howManySignedIn = 9

/** One run through the county's history. */
class Demo {
  private readonly random = createRandom(2019)
  private readonly personIds = new Map<string, string>()
  private readonly householdIds = new Map<string, string>()
  private readonly accountIds = new Map<string, string>()
  private readonly haveSignedIn = new Set<string>()
  private instructor = ''
  private colleague = ''
  private coordinatorId = ''
  private administratorId = ''
  private officerId = ''

  constructor(
    private readonly site: Site,
    private readonly setClock: (day: string, time: string) => void,
    private readonly county: DemoCounty,
  ) {}

  async live(today: string) {
    for (const { role, name, phone, region } of users) {
      if (phone === teacher.phone) continue // created with the first class, which is its scope
      const by = this.administratorId ? await this.load(this.administratorId) : operator
      const { accountId } = await createUser(this.site, by, { role, name, phone, password, region })
      if (role === 'administrator') this.administratorId = accountId
      if (role === 'coordinator') this.coordinatorId = accountId
      if (role === 'townshipOfficer') this.officerId = accountId
      if (role === 'instructor') this.colleague = accountId
    }
    await this.setDownRegister('2018-12-03')
    for (const cohort of this.county.cohorts) await this.runCohort(cohort)
    const coordinator = await this.load(this.coordinatorId)
    const mentorship = new DemoMentorship(this.site, coordinator, this.setClock)
    await mentorship.liveRoundOf2019(await this.someCertificates(4))
    const desk = { administrator: await this.load(this.administratorId), officer: await this.load(this.officerId) }
    const followUps = new DemoFollowUps(this.site, this.setClock, desk, (day) => this.applyChanges(day))
    await followUps.askAllOf2019()
    await this.runCohort(planClassOfHalfAYearAgo(this.county, [addDays(today, -187), addDays(today, -186)]))
    await followUps.askAfterThreeMonths(addDays(today, -90))
    await this.applyChanges(today)
    await mentorship.liveRunningRound(today)
    await this.startClassOfToday(today)
    await new DemoCourses(this.site, await this.loadInstructor(), this.setClock).live(today, this.colleague)
    await mentorship.liveLastDays(today)
    await followUps.beginAfterSixMonths(today)
  }

  private readonly load = async (accountId: string): Promise<Viewer> =>
    present(await loadViewer(this.site, accountId), 'account of the demo')

  /** Who does at a desk what is done there: the officer of the one township that has one, elsewhere the administrator. */
  private readonly deskOf = (region: string) => (region.startsWith(homeTownship) ? this.officerId : this.administratorId)
  private readonly loadDesk = async (region: string) => this.load(this.deskOf(region))

  /** Enters households and people as the register had them in December 2018; later changes are entered on their days. */
  private async setDownRegister(day: string) {
    const desks = [this.officerId, this.administratorId]
    const enter = <T extends { village: string }>(desk: string, all: readonly T[], work: (tx: Tx, one: T) => Promise<void>) =>
      this.site.write(desk, 'demo register', async (tx) => {
        for (const one of all) if (this.deskOf(one.village) === desk) await work(tx, one)
      })
    for (const desk of desks)
      await enter(desk, this.county.households, async (tx, household) => {
        const id = await ensureHousehold(tx, { number: household.number, regionCode: household.village })
        this.householdIds.set(household.number, id)
        for (const { value, from } of household.status)
          if (from <= day) await setRegistration(tx, { householdId: id, status: value, day: from })
      })
    for (const desk of desks)
      await enter(desk, this.county.persons, async (tx, person) => {
        const { name, idNumber, birthday, phone, village } = person
        const id = await addPerson(tx, this.site, { name, idNumber, birthday, sex: 'female', phone, regionCode: village })
        this.personIds.set(person.key, id)
        for (const home of person.homes) if (home.from <= day) await this.moveIn(tx, person, home)
      })
    this.changesDoneUntil = day
  }

  private moveIn(tx: Tx, person: PlannedPerson, { value, from }: PlannedPerson['homes'][number]) {
    return joinHousehold(tx, {
      personId: present(this.personIds.get(person.key), 'person of the plan'),
      householdId: present(this.householdIds.get(value.household), 'household of the plan'),
      relation: value.relation,
      day: from,
    })
  }

  private changesDoneUntil = ''

  /** Enters the changes of households up to a day, each on its day. */
  private async applyChanges(until: string) {
    const since = this.changesDoneUntil
    const due = (from: string) => from > since && from <= until
    const changes = [
      ...this.county.households.flatMap((household) =>
        household.status
          .filter(({ from }) => due(from))
          .map(({ value, from }) => ({
            day: from,
            by: this.deskOf(household.village),
            work: (tx: Tx) =>
              setRegistration(tx, {
                householdId: present(this.householdIds.get(household.number), 'household of the plan'),
                status: value,
                day: from,
              }),
          })),
      ),
      ...this.county.persons.flatMap((person) =>
        person.homes
          .filter(({ from }) => due(from))
          .map((home) => ({ day: home.from, by: this.deskOf(person.village), work: (tx: Tx) => this.moveIn(tx, person, home) })),
      ),
    ].sort((one, other) => (one.day < other.day ? -1 : 1))
    for (const { day, by, work } of changes) {
      this.setClock(day, '10:00')
      await this.site.write(by, 'demo: a household changes', async (tx) => void (await work(tx)))
    }
    this.changesDoneUntil = until
  }

  /** Returns the codes of the first certificates that were issued. */
  private async someCertificates(many: number) {
    const codes: string[] = []
    for (const { key } of this.county.persons) {
      const viewer = this.accountIds.has(key) ? await loadViewer(this.site, present(this.accountIds.get(key), `account ${key}`)) : null
      const [certificate] = viewer ? await listOwnCertificates(this.site, viewer) : []
      if (certificate) codes.push(certificate.code)
      if (codes.length === many) break
    }
    return codes
  }

  private async plan(
    { number, name, tier, region, place, days }: Omit<PlannedCohort, 'trainees'>,
    exam: { opensOn: string; closesOn: string },
  ) {
    const course = present(
      (await listCourses(this.site)).find(({ slug }) => slug === courseOf[tier]),
      courseOf[tier],
    )
    const topics = course.lessons.map(({ title }) => title)
    const id = await planCohort(this.site, await this.loadDesk(region), {
      number,
      name,
      tier,
      courseSlug: course.slug,
      regionCode: region,
      place,
      attendanceRequired: 60,
      sessions: days.map((day, i) => ({ day, startsAt: '09:00', topic: topics[i % topics.length]! })),
      instructors: this.instructor ? [this.instructor] : [],
    })
    if (!this.instructor) {
      this.instructor = (await createUser(this.site, await this.load(this.administratorId), { ...teacher, password, cohort: id })).accountId
    }
    await planExam(this.site, await this.loadInstructor(), { cohortId: id, ...course.exam, attemptsAllowed: 2, ...exam })
    return id
  }

  private async step(id: string, type: string, by: Viewer) {
    const { version } = await readCohort(this.site, by, id)
    await stepCohort(this.site, by, { id, version, event: { type } })
    await runUntilIdle(this.site, workflows)
  }

  private async runCohort(cohort: PlannedCohort) {
    const first = cohort.days[0]!
    const last = cohort.days.at(-1)!
    const planned = addDays(first, -10)
    await this.applyChanges(planned)
    this.setClock(planned, '09:00')
    const id = await this.plan(cohort, { opensOn: last, closesOn: last })
    const desk = await this.loadDesk(cohort.region)
    await this.step(id, 'OPEN', desk)
    const enrolled = await this.enrol(id, cohort.trainees, desk)
    await this.applyChanges(first)
    this.setClock(first, '08:30')
    await this.step(id, 'START', await this.loadInstructor())
    await this.signIn(id, enrolled, desk)
    for (const [i, day] of cohort.days.entries()) await this.holdSession(id, day, i, cohort.days.length, enrolled)
    this.setClock(last, '15:00')
    for (const trainee of enrolled) if (trainee.fate !== 'leaves') await this.sitExam(id, trainee)
    this.setClock(last, '17:30')
    await runUntilIdle(this.site, workflows)
    this.setClock(addDays(last, 1), '09:00') // the exam closed at midnight
    await this.step(id, 'CLOSE', await this.loadInstructor())
  }

  private async enrol(cohortId: string, trainees: readonly { person: string; fate: Outcome }[], by: Viewer): Promise<Enrolled[]> {
    return this.site.write(by.accountId, 'demo enrolments', async (tx) => {
      const enrolled: Enrolled[] = []
      for (const { person: key, fate } of trainees) {
        const person = present(
          this.county.persons.find((one) => one.key === key),
          `person ${key}`,
        )
        const personId = present(this.personIds.get(key), `person ${key}`)
        const enrolmentId = await enrolPerson(tx, this.site, { cohortId, personId })
        const accountId = await ensureTraineeAccount(tx, this.site, { personId, name: person.name })
        this.accountIds.set(key, accountId)
        enrolled.push({ enrolmentId, personId, accountId, fate })
      }
      return enrolled
    })
  }

  /** Whoever reads lessons has signed in: with a slip, handed out before the first session. */
  private async signIn(cohortId: string, trainees: readonly Enrolled[], by: Viewer) {
    const enrolmentIds = trainees.flatMap(({ accountId, enrolmentId }) => (this.haveSignedIn.has(accountId) ? [] : [enrolmentId]))
    const { slips } = enrolmentIds.length > 0 ? await issueSlips(this.site, by, { cohortId, enrolmentIds }) : { slips: [] }
    for (const { accountId, code } of slips) {
      if ((await openSlip(this.site, code)).state === 'choose') await redeemSlip(this.site, { code, secret: pin })
      this.haveSignedIn.add(accountId)
    }
  }

  /** The instructor with all classes so far. */
  private readonly loadInstructor = async () => this.load(this.instructor)

  private async holdSession(cohortId: string, day: string, index: number, of: number, enrolled: readonly Enrolled[]) {
    this.setClock(day, '09:20')
    const instructor = await this.loadInstructor()
    const { sessions } = await readCohort(this.site, instructor, cohortId)
    const mark = (fate: Outcome) => {
      if (fate === 'misses' && index > 0) return 'absent' as const
      return this.random.whole(1, 12) === 1 ? ('late' as const) : ('present' as const)
    }
    const here = enrolled.filter(({ fate }) => fate !== 'leaves' || index === 0)
    const spare = of >= 4 && index === 1 // if four days are held, one may be missed
    await takeAttendance(this.site, instructor, {
      sessionId: present(sessions[index], `session ${index} of ${cohortId}`).id,
      marks: here.map(({ enrolmentId, fate }) => ({
        enrolmentId,
        mark: spare && this.random.whole(1, 10) === 1 ? 'excused' : mark(fate),
        how: 'list' as const,
      })),
    })
    for (const trainee of here) if (this.haveSignedIn.has(trainee.accountId)) await this.study(cohortId, trainee, index)
    if (index > 0) return
    this.setClock(day, '17:00')
    for (const { enrolmentId, fate } of here)
      if (fate === 'leaves')
        await stepEnrolment(this.site, instructor, { enrolmentId, event: { type: 'LEAVE', reason: '家里有事，回家照顾老人。' } })
  }

  /** Reads the lesson of the day in the evening. */
  private async study(cohortId: string, { accountId }: Enrolled, index: number) {
    const viewer = present(await loadViewer(this.site, accountId), 'trainee')
    const { courseSlug } = await readCohort(this.site, await this.loadInstructor(), cohortId)
    const course = present(
      (await listCourses(this.site)).find(({ slug }) => slug === courseSlug),
      courseSlug,
    )
    const lesson = course.lessons[index % course.lessons.length]!
    const sections = lesson.source.match(/^## /gm)?.length ?? 0
    const at = this.site.now().toISOString()
    await recordProgress(
      this.site,
      viewer,
      Array.from({ length: sections }, (_, i) => ({ kind: 'section', course: courseSlug, lesson: lesson.slug, section: `s${i + 1}`, at })),
    )
  }

  /** Sits the exam according to the trainee's planned outcome: most answers right, or most wrong. */
  private async sitExam(cohortId: string, { accountId, fate }: Enrolled) {
    const viewer = present(await loadViewer(this.site, accountId), 'trainee')
    const exam = present(
      (await listOwnExams(this.site, viewer)).find((one) => one.cohortId === cohortId),
      'exam of the class',
    )
    const attemptId = await startOrResumeAttempt(this.site, viewer, { examId: exam.id })
    const { questions } = await loadSheet(this.site, attemptId)
    const wrong = fate === 'failsExam' ? questions.length - this.random.whole(1, 4) : this.random.whole(0, 3)
    const answers = questions.map((question, i) => ({
      device: `demo-${attemptId}`.slice(0, 40),
      sequence: i + 1,
      questionId: question.id,
      chosen:
        i < wrong
          ? [
              present(
                question.options.find(({ key }) => !question.correct.includes(key)),
                'wrong option',
              ).key,
            ]
          : question.correct,
      elapsed: (i + 1) * 40_000,
    }))
    await submitAnswers(this.site, viewer, { attemptId, answers })
    await submitAttempt(this.site, viewer, { attemptId })
    await runUntilIdle(this.site, workflows)
  }

  /** Starts a class that is half-way through today: two days held, the exam open, and some who have not signed in yet. */
  private async startClassOfToday(today: string) {
    const days = [addDays(today, -2), addDays(today, -1), addDays(today, 5)]
    this.setClock(addDays(today, -9), '09:00')
    const number = this.county.cohorts.length + 1
    const id = await this.plan(
      { number, ...classOfToday, tier: 'entrepreneur', region: homeTownship, days },
      { opensOn: addDays(today, -1), closesOn: addDays(today, 20) },
    )
    const desk = await this.loadDesk(homeTownship)
    await this.step(id, 'OPEN', desk)
    const enrolled = await this.enrol(
      id,
      this.county.today.map((person) => ({ person, fate: 'completes' })),
      desk,
    )
    this.setClock(days[0]!, '08:30')
    await this.step(id, 'START', await this.loadInstructor())
    const here = new Set(
      this.county.today
        .filter((key, i) => key === traineeOfToday(this.county).key || i < howManySignedIn)
        .map((key) => this.personIds.get(key)),
    )
    const first = enrolled.filter(({ personId }) => here.has(personId))
    await this.signIn(id, first, desk)
    for (const index of [0, 1]) await this.holdSession(id, days[index]!, index, days.length, enrolled)
    const own = ({ personId }: Enrolled) => Number(personId === this.personIds.get(traineeOfToday(this.county).key))
    const trainees = [...first].sort((one, other) => own(other) - own(one))
    const [instructor, accountIds] = [await this.loadInstructor(), trainees.map(({ accountId }) => accountId)]
    await playTasks(this.site, { trainees: accountIds, instructor, setTime: (time) => this.setClock(days[1]!, time) })
    await playInquiries(this.site, { instructor, trainees, today, setClock: this.setClock })
  }
}
