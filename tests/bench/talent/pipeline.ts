// The bench rows of the pipeline: a million persons in 300,000 households, of whom 100,000 were in 2,000 classes.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays, addMonthsToDay, startOfDay, toDay } from '#app/calendar.ts'
import { operatorViewer } from '#app/cli/answer.ts'
import { listChildren } from '#app/modules/regions/regions.server.ts'
import type { StageListQuery } from '#app/modules/talent/pipeline-filter.ts'
import { countStages, listAtStage, readPipeline, readPipelineSummary, rebuildStages } from '#app/modules/talent/talent.server.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'
import { openSite } from '#app/site.server.ts'
import type { Site, Tx } from '#app/site.ts'
import { certificates } from '#db/schema/certificates.ts'
import { cohorts, completions, enrolments } from '#db/schema/cohorts.ts'
import { courseVersions } from '#db/schema/courses.ts'
import { households, memberships, persons, registrations } from '#db/schema/households.ts'
import { workflowEvents, workflows } from '#db/schema/workflow.ts'
import type { Row } from '../exams.ts'
import { idOf, insertMany } from '../fill.ts'
import { recordRows } from '../record.ts'
import { nameOf } from '../reports.ts'
import { median, timesOf, waitDuring } from '../times.ts'

const { county } = loadProgramme(null).west
const early = new Date('2018-01-01')
const aCohortOf = 50
const tiers = ['leadership', 'township', 'entrepreneur'] as const

interface Size {
  people: number
  homes: number
  classes: number
}

async function fillRegister(site: Site, { people, homes }: Size) {
  const villages = listChildren(county, '2019-01-01').flatMap(({ code }) => listChildren(code, '2019-01-01'))
  const village = (home: number) => villages[home % villages.length]!.code
  await insertMany(site, { why: 'bench households', to: homes }, async (tx, numbers) => {
    await tx.insert(households).values(
      numbers.map((number) => ({
        id: idOf('h', number),
        number: `B${number}`,
        countyCode: county,
        regionCode: village(number),
        knownAt: early,
      })),
    )
    await tx.insert(registrations).values(
      numbers.map((number) => ({
        id: idOf('r', number),
        householdId: idOf('h', number),
        status: number % 3 === 0 ? ('registered' as const) : number % 97 === 0 ? ('returned' as const) : ('none' as const),
        from: '2014-01-01',
        knownAt: early,
      })),
    )
  })
  await insertMany(site, { why: 'bench persons', to: people }, async (tx, numbers) => {
    await tx.insert(persons).values(
      numbers.map((number) => ({
        id: idOf('p', number),
        name: nameOf(number),
        sex: number % 2 ? ('female' as const) : ('male' as const),
        birthday: `${1940 + ((number * 7) % 65)}-05-01`,
        regionCode: village(number % homes),
        knownAt: early,
      })),
    )
    await tx.insert(memberships).values(
      numbers.map((number) => ({
        id: idOf('m', number),
        personId: idOf('p', number),
        householdId: idOf('h', number % homes),
        relation: '户主',
        from: '2014-01-01',
        knownAt: early,
      })),
    )
  })
}

/** The class of a number begins on this day: over the last six years. */
const dayOf = (cohort: number, classes: number, today: string) => addDays(today, -30 - Math.floor((cohort * 2000) / classes))

/** Life cycles with their histories, all rows at once. */
async function insertHistories(tx: Tx, kind: string, rows: readonly { id: string; states: readonly { to: string; at: Date }[] }[]) {
  await tx.insert(workflows).values(
    rows.map(({ id, states }) => ({
      id,
      kind,
      value: states.at(-1)!.to,
      state: states.at(-1)!.to,
      context: {},
      version: states.length - 1,
      begunAt: states[0]!.at,
      movedAt: states.at(-1)!.at,
    })),
  )
  await tx.insert(workflowEvents).values(
    rows.flatMap(({ id, states }) =>
      states.map(({ to, at }, version) => ({
        workflowId: id,
        version,
        type: version === 0 ? 'begin' : 'GO',
        event: { type: 'GO' },
        from: states[version - 1]?.to ?? '',
        to,
        actor: 'operator',
        why: 'bench',
        at,
      })),
    ),
  )
}

