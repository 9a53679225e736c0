// A form that takes many takes as many as its domain allows: 2,000 people of a class, 2,000 shops of a round, all rows of a plan. Its
// address must let them all through.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { limitFor } from '#app/http/bodies/body-limits.ts'
import { readForm, readFormData } from '#app/http/bodies/forms.server.ts'
import { accountImportForm, maxListedAccounts } from '#app/modules/accounts/imports/account-import-form.ts'
import { attendanceForm } from '#app/modules/cohorts/forms/attendance-form.ts'
import { cohortChangeForm } from '#app/modules/cohorts/forms/cohort-change-form.ts'
import { cohortEndForm } from '#app/modules/cohorts/forms/cohort-end-form.ts'
import { cohortPlanForm } from '#app/modules/cohorts/forms/cohort-plan-form.ts'
import { traineeStepForm } from '#app/modules/cohorts/forms/trainee-step-form.ts'
import { slipsForm } from '#app/modules/cohorts/forms/slips-form.ts'
import { planLimits } from '#app/modules/cohorts/plan/plan-faults.ts'
import { assignForm, maxAssigned } from '#app/modules/follow-ups/desk-form.ts'
import { maxGoals } from '#app/modules/pairings/plan/plan.ts'
import { templateForm } from '#app/modules/pairings/plan/template-form.ts'
import { acceptForm } from '#app/modules/rounds/matching-forms.ts'
import { wishesForm } from '#app/modules/rounds/wishes-form.ts'
import { skills } from '#app/modules/shops/shop.ts'
import { newId } from '#db/id.ts'

type Fields = [name: string, value: string][]

const peopleOfAClass = 2_000
const shopsOfARound = 2_000

const many = (most: number, fieldsOf: (id: string, place: number) => Fields): Fields =>
  Array.from({ length: most }, (_, place) => fieldsOf(newId(), place)).flat()
const words = (most: number) => '课'.repeat(most)
const why: Fields = [['reason', words(200)]]

/** The sessions of a plan, each as long as a plan may say it. */
const sessions = many(planLimits.sessions, (row) => [
  [`day-${row}`, '2019-03-05'],
  [`startsAt-${row}`, '09:00'],
  [`topic-${row}`, words(planLimits.topic)],
  [`place-${row}`, words(planLimits.place)],
  [`suggested-${row}`, words(planLimits.topic)],
])
const plan: Fields = [
  ['name', words(planLimits.name)],
  ['place', words(planLimits.place)],
  ['courseSlug', 'first-shop'],
  ['regionCode', '422826105'],
  ['attendanceRequired', '80'],
  ['timetable', ''],
  ...many(planLimits.instructors, (id) => [['instructors', id]]),
]

interface LargeForm {
  path: string
  /** Where its schema is. */
  file: string
  schema: z.ZodType
  fields: Fields
}

