// What is to be done in a class, as far as somebody may do it. Pure: from the facts of the class.
import { addDays, formatDay, formatTerm, toDay } from '#app/calendar.ts'
import { getLastDay } from '#app/modules/exams/labels.ts'
import type { Errand } from '#app/shell/errand.ts'
import { paths } from '#app/shell/paths.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { isPlanned, isRunning } from '../cohort.states.ts'

/** Days after the last session by which a class should be closed. */
const daysToClose = 7
/** Days before the last session from which an exam should be planned, and before the first from which a class should be prepared. */
const daysAhead = 7

export interface ClassFacts {
  id: string
  number: number
  name: string
  startsOn: string
  state: string
  /** The day of the last session. */
  lastDay: string
  /** Whether no session is still to come. */
  isTaught: boolean
  enrolled: number
  completed: number
  /** The sessions that were held with people whose attendance is missing, of those whom the viewer marks. */
  unmarked: readonly { id: string; day: string; topic: string; people: number }[]
  exam: { opensAt: Date; closesAt: Date } | null
  /** Who may still sit the exam, and until when; only known of exams that end and of classes whose sessions are over. */
  toSit: { people: number; until: Date | null }
  /** Of those to whom the viewer issues slips. */
  withoutSlip: number
  may: { run: boolean; planExams: boolean; issueSlips: boolean }
}

/** Lists what is to be done in a class. */
export function listErrandsOfClass(facts: ClassFacts, now: Date): Errand[] {
  const today = toDay(now)
  return [...toBegin(facts, today), ...toMark(facts), ...toExamine(facts, now, today), ...toClose(facts), ...toHandOut(facts)].map(
    ({ kind, sentence, ...errand }) => ({ ...errand, key: `${kind} ${facts.id}`, sentence: `${formatCohort(facts)}：${sentence}` }),
  )
}

type Draft = Omit<Errand, 'key'> & { kind: string }

function toBegin({ id, state, startsOn, enrolled, may }: ClassFacts, today: string): Draft[] {
  if (!may.run || isRunning(state) || startsOn > addDays(today, daysAhead)) return []
  const begins = `${formatDay(startsOn)}第一次课，`
  const draft = { kind: 'begin', count: 1, unit: '个班', day: startsOn, href: paths.cohort(id) }
  if (isPlanned(state)) return [{ ...draft, sentence: `${begins}还没有开始报名`, action: '去报名' }]
  if (enrolled === 0) return [{ ...draft, sentence: `${begins}还没有人报名`, href: paths.enrolment(id), action: '加学员' }]
  return startsOn > today ? [] : [{ ...draft, sentence: `${begins}有 ${enrolled} 人报名，还没有点“开班”`, action: '去开班' }]
}

function toMark({ id, unmarked }: ClassFacts): Draft[] {
  const [first] = unmarked
  if (!first) return []
  const which = unmarked.length === 1 ? `“${first.topic}”` : ` ${unmarked.length} 次课`
  return [
    {
      kind: 'attendance',
      count: Math.max(...unmarked.map(({ people }) => people)),
      unit: '人',
      sentence: `${formatDay(first.day)}${unmarked.length === 1 ? '' : '起'}${which}的考勤没有记全`,
      day: first.day,
      href: paths.attendance(id, first.id),
      action: '记考勤',
    },
  ]
}

function toExamine({ id, state, lastDay, exam, toSit, enrolled, may }: ClassFacts, now: Date, today: string): Draft[] {
  if (!isRunning(state) || !may.planExams) return []
  if (!exam)
    return lastDay > addDays(today, daysAhead)
      ? []
      : [
          {
            kind: 'exam',
            count: enrolled,
            unit: '人',
            sentence: `最后一次课在${formatDay(lastDay)}，还没有安排考试`,
            day: lastDay,
            href: paths.examPlan(id),
            action: '安排考试',
          },
        ]
  const ends = getLastDay(exam)
  if (exam.closesAt <= now || ends > addDays(today, 1) || toSit.people === 0) return []
  return [
    {
      kind: 'examEnds',
      count: toSit.people,
      unit: '人',
      sentence: `考试到${formatTerm(exam.closesAt)}结束，还有人没有考`,
      day: ends,
      href: paths.results(id),
      action: '看谁没考',
    },
  ]
}

function toClose({ id, state, lastDay, isTaught, enrolled, completed, unmarked, exam, toSit, may }: ClassFacts): Draft[] {
  if (!isRunning(state) || !may.run || !isTaught) return []
  const draft = { kind: 'close', unit: '人', day: addDays(lastDay, daysToClose), href: paths.cohortStep(id, 'close') }
  if (toSit.people > 0 && toSit.until) {
    const sitsUntil = getLastDay({ closesAt: toSit.until })
    return [
      {
        ...draft,
        count: toSit.people,
        day: sitsUntil > draft.day ? sitsUntil : draft.day,
        sentence: `课上完了，还有人可以考试，最迟到${formatTerm(toSit.until)}，考完才能结业`,
        action: '看等谁',
      },
    ]
  }
  const missing = [
    ...(unmarked.length > 0 ? [`${unmarked.length} 次课的考勤`] : []),
    ...(exam ? [] : ['考试']),
    ...(completed === 0 ? ['达到结业要求的人'] : []),
  ]
  return [
    {
      ...draft,
      count: enrolled,
      sentence: missing.length > 0 ? `可以结业，可是还缺${missing.join('、')}` : '可以结业',
      action: missing.length > 0 ? '看缺什么' : '去结业',
    },
  ]
}

function toHandOut({ id, state, startsOn, withoutSlip, may }: ClassFacts): Draft[] {
  if (withoutSlip === 0 || !may.issueSlips || isPlanned(state)) return []
  return [
    {
      kind: 'slips',
      count: withoutSlip,
      unit: '人',
      sentence: '还没有登录条',
      day: startsOn,
      href: paths.slips(id),
      action: '印登录条',
    },
  ]
}