async function fillClasses(site: Site, { classes }: Size) {
  const today = toDay(site.now())
  await site.write('operator', 'bench course', async (tx) => {
    await tx
      .insert(courseVersions)
      .values({ id: 'v', courseSlug: 'c', title: '课', tier: 'entrepreneur', contentHash: 'v', content: {}, publishedAt: early })
  })
  await insertMany(site, { why: 'bench cohorts', to: classes }, async (tx, numbers) => {
    await insertHistories(
      tx,
      'cohort',
      numbers.map((number) => ({ id: idOf('c', number), states: [{ to: 'completed', at: early }] })),
    )
    await tx.insert(cohorts).values(
      numbers.map((number) => ({
        id: idOf('c', number),
        number: number + 1,
        name: '班',
        tier: tiers[number % 3]!,
        courseVersionId: 'v',
        countyCode: county,
        regionCode: county,
        place: '',
        startsOn: dayOf(number, classes, today),
        endsOn: addDays(dayOf(number, classes, today), 20),
        attendanceRequired: 60,
      })),
    )
  })
  await insertMany(site, { why: 'bench classes', to: classes * aCohortOf }, async (tx, numbers) => {
    const moment = (number: number, after: number) =>
      new Date(startOfDay(addDays(dayOf(Math.floor(number / aCohortOf), classes, today), after)).getTime() + 3_600_000)
    const fails = (number: number) => number % 10 === 0
    await insertHistories(
      tx,
      'enrolment',
      numbers.map((number) => ({
        id: idOf('e', number),
        states: [
          { to: 'enrolled', at: moment(number, -10 - (number % 7)) },
          { to: 'studying', at: moment(number, 0) },
          { to: fails(number) ? 'failed' : 'completed', at: moment(number, 20) },
        ],
      })),
    )
    const done = numbers.filter((number) => !fails(number))
    const [cohortId, personId] = [(number: number) => idOf('c', Math.floor(number / aCohortOf)), (number: number) => idOf('p', number * 9)]
    await tx.insert(enrolments).values(
      numbers.map((number) => ({
        id: idOf('e', number),
        cohortId: cohortId(number),
        personId: personId(number),
        enrolledAt: moment(number, -10 - (number % 7)),
      })),
    )
    await tx.insert(completions).values(
      done.map((number) => ({
        id: idOf('x', number),
        enrolmentId: idOf('e', number),
        personId: personId(number),
        cohortId: cohortId(number),
        day: toDay(moment(number, 20)),
        knownAt: moment(number, 20),
      })),
    )
    await insertHistories(
      tx,
      'certificate',
      done.map((number) => ({ id: idOf('z', number), states: [{ to: 'valid', at: moment(number, 22) }] })),
    )
    await tx.insert(certificates).values(
      done.map((number) => ({
        id: idOf('z', number),
        code: idOf('z', number),
        number: idOf('z', number),
        enrolmentId: idOf('e', number),
        personId: personId(number),
        cohortId: cohortId(number),
        issuedOn: toDay(moment(number, 22)),
        content: {},
        issuedAt: moment(number, 22),
      })),
    )
  })
}

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(2)

/** Fills a register and measures all of the pipeline over it. */
export async function benchPipeline(size: Size = { people: 1_000_000, homes: 300_000, classes: 2000 }): Promise<Row[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tidui-bench-'))
  const site = openSite({ dataFolder })
  const rows: Row[] = []
  try {
    await fillRegister(site, size)
    await fillClasses(site, size)
    const about = `${size.people.toLocaleString('en')} persons, ${size.classes.toLocaleString('en')} classes`
    const row = (what: string, milliseconds: number, budget: number) =>
      rows.push({
        what: `pipeline, ${about}: ${what}`,
        figure: `${seconds(milliseconds)} s`,
        budget: `≤ ${budget} s`,
        ok: milliseconds <= budget * 1000,
      })
    const wait = (what: string, longest: number) =>
      rows.push({
        what: `others' wait during ${what} of the pipeline`,
        figure: `${longest.toFixed(0)} ms`,
        budget: '≤ 50 ms',
        ok: longest <= 50,
      })

    const rebuilt = await waitDuring(() => rebuildStages(site))
    row('everybody computed for the first time', rebuilt.took, 60)
    wait('a rebuild', rebuilt.longest)

    const on = toDay(site.now())
    const query: StageListQuery = { on, since: addMonthsToDay(on, -1), region: county }
    const past = { ...query, on: addDays(on, -400), since: addMonthsToDay(addDays(on, -400), -1) }
    const works: Record<string, readonly [budget: number, work: () => Promise<unknown>]> = {
      'the stages today': [0.3, () => countStages(site.read, query)],
      'the stages of a day two years ago, women of forty, registered poor': [
        0.3,
        () => countStages(site.read, { ...query, on: addDays(on, -700), sex: 'female', age: '40s', registration: 'poor' }),
      ],
      'the whole page': [0.3, () => readPipeline(site, operatorViewer, query)],
      'the whole page of an earlier day': [0.3, () => readPipeline(site, operatorViewer, past)],
      'on the home': [0.2, () => readPipelineSummary(site, operatorViewer)],
      'drill-down into 摸底': [0.2, () => listAtStage(site, operatorViewer, { ...query, stage: 'identified' }, { page: 1 })],
      'drill-down into 摸底, the last page': [
        0.2,
        () => listAtStage(site, operatorViewer, { ...query, stage: 'identified' }, { page: 1, last: true }),
      ],
      'drill-down into 持证, relapsed': [
        0.2,
        () => listAtStage(site, operatorViewer, { ...query, stage: 'certified', registration: 'returned' }, { page: 1 }),
      ],
      'drill-down into those who came from 在训 to 持证': [
        0.2,
        () => listAtStage(site, operatorViewer, { ...query, stage: 'certified', was: 'training' }, { page: 1 }),
      ],
    }
    for (const [what, [budget, work]] of Object.entries(works)) row(what, median(await timesOf(5, work)), budget)
    wait('the whole page', (await waitDuring(() => readPipeline(site, operatorViewer, query))).longest)
    const again = await waitDuring(() => rebuildStages(site))
    row('everybody computed again, nothing changed', again.took, 60)
  } finally {
    await site.close()
    rmSync(dataFolder, { recursive: true, force: true })
  }
  return rows
}

if (process.argv[1]?.endsWith('talent/pipeline.ts')) {
  const [people = '1000000', homes = '300000', classes = '2000'] = process.argv.slice(2)
  const rows = await benchPipeline({ people: Number(people), homes: Number(homes), classes: Number(classes) })
  for (const row of rows) console.log(row)
  if (people === '1000000') recordRows(rows)
  process.exit(0)
}
