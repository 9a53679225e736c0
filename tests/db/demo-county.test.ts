// The demo county's plan: every history that makes counting hard is in it, and nobody in it could exist.
import { expect, test } from 'vitest'
import { listChildren } from '#app/modules/regions/regions.server.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'
import { planCounty } from '#db/demo/county.ts'
import { checkCharacter } from '#db/demo/people.ts'

const villages = listChildren(loadProgramme(null).west.county, '2019-01-01').flatMap(({ code }) => listChildren(code, '2019-01-01'))
const county = planCounty(villages)
const completed = county.cohorts.flatMap(({ days, trainees }) =>
  trainees
    .filter(({ fate }) => fate === 'completes')
    .map(({ person }) => ({ person: county.persons.find(({ key }) => key === person)!, day: days.at(-1)! })),
)
const homeOn = ({ homes }: (typeof county.persons)[number], day: string) =>
  homes.find(({ from, to }) => from <= day && (to === undefined || day < to))!.value.household
const statusOn = (number: string, day: string) =>
  county.households
    .find((household) => household.number === number)!
    .status.find(({ from, to }) => from <= day && (to === undefined || day < to))!.value

test('the same villages and seed give the same county', () => {
  expect(planCounty(villages)).toEqual(county)
})

test('numbers are of sequence 000 with a right check character that is not 0, and everybody lives in a real village', () => {
  const codes = new Set(villages.map(({ code }) => code))
  for (const { idNumber, birthday, village } of county.persons) {
    expect(idNumber).toMatch(/^\d{14}000[1-9X]$/)
    expect(idNumber.slice(6, 14)).toBe(birthday.replaceAll('-', ''))
    expect(idNumber.at(-1)).toBe(checkCharacter(idNumber.slice(0, 17)))
    expect(codes.has(village)).toBe(true)
  }
  for (const field of ['name', 'idNumber'] as const)
    expect(new Set(county.persons.map((person) => person[field])).size).toBe(county.persons.length)
})

test('people in two cohorts, several of one household, one that split, one lifted between, one who failed, left, missed, married in', () => {
  const times = new Map<string, number>()
  for (const { person } of completed) times.set(person.key, (times.get(person.key) ?? 0) + 1)
  expect([...times.values()].filter((many) => many === 2).length).toBeGreaterThan(1)

  const members = new Map<string, Set<string>>()
  for (const { person, day } of completed) members.set(homeOn(person, day), (members.get(homeOn(person, day)) ?? new Set()).add(person.key))
  expect([...members.values()].filter((keys) => keys.size > 1)).toHaveLength(4)

  const split = completed.filter(
    ({ person, day }) => person.homes.length === 2 && person.homes[1]!.from <= day && statusOn(homeOn(person, day), day) === 'registered',
  )
  expect(split).toHaveLength(1)
  const old = split[0]!.person.homes[0]!.value.household
  expect(
    completed.some(
      ({ person, day }) => person !== split[0]!.person && homeOn(person, day) === old && day > split[0]!.person.homes[1]!.from,
    ),
  ).toBe(true)

  const lifted = county.households.filter(({ status }) =>
    status.some(({ value, from }) => value === 'lifted' && from > '2019-01-01' && from <= '2019-07-31'),
  )
  expect(lifted).toHaveLength(1)
  const days = completed
    .filter(({ person, day }) => homeOn(person, day) === lifted[0]!.number)
    .map(({ day }) => statusOn(lifted[0]!.number, day))
  expect(days.sort()).toEqual(['lifted', 'registered'])

  for (const fate of ['failsExam', 'leaves', 'misses'])
    expect(county.cohorts.flatMap(({ trainees }) => trainees).filter((trainee) => trainee.fate === fate)).toHaveLength(1)

  const married = completed.filter(
    ({ person, day }) =>
      person.homes.some(({ from, value }) => from > day && statusOn(value.household, from) !== 'none') &&
      statusOn(homeOn(person, day), day) === 'none',
  )
  expect(married).toHaveLength(1)
})

test('nobody of a registered poor household sits among the leadership', () => {
  const leaders = county.cohorts
    .filter(({ tier }) => tier === 'leadership')
    .flatMap(({ trainees, days }) =>
      trainees.map(({ person }) => ({ person: county.persons.find(({ key }) => key === person)!, day: days[0]! })),
    )
  expect(leaders.filter(({ person, day }) => statusOn(homeOn(person, day), day) !== 'none')).toEqual([])
})
