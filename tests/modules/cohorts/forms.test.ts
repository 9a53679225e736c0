// What the forms of a class say once they are read: rows of trainees and sessions.
import { expect, test } from 'vitest'
import { parseForm } from '#app/http/bodies/forms.server.ts'
import { attendanceForm } from '#app/modules/cohorts/attendance-form.ts'
import { cohortChangeForm } from '#app/modules/cohorts/cohort-change-form.ts'
import { slipsForm } from '#app/modules/cohorts/slips-form.ts'
import type { Refusal } from '#app/refusal.ts'

const form = (text: string) => new URLSearchParams(text)

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

test('of a class’s plan a row without day and topic is no session, and one of the empty rows is a new one', () => {
  const plan =
    'name=+新班+&place=村委会&attendanceRequired=８０&instructor=one' +
    '&day-s1=2019-03-04&startsAt-s1=09:00&topic-s1=+认识网店+&place-s1=' +
    '&day-s2=&startsAt-s2=09:00&topic-s2=&place-s2=' +
    '&day-new-1=2019-03-05&startsAt-new-1=09:00&topic-new-1=选品&place-new-1=茶厂'
  expect(parseForm(form(plan), cohortChangeForm)).toEqual({
    name: '新班',
    place: '村委会',
    attendanceRequired: 80,
    instructors: ['one'],
    sessions: [
      { id: 's1', day: '2019-03-04', startsAt: '09:00', topic: '认识网店', place: '' },
      { day: '2019-03-05', startsAt: '09:00', topic: '选品', place: '茶厂' },
    ],
  })
  expect(parseForm(form('name=x'), cohortChangeForm)).toEqual({
    name: 'x',
    place: '',
    attendanceRequired: Number.NaN,
    instructors: [],
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
