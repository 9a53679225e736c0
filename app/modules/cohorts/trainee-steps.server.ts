// What a step of trainees does to them, before it is done: leaving the class, coming back, not sitting the exam, sitting it after all.
import { and, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { formatTerm } from '#app/calendar.ts'
import { listLiveSlips } from '#app/modules/accounts/accounts.server.ts'
import { countUngradedSheets, findExamDays } from '#app/modules/exams/exams.server.ts'
import { invalidInput, notFound } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { sortByName } from '#app/text/by-pinyin.server.ts'
import type { TouchedGroup } from '#app/ui/consequences.tsx'
import { toSnapshot } from '#app/workflow/kernel.server.ts'
import { canTake } from '#app/workflow/possible.ts'
import { fingerprintSeen } from '#app/workflow/seen.server.ts'
import { groupBy } from '#db/group-by.ts'
import { inValues } from '#db/in-values.ts'
import { enrolments } from '#db/schema/cohorts.ts'
import { persons } from '#db/views/households.ts'
import { workflows } from '#db/views/workflow.ts'
import { isOver } from './cohort.states.ts'
import { enrolmentWorkflow } from './cohorts.workflow.ts'
import { hasCompleted, hasLeft, isNotSitting, isWaiting } from './enrolment.states.ts'
import type { TraineeStepName } from './forms/trainee-step-form.ts'
import { canTakeAttendance } from './policy.ts'
import { readCohortHead } from './queries.server.ts'
import { listEnrolledSince } from './step-consequences.server.ts'

/** More are only counted. */
const maxNames = 20

export interface TraineeStepView {
  step: TraineeStepName
  /** Those with whom it can be done. */
  enrolmentIds: string[]
  /** The fingerprint of how they stand: it is refused if they no longer stand so. */
  seen: string
  touched: TouchedGroup[]
  /** What becomes of their progress, exam and slips, in sentences. */
  means: string[]
  /** With whom of the ticked it cannot be done and why, and what else is to be known first. */
  missing: string[]
}

/** What of enrolments decides whether a page about them is still true. */
export const fingerprintTrainees = (people: readonly { id: string; state: string }[]): string =>
  fingerprintSeen(people.map(({ id, state }) => [id, state]).sort())

interface Facts {
  id: string
  personId: string
  name: string
  state: string
  movedAt: Date
  attended: number
  examPassed: boolean
  /** Sheets that are open or not graded yet. */
  sitting: number
  /** Whether the step is possible now, as the machine says. */
  able: boolean
}

/** Returns what becomes of the ticked trainees by a step. Throws 404, or 422 if nobody is ticked. */
export async function readTraineeStep(
  site: Pick<Site, 'read' | 'now'>,
  viewer: Viewer,
  { cohortId, enrolmentIds, step }: { cohortId: string; enrolmentIds: readonly string[]; step: TraineeStepName },
): Promise<TraineeStepView> {
  const cohort = await readCohortHead(site, viewer, cohortId)
  if (enrolmentIds.length === 0) throw invalidInput({ enrolment: ['请先在学员表里勾选学员。'] }, '请先在学员表里勾选学员。')
  const mine = await loadFacts(site.read, viewer, { cohort, enrolmentIds, step })
  if (mine.length === 0) throw notFound('这些学员')
  const able = mine.filter((one) => one.able)
  const exam = await findExamDays(site.read, cohortId)
  const isOpen = exam !== null && site.now() < exam.closesAt
  const slips = await listLiveSlips(site.read, { personIds: able.map(({ personId }) => personId) }, site.now())
  const facts = { sessions: cohort.sessions.length, until: isOpen ? formatTerm(exam.closesAt) : null, hasExam: exam !== null, slips }
  return {
    step,
    enrolmentIds: able.map(({ id }) => id),
    seen: fingerprintTrainees(able),
    touched: able.length > 0 ? [{ outcome: outcomes[step], names: able.map(({ name }) => name), total: able.length, unit: '人' }] : [],
    means: able.length > 0 ? describe[step](able, facts) : [],
    missing: [
      ...listRefused(step, mine),
      ...(step === 'RETURN' ? await listElsewhere(site.read, cohortId, able) : []),
      ...(mine.length < new Set(enrolmentIds).size ? ['勾选的人里有不归您管的，没有列在下面。'] : []),
    ],
  }
}

async function loadFacts(
  read: Reader,
  viewer: Viewer,
  { cohort, enrolmentIds, step }: { cohort: { id: string; state: string }; enrolmentIds: readonly string[]; step: TraineeStepName },
): Promise<Facts[]> {
  const found = await read
    .select({
      id: enrolments.id,
      personId: persons.id,
      name: persons.name,
      region: persons.regionCode,
      state: workflows.state,
      value: workflows.value,
      context: workflows.context,
      movedAt: workflows.movedAt,
    })
    .from(enrolments)
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .innerJoin(workflows, eq(workflows.id, enrolments.id))
    .where(and(eq(enrolments.cohortId, cohort.id), inValues(enrolments.id, [...enrolmentIds])))
  const mine = found.filter(({ region }) => canTakeAttendance(viewer, { personRegion: region, cohortId: cohort.id }))
  const sheets = await countUngradedSheets(
    read,
    mine.map(({ id }) => id),
  )
  return sortByName(mine).map(({ region: _, value, context, ...one }) => {
    const snapshot = toSnapshot(enrolmentWorkflow, { value, context })
    const { attended, examPassedOn } = snapshot.context
    const sitting = sheets.get(one.id) ?? 0
    const able = !isOver(cohort.state) && canTake(snapshot, { type: step, reason: '', cohort: cohort.state, sitting })
    return { ...one, attended, examPassed: examPassedOn !== null, sitting, able }
  })
}

const outcomes: Record<TraineeStepName, string> = {
  LEAVE: '会退班',
  RETURN: '会回到班里',
  SKIP_EXAM: '会记为“不参加考试”',
  SIT_EXAM: '又可以参加考试',
}

interface ClassFacts {
  sessions: number
  /** The last moment of the exam, as text; null if nobody can begin it any more. */
  until: string | null
  hasExam: boolean
  slips: readonly { usedAt: Date | null }[]
}

type Describe = (people: readonly Facts[], facts: ClassFacts) => string[]

/** For one person the figures themselves, for several only what holds for all. */
const formatAttendance = (people: readonly Facts[], { sessions }: ClassFacts) => {
  const [one] = people
  return people.length === 1 && one ? `到过 ${one.attended} 次课（一共 ${sessions} 次）` : '考勤'
}
const countOf = (people: readonly Facts[], which: (one: Facts) => boolean) => people.filter(which).length
const ifAny = (count: number, sentence: (count: number) => string) => (count > 0 ? [sentence(count)] : [])

const formatSlips = ({ slips }: ClassFacts) => {
  const unused = slips.filter(({ usedAt }) => usedAt === null).length
  return unused > 0
    ? `登录条：${unused} 张还没用过的照样能用，密码不变；登录以后看得到自己的成绩和证书。`
    : '登录条和密码：照样能用，登录以后看得到自己的成绩和证书。'
}

/** What each step means for them. */
const describe: Record<TraineeStepName, Describe> = {
  LEAVE: (people, facts) => [
    `学习：${formatAttendance(people, facts)}、学完的课和交过的任务都留着；不再记考勤，手机首页不再有这门课，不能再交任务。`,
    ...ifAny(
      countOf(people, ({ examPassed }) => examPassed),
      (count) => `考试：${count} 人已经通过，成绩留着，回班以后还算。`,
    ),
    ...ifAny(
      countOf(people, ({ sitting }) => sitting > 0),
      (count) => `考试：${count} 人正在答卷或等着判，这一份照样判，成绩留着。`,
    ),
    ...(facts.until ? [`考试：不能再开考；${facts.until}回班的还能考。`] : []),
    formatSlips(facts),
    '结业：不算这个班结业的人，没有这个班的证书。',
  ],
  RETURN: (people, facts) => [
    `学习：${formatAttendance(people, facts)}、学完的课接着算，按现在的课次算够不够。`,
    facts.until ? `考试：${facts.until}能考；以前通过的还算。` : facts.hasExam ? '考试：已经截止，以前通过的还算。' : '考试：还没有安排。',
    ...ifAny(
      countOf(people, ({ examPassed }) => examPassed),
      (count) => `结业：${count} 人考试已经通过，考勤也够的话，一回班就结业、发证书。`,
    ),
    '登录条和密码：照样能用；没有登录过、条子过了期的，回班以后在“登录条”里发。',
  ],
  SKIP_EXAM: (people, facts) => [
    `学习：${formatAttendance(people, facts)}不变，课照上，考勤照记。`,
    '考试：不能再开考，这个班不用等；以前交的答卷后来判成通过的，照样算。',
    '结业：班结业的时候记“未结业”，没有证书。',
    formatSlips(facts),
  ],
  SIT_EXAM: (people, facts) => [
    `学习：${formatAttendance(people, facts)}不变。`,
    facts.until ? `考试：${facts.until}能考；考完或者截止以前，这个班要等。` : '考试：已经截止，要先在“安排考试”里把最后一天延后。',
    formatSlips(facts),
  ],
}

/** Why a step cannot be taken with somebody. */
const objections: Record<TraineeStepName, (one: Facts) => string> = {
  LEAVE: ({ state }) =>
    hasLeft(state) ? '已经退班，不用再退' : hasCompleted(state) ? '已经达到结业要求，不能退班' : '班已经结束，不能退班',
  RETURN: ({ state }) => (hasLeft(state) ? '班已经结束，不能回班' : '没有退班，不用回班'),
  SKIP_EXAM: ({ state, sitting, examPassed }) =>
    isNotSitting(state)
      ? '已经记过不参加考试'
      : isWaiting(state)
        ? '还没有开班，不用记'
        : hasLeft(state)
          ? '已经退班，不用记'
          : examPassed || hasCompleted(state)
            ? '考试已经通过，不用记'
            : sitting > 0
              ? '正在答卷，或者答卷等着判，要等判完'
              : '班已经结束，不能再记',
  SIT_EXAM: ({ state }) => (isNotSitting(state) ? '班已经结束，不能再改' : '没有记过不参加考试'),
}

function listRefused(step: TraineeStepName, people: readonly Facts[]): string[] {
  const byReason = groupBy(
    people.filter(({ able }) => !able),
    objections[step],
  )
  return [...byReason].map(([why, those]) => `${why}：${formatNames(those)}。`)
}

function formatNames(people: readonly Facts[]): string {
  const shown = people.slice(0, maxNames).map(({ name }) => name)
  return shown.join('、') + (people.length > shown.length ? `……共 ${people.length} 人` : '')
}

/** Who was enrolled in another class after leaving. */
async function listElsewhere(read: Reader, cohortId: string, people: readonly Facts[]): Promise<string[]> {
  const elsewhere = await listEnrolledSince(
    read,
    cohortId,
    people.map(({ personId, movedAt }) => ({ personId, since: movedAt })),
  )
  const others = people.filter(({ personId }) => elsewhere.has(personId))
  return others.length > 0 ? [`有 ${others.length} 人后来报了别的班，回来以后同时在两个班：${formatNames(others)}。`] : []
}
