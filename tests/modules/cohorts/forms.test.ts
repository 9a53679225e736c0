// What the forms of a class say once they are read: rows of trainees and sessions.
import { expect, test } from 'vitest'
import { parseForm } from '#app/http/bodies/forms.server.ts'
import { attendanceForm } from '#app/modules/cohorts/forms/attendance-form.ts'
import { cohortChangeForm } from '#app/modules/cohorts/forms/cohort-change-form.ts'
import { cohortPlanForm } from '#app/modules/cohorts/forms/cohort-plan-form.ts'
import { slipsForm } from '#app/modules/cohorts/forms/slips-form.ts'
import type { Refusal } from '#app/refusal.ts'

const form = (text: string) => new URLSearchParams(text)
const now = new Date('2026-11-20T09:00:00+08:00')

test('of an attendance sheet counts what was marked, with the mark as the page showed it: none, one, or a page that did not say', () => {
  const sheet = 'how=paper&seen-a=&mark-a=late&reason-a=&seen-b=late&mark-b=absent&reason-b=病了&mark-c=present&seen-d=&mark-e=asleep'
  expect(parseForm(form(sheet), attendanceForm)).toEqual([
    { enrolmentId: 'a', mark: 'late', how: 'paper', reason: '', seen: null },
    { enrolmentId: 'b', mark: 'absent', how: 'paper', reason: '病了', seen: 'late' },
    { enrolmentId: 'c', mark: 'present', how: 'paper', reason: '', seen: undefined },
  ])
})

test('the rest was present, but for whoever got a mark in the same form', () => {
  expect(parseForm(form('rest=yes&how=by%20magic&unmarked=a&unmarked=b&seen-a=&seen-b=&mark-b=late'), attendanceForm)).toEqual([
    { enrolmentId: 'b', mark: 'late', how: 'list', reason: '', seen: null },
    { enrolmentId: 'a', mark: 'present', how: 'list', seen: null, onlyIfNone: true },
  ])
  expect(parseForm(form('unmarked=a&seen-a='), attendanceForm)).toEqual([])
})

test('a class is not planned with another course than the one whose lessons the page showed', () => {
  const plan =
    'name=新班&courseSlug=tea&regionCode=422826100&place=村委会&attendanceRequired=80&day-new-1=2026-12-01&startsAt-new-1=09:00&topic-new-1=选品'
  const parse = (more: string) => parseForm(form(plan + more), cohortPlanForm(now))
  expect(parse('&shownCourse=tea')).toEqual(parse('')) // a page from before the field
  expect(parse('')).not.toHaveProperty('shownCourse')
  expect(() => parse('&shownCourse=potatoes')).toThrow(
    expect.objectContaining({ fields: { courseSlug: ['课程换了，下面的内容已经跟着换：请看过再点“建班”。'] } }),
  )
})

test('of a class’s plan a row without day and topic is no session, and one of the empty rows is a new one', () => {
  const plan =
    'name=+新班+&place=村委会&attendanceRequired=８０&instructor=one' +
    '&day-s1=2019-03-04&startsAt-s1=09:00&topic-s1=+认识网店+&place-s1=' +
    '&day-s2=&startsAt-s2=09:00&topic-s2=&place-s2=' +
    '&day-new-1=2019-03-05&startsAt-new-1=09:00&topic-new-1=选品&place-new-1=茶厂'
  expect(parseForm(form(plan), cohortChangeForm(now))).toEqual({
    name: '新班',
    place: '村委会',
    attendanceRequired: 80,
    instructors: ['one'],
    withoutInstructors: [],
    fitTier: false,
    sessions: [
      { id: 's1', row: 's1', day: '2019-03-04', startsAt: '09:00', topic: '认识网店', place: '' },
      { row: 'new-1', day: '2019-03-05', startsAt: '09:00', topic: '选品', place: '茶厂' },
    ],
  })
  expect(parseForm(form('name=x'), cohortChangeForm(now))).toEqual({
    name: 'x',
    place: '',
    attendanceRequired: Number.NaN,
    instructors: [],
    withoutInstructors: [],
    fitTier: false,
    sessions: [],
  })
})

test('slips are for whom was ticked, each with the reason beside it', () => {
  const { enrolmentIds, reasons } = parseForm(form('press=1&enrolment=a&enrolment=b&reason-a=丢了&reason-c=没有勾'), slipsForm)
  expect(enrolmentIds).toEqual(['a', 'b'])
  expect([...reasons]).toEqual([
    ['a', '丢了'],
    ['c', '没有勾'],
  ])
  expect(parseForm(form(''), slipsForm).enrolmentIds).toEqual([])
})

