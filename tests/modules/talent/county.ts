// Counties for counting the pipeline: people with all the awkward cases, set down directly, as other domains would leave them. From a seed.
import { eq } from 'drizzle-orm'
import { createActor } from 'xstate'
import { addDays, startOfDay, toDay } from '#app/calendar.ts'
import { pairingMachine } from '#app/modules/pairings/pairing.machine.ts'
import type { Tx } from '#app/site.ts'
import { accounts } from '#db/schema/accounts.ts'
import { certificates } from '#db/schema/certificates.ts'
import { cohorts, completions, enrolments } from '#db/schema/cohorts.ts'
import { courseVersions } from '#db/schema/courses.ts'
import { households, memberships, persons, registrations, residences } from '#db/schema/households.ts'
import { pairings } from '#db/schema/pairings.ts'
import { pairingRounds } from '#db/schema/rounds.ts'
import { shopResults } from '#db/schema/shop-files.ts'
import { shopPeople, shops } from '#db/schema/shops.ts'
import { workflowEvents, workflows } from '#db/schema/workflow.ts'
import type { TestSite } from '#tests/support/site.ts'

/** Numbers from a seed: the same again for the same seed. */
export function fromSeed(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (most: number) => Math.floor(next() * most)
  return {
    below,
    chance: (share: number) => next() < share,
    one: <T>(from: readonly T[]): T => from[below(from.length)]!,
    day: (from = 0, days = 700) => addDays('2018-01-01', from + below(days)),
    moment: (day: string) => new Date(startOfDay(day).getTime() + below(86_400) * 1000),
  }
}
export type Seeded = ReturnType<typeof fromSeed>

export const villages = ['422826100201', '422826100202', '422826101201', '422826102']
const tiers = ['leadership', 'township', 'entrepreneur'] as const
const statuses = ['none', 'registered', 'lifted', 'returned'] as const

/** A life cycle with its history: each state from its moment on. */
async function aHistory(tx: Tx, { id, kind, states }: { id: string; kind: string; states: readonly { to: string; at: Date }[] }) {
  const last = states.at(-1)!
  await tx.insert(workflows).values({
    id,
    kind,
    value: last.to,
    state: last.to,
    context: kind === 'pairing' ? { ...pairingContext } : {},
    version: states.length - 1,
    begunAt: states[0]!.at,
    movedAt: last.at,
  })
  for (const [version, { to, at }] of states.entries())
    await tx.insert(workflowEvents).values({
      workflowId: id,
      version,
      type: version === 0 ? 'begin' : 'GO',
      event: { type: 'GO' },
      from: version === 0 ? '' : states[version - 1]!.to,
      to,
      actor: 'operator',
      why: 'given',
      at,
    })
}

/** As of a pairing in which the two were in touch: completed means completed. */
const pairingContext = {
  ...createActor(pairingMachine, { input: { at: '2018-01-01T00:00:00.000Z', answerUntil: '2018-01-01T00:00:00.000Z' } }).getSnapshot()
    .context,
  contacts: 3,
}

/** States one after the other, at later and later moments. */
function inTurn(random: Seeded, first: string, states: readonly string[]) {
  let day = first
  const moments = states.map((_, place) => {
    if (place > 0) day = addDays(day, random.one([0, 0, 1, 9, 40]))
    return random.moment(day)
  })
  moments.sort((one, other) => one.getTime() - other.getTime())
  return states.map((to, place) => ({ to, at: moments[place]! }))
}

const enrolmentWays = [
  ['enrolled'],
  ['enrolled', 'studying'],
  ['enrolled', 'left'],
  ['enrolled', 'studying', 'left', 'studying', 'completed'],
  ['enrolled', 'studying', 'completed'],
  ['enrolled', 'studying', 'completed', 'studying', 'completed'],
  ['enrolled', 'studying', 'notSitting', 'failed'],
  ['enrolled', 'dismissed'],
  ['enrolled', 'studying', 'dismissed', 'studying'],
  ['enrolled', 'studying', 'failed', 'studying', 'completed'],
]
const pairingWays = [
  ['proposed'],
  ['proposed', 'declined'],
  ['proposed', 'alive.active.onTrack', 'evaluating', 'completed'],
  ['proposed', 'alive.active.onTrack', 'alive.active.nudged', 'dissolved'],
  ['proposed', 'alive.active.onTrack', 'paused', 'alive.active.onTrack'],
]

