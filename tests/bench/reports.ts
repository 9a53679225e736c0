// The bench rows of the household report: how long the whole report takes, counted from the rows, not from a store.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { operatorViewer } from '#app/cli/answer.ts'
import { buildTerms } from '#app/modules/households/search-terms.server.ts'
import { openFigure, readHouseholdReport } from '#app/modules/reports/reports.server.ts'
import { openSite } from '#app/site.server.ts'
import type { Site } from '#app/site.ts'
import { listChildren } from '#app/modules/regions/regions.server.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'
import { startWorkflow } from '#app/workflow/kernel.server.ts'
import { cohortWorkflow } from '#app/modules/cohorts/cohorts.server.ts'
import { classSessions, cohorts, completions, enrolments } from '#db/schema/cohorts.ts'
import { courseVersions } from '#db/schema/courses.ts'
import { getPlaceRange } from '#db/search.ts'
import { households, memberships, persons, registrations } from '#db/schema/households.ts'
import { personSearches } from '#db/schema/search.ts'
import { workflows } from '#db/schema/workflow.ts'
import { sealPlace } from '#db/sealed.ts'
import { certificateRows, issueMany } from './certificates.ts'
import type { Row } from './exams.ts'
import { idOf, insertMany } from './fill.ts'
import { benchPeople } from './people.ts'
import { recordRows } from './record.ts'
import { median, timesOf } from './times.ts'

const { county } = loadProgramme(null).west

const early = new Date('2018-01-01')
const aCohortOf = 50
const attended = {
  attended: 1,
  sessions: 1,
  attendanceMetOn: '2019-01-15',
  examPassedOn: '2019-01-15',
  completedOn: '2019-01-15',
  reason: null,
}

const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗覃田向']
/** Invented: surnames as common as they are, given names of a thousand signs. */
export const nameOf = (number: number) =>
  surnames[(number * number) % 23]! + String.fromCodePoint(0x4e00 + ((number * 7919) % 997), 0x4e00 + ((number * 104_729) % 1009))
export const phoneOf = (number: number) => `199${String((number * 7919) % 100_000_000).padStart(8, '0')}`

/** A register of so many persons, three to a household, of whom the first so many completed a cohort in the period. */
export async function fill(site: Site, { people, completed }: { people: number; completed: number }) {
  const villages = listChildren(county, '2019-01-01').flatMap(({ code }) => listChildren(code, '2019-01-01'))
  const village = (household: number) => villages[household % villages.length]!.code
  const { keys } = site
  await insertMany(site, { why: 'bench register', to: people }, async (tx, numbers) => {
    const heads = numbers.filter((number) => number % 3 === 0)
    await tx.insert(households).values(
      heads.map((number) => ({
        id: idOf('h', number / 3),
        number: `B${number / 3}`,
        countyCode: county,
        regionCode: village(number / 3),
        knownAt: early,
      })),
    )
    await tx.insert(registrations).values(
      heads.map((number) => ({
        id: idOf('r', number / 3),
        householdId: idOf('h', number / 3),
        status: number % 2 ? ('registered' as const) : ('none' as const),
        from: '2014-01-01',
        knownAt: early,
      })),
    )
    const phones = numbers.map(phoneOf)
    await tx.insert(persons).values(
      numbers.map((number, at) => ({
        id: idOf('p', number),
        name: nameOf(number),
        sex: 'female' as const,
        birthday: '1970-01-01',
        phoneSealed: keys.seal(phones[at]!, sealPlace.phoneOfPerson(idOf('p', number))),
        phoneFingerprint: `${phones[at]} ${number}`,
        regionCode: village(Math.floor(number / 3)),
        knownAt: early,
      })),
    )
    const places = numbers.map((number, at) => ({
      place: getPlaceRange(village(Math.floor(number / 3))).from + BigInt(number + 1),
      personId: idOf('p', number),
      terms: buildTerms(keys, { names: [nameOf(number)], phone: phones[at]!, idNumber: null }),
    }))
    places.sort((one, other) => (one.place < other.place ? -1 : 1))
    await tx.insert(personSearches).values(places.map(({ place, ...row }) => ({ ...row, place: sql`${place}` })))
    await tx.insert(memberships).values(
      numbers.map((number) => ({
        id: idOf('m', number),
        personId: idOf('p', number),
        householdId: idOf('h', Math.floor(number / 3)),
        relation: '户主',
        from: '2014-01-01',
        knownAt: early,
      })),
    )
  })
  await site.write('operator', 'bench cohorts', async (tx) => {
    await tx
      .insert(courseVersions)
      .values({ id: 'v', courseSlug: 'c', title: '课', tier: 'entrepreneur', contentHash: 'v', content: {}, publishedAt: early })
    for (let number = 0; number < completed / aCohortOf; number++) {
      const day = `2019-0${1 + (number % 7)}-15`
      await startWorkflow(tx, cohortWorkflow, { id: idOf('c', number) })
      await tx.insert(cohorts).values({
        id: idOf('c', number),
        number: number + 1,
        name: '班',
        tier: 'entrepreneur',
        courseVersionId: 'v',
        countyCode: county,
        regionCode: county,
        place: '',
        startsOn: day,
        endsOn: day,
        attendanceRequired: 60,
      })
      await tx
        .insert(classSessions)
        .values({ id: idOf('s', number), cohortId: idOf('c', number), day, startsAt: '09:00', topic: '', place: '' })
    }
    await tx.update(workflows).set({ state: 'completed', value: 'completed' })
  })
  await complete(site, {
    from: 0,
    to: completed,
    cohorts: Math.ceil(completed / aCohortOf),
    day: (cohort) => `2019-0${1 + (cohort % 7)}-15`,
  })
}