test('a field that came twice, or as a file, is refused in words that people know', () => {
  const files = new FormData()
  files.append('mark-a', new File(['x'], 'a.txt'))
  const refused = (entered: FormData | URLSearchParams) => {
    try {
      return parseForm(entered, attendanceForm)
    } catch (refusal) {
      return (refusal as Refusal).fields
    }
  }
  expect(refused(form('mark-a=late&mark-a=absent'))).toEqual({ 'mark-a': ['这一项填了几次，只能填一次。'] })
  expect(refused(files)).toEqual({ 'mark-a': ['这一项要填文字，不能放文件。'] })
})

const aPlan = 'name=茶叶班&courseSlug=tea&regionCode=422826100&place=村委会&attendanceRequired=75'

test('of a new class’s plan a proposed topic without a day is no session; days and times are understood as offices write them', () => {
  const rows =
    '&topic-new-lesson-1=认识网店&suggested-new-lesson-1=认识网店&day-new-lesson-1=&startsAt-new-lesson-1=09:00' +
    '&topic-new-lesson-2=选品&suggested-new-lesson-2=选品&day-new-lesson-2=２０２６年１１月２５日&startsAt-new-lesson-2=下午2点半' +
    '&day-new-1=&topic-new-1=自己写的'
  expect(parseForm(form(`${aPlan}&number=１２${rows}`), cohortPlanForm(now))).toMatchObject({
    number: 12,
    sessions: [
      { row: 'new-lesson-2', day: '2026-11-25', startsAt: '14:30', topic: '选品' },
      { row: 'new-1', day: '', topic: '自己写的' }, // refused at its row: it has no day
    ],
  })
})

test.each([
  ['2026年11月25日 上午9点 认识网店', { day: '2026-11-25', startsAt: '09:00', topic: '认识网店' }],
  ['2026-11-25 ９：００ 认识 网店', { day: '2026-11-25', startsAt: '09:00', topic: '认识 网店' }],
  ['2026.11.25（周三）下午2时30分，选品', { day: '2026-11-25', startsAt: '14:30', topic: '选品' }],
  ['2026.11.25 中午1点 拍照', { day: '2026-11-25', startsAt: '13:00', topic: '拍照' }],
  ['2026.11.25 中午11点半 拍照', { day: '2026-11-25', startsAt: '11:30', topic: '拍照' }],
  ['2026.11.25 中午12点 拍照', { day: '2026-11-25', startsAt: '12:00', topic: '拍照' }],
  ['2026.11.25 晚上7点 直播', { day: '2026-11-25', startsAt: '19:00', topic: '直播' }],
])('the pasted line %s is a session', (line, session) => {
  expect(parseForm(form(`${aPlan}&number=&timetable=${encodeURIComponent(line)}`), cohortPlanForm(now))).toMatchObject({
    sessions: [session],
  })
})

test('a pasted line that is not understood is named by its place, empty lines counted', () => {
  const timetable = encodeURIComponent('2026年11月25日 9:00 选品\n\n下周上课')
  expect(() => parseForm(form(`${aPlan}&timetable=${timetable}`), cohortPlanForm(now))).toThrowError(
    expect.objectContaining({ fields: { timetable: [expect.stringMatching(/^第 3 行“下周上课”/)] } }),
  )
})

test('a day without a year is in that of the system’s clock, in China', () => {
  const timetable = encodeURIComponent('11月26日 9:00 认识网店')
  const entered = form(`${aPlan}&day-new-1=11月25日&startsAt-new-1=9:00&topic-new-1=选品&timetable=${timetable}`)
  const daysAt = (now: string) => parseForm(entered, cohortPlanForm(new Date(now))).sessions.map(({ day }) => day)
  expect(daysAt('2019-03-04T09:00:00+08:00')).toEqual(['2019-11-25', '2019-11-26'])
  expect(daysAt('2021-01-01T07:00:00+08:00')).toEqual(['2021-11-25', '2021-11-26'])
})

test.each([
  ['a line that is no session', '&timetable=下周上课', 'timetable'],
  ['midnight, which is no noon', '&timetable=2026.11.25 晚上12点 直播', 'timetable'],
  ['a number of six digits', '&number=999999', 'number'],
])('%s is refused at its field', (_, entered, field) => {
  expect(() => parseForm(form(aPlan + entered), cohortPlanForm(now))).toThrowError(
    expect.objectContaining({ fields: { [field]: [expect.any(String)] } }),
  )
})

test('a name that nobody typed is told the one limit that there is', () => {
  const long = form(aPlan)
  for (const name of ['name', 'place']) long.set(name, '长'.repeat(3_000))
  expect(() => parseForm(long, cohortPlanForm(now))).toThrowError(
    expect.objectContaining({ fields: expect.objectContaining({ name: ['班名最多 40 字。'], place: ['上课地点最多 60 字。'] }) }),
  )
  const longer = form(aPlan)
  longer.set('name', '长'.repeat(101)) // passes to where it is told with whatever else is wrong
  expect(parseForm(longer, cohortPlanForm(now)).name).toHaveLength(101)
})