/** Two clocks: known on a day, and perhaps no longer believed from a later one. */
function clocks(random: Seeded, day: string) {
  const knownAt = random.moment(addDays(day, random.one([0, 0, 3, 60])))
  return {
    knownAt,
    supersededAt: random.chance(0.25) ? new Date(knownAt.getTime() + random.one([1000, 86_400_000, 86_400_000 * 90])) : null,
  }
}

/** Fills a site from a seed; returns the persons. */
export async function aTalentCounty(site: TestSite, seed: number, { people = 12 } = {}): Promise<string[]> {
  const random = fromSeed(seed)
  let number = 0
  const id = (kind: string) => `${kind}-${String(++number).padStart(5, '0')}`
  const put = (work: (tx: Tx) => Promise<unknown>) => site.write('operator', 'given', async (tx) => void (await work(tx)))
  const long = new Date('2017-12-01')
  const personIds: string[] = []
  await put(async (tx) => {
    await tx
      .insert(courseVersions)
      .values({ id: 'v', courseSlug: 'c', title: '课', tier: 'entrepreneur', contentHash: 'v', content: {}, publishedAt: long })
    await aHistory(tx, { id: 'round', kind: 'round', states: [{ to: 'closed', at: long }] })
    await tx.insert(pairingRounds).values({ id: 'round', name: '一批', weights: {}, seed: 1, leastScore: 0 })
    const classes = tiers.map((tier, place) => ({ id: `c${place}`, tier }))
    for (const [place, one] of classes.entries()) {
      await aHistory(tx, { id: one.id, kind: 'cohort', states: [{ to: 'completed', at: long }] })
      await tx.insert(cohorts).values({
        id: one.id,
        number: place + 1,
        name: '班',
        tier: one.tier,
        courseVersionId: 'v',
        countyCode: '422826',
        regionCode: '422826100',
        place: '',
        startsOn: '2018-02-01',
        endsOn: '2018-03-01',
        attendanceRequired: 80,
      })
    }
    const homes = Array.from({ length: 6 }, () => id('h'))
    for (const home of homes) {
      await tx.insert(households).values({ id: home, number: home, countyCode: '422826', regionCode: random.one(villages), knownAt: long })
      for (let spells = random.below(4); spells > 0; spells--) {
        const from = random.day()
        const to = random.chance(0.5) ? addDays(from, 1 + random.below(200)) : null
        const dates = clocks(random, from)
        if (to === null && dates.supersededAt === null) dates.supersededAt = new Date(dates.knownAt.getTime() + 1000)
        await tx.insert(registrations).values({ id: id('r'), householdId: home, status: random.one(statuses), from, to, ...dates })
      }
      if (random.chance(0.7))
        await tx
          .insert(registrations)
          .values({ id: id('r'), householdId: home, status: random.one(statuses), from: '2014-01-01', knownAt: long, supersededAt: null })
      if (random.chance(0.3)) {
        const moved = random.day()
        const place = { subjectId: home, knownAt: long, supersededAt: null }
        await tx.insert(residences).values({ id: id('w'), ...place, regionCode: random.one(villages), from: '0001-01-01', to: moved })
        await tx.insert(residences).values({ id: id('w'), ...place, regionCode: random.one(villages), from: moved, to: null })
      }
    }
    const shopIds = ['s1', 's2', 'east']
    for (const shop of shopIds) {
      await tx.insert(accounts).values({ id: `a-${shop}`, name: shop, secretKind: 'pin', createdAt: long })
      await tx.insert(shops).values({
        id: shop,
        side: shop === 'east' ? 'east' : 'west',
        name: shop,
        ownerAccountId: `a-${shop}`,
        regionCode: '422826100',
        platforms: [],
        categories: [],
        band: 0,
        staff: 1,
        needs: [],
        ships: [],
        willHelp: 1,
        teaches: [],
        handles: [],
        buys: [],
        knownAt: long,
      })
    }
    for (const shop of ['s1', 's2'])
      for (let some = random.below(3); some > 0; some--) {
        const pairing = id('pr')
        await aHistory(tx, { id: pairing, kind: 'pairing', states: inTurn(random, random.day(), random.one(pairingWays)) })
        await tx
          .insert(pairings)
          .values({ id: pairing, roundId: 'round', westShopId: shop, eastShopId: 'east', pinned: false, why: '', proposedAt: long })
      }
    for (const shop of ['s1', 's2'])
      for (let months = random.below(12); months > 0; months--) {
        const month = random.day().slice(0, 7)
        const dates = clocks(random, `${month}-20`)
        dates.supersededAt ??= random.chance(0.8) ? null : new Date(dates.knownAt.getTime() + 1000)
        await tx
          .insert(shopResults)
          .values({
            id: id('m'),
            shopId: shop,
            month,
            sales: random.one([0, 100, 5000]),
            orders: 1,
            employed: 1,
            employedRegistered: 0,
            boughtByEast: 0,
            source: 'told',
            by: 'operator',
            ...dates,
          })
          .onConflictDoNothing()
      }
    for (let nth = 0; nth < people; nth++) {
      const personId = id('p')
      personIds.push(personId)
      const known = random.one([long, random.moment(random.day(0, 300))])
      await tx.insert(persons).values({
        id: personId,
        name: `人${nth}`,
        sex: random.one(['female', 'male']),
        birthday: `${1950 + random.below(50)}-05-01`,
        regionCode: random.one(villages),
        knownAt: known,
      })
      if (nth < 2)
        await tx
          .update(accounts)
          .set({ personId })
          .where(eq(accounts.id, `a-s${nth + 1}`))
      let from = '2014-01-01'
      for (let spells = random.below(3); spells > 0; spells--) {
        const to = spells === 1 && random.chance(0.6) ? null : addDays(random.day(), 1)
        if (to !== null && to <= from) continue
        await tx.insert(memberships).values({
          id: id('ms'),
          personId,
          householdId: random.one(homes),
          relation: '户主',
          from,
          to,
          knownAt: random.one([long, random.moment(random.day())]),
          supersededAt: null,
        })
        if (to === null) break
        from = to
      }
      for (const one of classes) {
        if (!random.chance(0.55)) continue
        const enrolment = id('e')
        const way = random.one(enrolmentWays)
        const states = inTurn(random, random.day(0, 500), way)
        await aHistory(tx, { id: enrolment, kind: 'enrolment', states })
        await tx.insert(enrolments).values({ id: enrolment, cohortId: one.id, personId, enrolledAt: states[0]!.at })
        const done = states.filter(({ to }) => to === 'completed')
        for (const [place, { at }] of done.entries()) {
          const next = states[states.findIndex((state) => state.at === at) + 1]
          await tx.insert(completions).values({
            id: id('x'),
            enrolmentId: enrolment,
            personId,
            cohortId: one.id,
            day: addDays(toDay(at), -random.one([0, 0, 2, 30])),
            knownAt: at,
            supersededAt: next?.at ?? (place < done.length - 1 ? at : null),
          })
        }
        if (done.length > 0 && random.chance(0.8)) {
          const certificate = id('z')
          const { at } = done.at(-1)!
          const history = inTurn(random, toDay(at), random.one([['valid'], ['valid'], ['valid', 'revoked'], ['valid', 'replaced']]))
          await aHistory(tx, { id: certificate, kind: 'certificate', states: history })
          const issuedAt = history[0]!.at
          await tx.insert(certificates).values({
            id: certificate,
            code: certificate,
            number: certificate,
            enrolmentId: enrolment,
            personId,
            cohortId: one.id,
            issuedOn: toDay(issuedAt),
            content: {},
            issuedAt,
          })
          if (random.chance(0.6)) {
            const addedAt = random.moment(random.day(100))
            await tx.insert(shopPeople).values({
              id: id('w'),
              shopId: random.one(['s1', 's2']),
              certificateId: certificate,
              by: 'operator',
              addedAt,
              removedAt: random.chance(0.4) ? new Date(addedAt.getTime() + random.below(200) * 86_400_000 + 1) : null,
            })
          }
        }
      }
    }
  })
  return personIds
}