/** These persons completed one of so many cohorts, each cohort's on its day. */
async function complete(
  site: Site,
  { from, to, cohorts: many, day }: { from: number; to: number; cohorts: number; day: (cohort: number) => string },
) {
  await insertMany(site, { why: 'bench completions', from, to }, async (tx, numbers) => {
    const cohort = (number: number) => Math.floor(number / aCohortOf) % many
    await tx.insert(workflows).values(
      numbers.map((number) => ({
        id: idOf('e', number),
        kind: 'enrolment',
        value: 'completed',
        state: 'completed',
        context: attended,
        version: 0,
        begunAt: early,
        movedAt: early,
      })),
    )
    await tx.insert(enrolments).values(
      numbers.map((number) => ({
        id: idOf('e', number),
        cohortId: idOf('c', cohort(number)),
        personId: idOf('p', number),
        enrolledAt: early,
      })),
    )
    await tx.insert(completions).values(
      numbers.map((number) => ({
        id: idOf('x', number),
        enrolmentId: idOf('e', number),
        personId: idOf('p', number),
        cohortId: idOf('c', cohort(number)),
        day: day(cohort(number)),
        knownAt: early,
      })),
    )
  })
}

/** Everybody else completed too, outside of the period that is measured. */
const completeMore = (site: Site, { people, from }: { people: number; from: number }) =>
  complete(site, { from, to: people, cohorts: from / aCohortOf, day: () => '2018-06-15' })

export const period = { from: '2019-01-01', to: '2019-07-31', region: county }

/** The median of three, in seconds. */
const timed = async (work: () => Promise<unknown>) => median(await timesOf(3, work)) / 1000

/** The report, and the drill-down into one township, over registers of two sizes; on the larger one what else a large register must bear. */
export async function benchReports({ sizes = [100_000, 1_000_000], completed = 100_000, alreadyIn = '' } = {}): Promise<Row[]> {
  const rows: Row[] = []
  for (const people of sizes) {
    const dataFolder = alreadyIn || mkdtempSync(join(tmpdir(), 'tidui-bench-'))
    const site = openSite({ dataFolder })
    try {
      if (!alreadyIn) await fill(site, { people, completed })
      const budget = people > 100_000 ? 0.5 : 0.2
      const whole = await timed(() => readHouseholdReport(site, operatorViewer, period))
      rows.push({
        what: `household report, ${people.toLocaleString('en')} persons, ${completed.toLocaleString('en')} of them completed in the period`,
        figure: `${whole.toFixed(2)} s`,
        budget: `≤ ${budget} s`,
        ok: whole <= budget,
      })
      const opened = await timed(() => openFigure(site, operatorViewer, { ...period, region: '422826105', figure: 'registeredPersons' }))
      rows.push({
        what: `drill-down into a township, ${people.toLocaleString('en')} persons`,
        figure: `${opened.toFixed(2)} s`,
        budget: '≤ 0.2 s',
        ok: opened <= 0.2,
      })
      if (people === sizes.at(-1)) {
        if (!alreadyIn) {
          await completeMore(site, { people, from: completed })
          await issueMany(site, { people, cohorts: completed / aCohortOf, aCohortOf })
        }
        rows.push(...(await certificateRows(site)))
        rows.push(...(await benchPeople(site, { people, completed: await site.read.$count(completions) })))
      }
    } finally {
      await site.close()
      if (!alreadyIn) rmSync(dataFolder, { recursive: true, force: true })
    }
  }
  return rows
}

if (process.argv[1]?.endsWith('bench/reports.ts')) {
  const [people = '100000', completed = '100000', alreadyIn] = process.argv.slice(2)
  const rows = await benchReports({ sizes: [Number(people)], completed: Number(completed), alreadyIn })
  for (const row of rows) console.log(row)
  recordRows(rows)
  process.exit(0)
}