const largeForms: LargeForm[] = [
  {
    path: '/desk/cohorts/k2/steps/close',
    file: 'cohorts/forms/cohort-end-form.ts',
    schema: cohortEndForm,
    fields: [['do', 'SKIP_EXAM'], ...why, ...many(peopleOfAClass, (id) => [['enrolment', id]])],
  },
  {
    path: '/desk/cohorts/k2/trainees/step',
    file: 'cohorts/forms/trainee-step-form.ts',
    schema: traineeStepForm,
    fields: [['do', 'LEAVE'], ...why, ...many(peopleOfAClass, (id) => [['enrolment', id]])],
  },
  {
    path: '/desk/cohorts/k2/slips',
    file: 'cohorts/forms/slips-form.ts',
    schema: slipsForm,
    fields: many(peopleOfAClass, (id) => [
      ['enrolment', id],
      [`reason-${id}`, '忘了密码'],
    ]),
  },
  {
    path: '/desk/cohorts/k2/sessions/k2',
    file: 'cohorts/forms/attendance-form.ts',
    schema: attendanceForm,
    fields: many(peopleOfAClass, (id) => [
      [`mark-${id}`, 'present'],
      [`reason-${id}`, '看错了'],
      [`seen-${id}`, 'absent'],
      ['unmarked', id],
    ]),
  },
  { path: '/desk/cohorts/new', file: 'cohorts/forms/session-rows.ts', schema: cohortPlanForm(new Date()), fields: [...plan, ...sessions] },
  {
    path: '/desk/cohorts/k2/plan',
    file: 'cohorts/forms/session-rows.ts',
    schema: cohortChangeForm(new Date()),
    fields: [...plan, ...sessions],
  },
  {
    path: '/desk/plan-template',
    file: 'pairings/plan/template-form.ts',
    schema: templateForm,
    fields: many(maxGoals, (goal, place) => [
      ['goal', goal],
      [`title-${place}`, words(60)],
      [`after-${place}`, '30'],
      [`proof-${place}`, 'link'],
      ...Object.keys(skills).map((skill): Fields[number] => [`needs-${place}`, skill]),
    ]),
  },
  {
    path: '/wishes/k2/k2',
    file: 'rounds/wishes-form.ts',
    schema: wishesForm,
    fields: many(shopsOfARound, (id) => [[`choice-${id}`, 'never']]),
  },
  {
    path: '/desk/rounds/k2/matching',
    file: 'rounds/matching-forms.ts',
    schema: acceptForm,
    fields: [
      ['version', '3'],
      ['expected', Array.from({ length: shopsOfARound }, () => `${newId()}/${newId()}`).join(' ')],
    ],
  },
  {
    path: '/desk/follow-ups',
    file: 'follow-ups/desk-form.ts',
    schema: assignForm,
    fields: [['to', newId()], ...many(maxAssigned, (id) => [['followUp', id]])],
  },
  {
    path: '/desk/accounts/import',
    file: 'accounts/imports/account-import-form.ts',
    schema: accountImportForm,
    fields: many(maxListedAccounts, (_, row) =>
      ['line', 'name', 'phone', 'role', 'place', 'why'].map((cell): Fields[number] => [`${cell}-${row}`, words(20)]),
    ),
  },
]

const post = (path: string, fields: Fields) => new Request(`http://localhost${path}`, { method: 'POST', body: new URLSearchParams(fields) })

test.each(largeForms)('$path takes its largest form', async ({ path, schema, fields }) => {
  expect(new URLSearchParams(fields).toString().length).toBeLessThanOrEqual(limitFor(path).kind.bytes)
  await expect(readForm(post(path, fields), schema)).resolves.toBeDefined()
})

test.each(['/desk/rounds', '/desk/shops/slips'])('%s takes two thousand ticked shops with what was chosen about them', async (path) => {
  const fields = many(shopsOfARound, (id) => [['shop', id]])
  expect(new URLSearchParams(fields).toString().length).toBeLessThanOrEqual(limitFor(path).kind.bytes)
  expect((await readFormData(post(path, fields))).getAll('shop')).toHaveLength(shopsOfARound)
})

test('every form with a list of more than a hundred is among those that are sent here at their largest', () => {
  const listed = new Set(largeForms.map(({ file }) => file))
  const small = new Set(['studio/studio-form.ts']) // short names of at most 200 lessons
  const forms = readdirSync('app/modules', { recursive: true, encoding: 'utf8' }).filter((path) => /-(form|forms|rows)\.ts$/.test(path))
  const takesMany = (path: string) =>
    [...readFileSync(`app/modules/${path}`, 'utf8').matchAll(/(?:severalOf|listOf)\([^]*?,\s*([\w.]+),?\s*\)/g)].some(
      ([, most = '']) => !(Number(most.replaceAll('_', '')) <= 100),
    )
  const found = forms.filter(takesMany)
  expect(found.filter((path) => !listed.has(path) && !small.has(path))).toEqual([])
  expect(found.length).toBeGreaterThan(7)
})
