// Makers for counting: persons, households, spells and completions, set down directly, as other domains would leave them.
import type { Site, Tx } from '#app/site.ts'
import { startWorkflow } from '#app/workflow/kernel.server.ts'
import { defineWorkflow } from '#app/workflow/definition.ts'
import { newId } from '#db/id.ts'
import { classSessions, cohorts, completions, enrolments } from '#db/schema/cohorts.ts'
import { courseVersions } from '#db/schema/courses.ts'
import { households, memberships, persons, registrations, residences } from '#db/schema/households.ts'
import { setup } from 'xstate'
import { z } from 'zod'

export type Status = 'none' | 'registered' | 'lifted' | 'returned'

/** Stands for the cohort's and the enrolment's machines, which these tests are not about. */
const ended = defineWorkflow({
  kind: 'ended',
  title: '',
  machine: setup({}).createMachine({ id: 'ended', initial: 'completed', states: { completed: {} } }),
  events: z.never(),
  context: z.record(z.string(), z.unknown()),
  labels: { states: {}, events: {} },
})

export interface SpellOf<T> {
  value: T
  from: string
  to?: string
  knownAt?: Date
  supersededAt?: Date
}

const long = '2010-01-01'
const early = new Date('2018-01-01')
const aVillage = '422826100201'
const spell = ({ from, to, knownAt, supersededAt }: SpellOf<unknown>) => ({
  id: newId(),
  from,
  to: to ?? null,
  knownAt: knownAt ?? early,
  supersededAt: supersededAt ?? null,
})

/** Where somebody lives now; who has lived in one place only has no spells of it. */
const nowIn = (places: string | SpellOf<string>[]) =>
  typeof places === 'string' ? places : places.findLast((one) => !one.to && !one.supersededAt)!.value
const lived = async (tx: Tx, subjectId: string, places: string | SpellOf<string>[]) => {
  if (typeof places !== 'string')
    for (const one of places) await tx.insert(residences).values({ ...spell(one), subjectId, regionCode: one.value })
}

export function aCounty(site: Site) {
  const put = (work: Parameters<Site['write']>[2]) => site.write('operator', 'given', async (tx) => void (await work(tx)))
  let number = 0
  return {
    async aHousehold(status: Status | SpellOf<Status>[] = 'registered', places: string | SpellOf<string>[] = aVillage) {
      const id = newId()
      const spells = typeof status === 'string' ? [{ value: status, from: long }] : status
      await put(async (tx) => {
        await tx.insert(households).values({ id, number: `H${++number}`, countyCode: '422826', regionCode: nowIn(places), knownAt: early })
        await lived(tx, id, places)
        for (const one of spells) await tx.insert(registrations).values({ ...spell(one), householdId: id, status: one.value })
      })
      return id
    },
    async aPerson(homes: string | SpellOf<string>[] | null = null, places: string | SpellOf<string>[] = aVillage) {
      const id = newId()
      const spells = homes === null ? [] : typeof homes === 'string' ? [{ value: homes, from: long }] : homes
      await put(async (tx) => {
        await tx
          .insert(persons)
          .values({ id, name: `人${++number}`, sex: 'female', birthday: '1970-01-01', regionCode: nowIn(places), knownAt: early })
        await lived(tx, id, places)
        for (const one of spells)
          await tx.insert(memberships).values({ ...spell(one), personId: id, householdId: one.value, relation: '户主' })
      })
      return id
    },
    async aHeldCohort({ lastDay = '2019-03-01', region = '422826' } = {}) {
      const id = newId()
      await put(async (tx) => {
        await startWorkflow(tx, ended, { id })
        const version = newId()
        await tx.insert(courseVersions).values({
          id: version,
          courseSlug: 'c',
          title: '课',
          tier: 'entrepreneur',
          contentHash: version,
          content: {},
          publishedAt: early,
        })
        await tx.insert(cohorts).values({
          id,
          number: ++number,
          name: '班',
          tier: 'entrepreneur',
          courseVersionId: version,
          countyCode: '422826',
          regionCode: region,
          place: '',
          startsOn: lastDay,
          endsOn: lastDay,
          attendanceRequired: 80,
        })
        await tx.insert(classSessions).values({ id: newId(), cohortId: id, day: lastDay, startsAt: '09:00', topic: '', place: '' })
      })
      return id
    },
    async completes(personId: string, day: string, cohortId?: string, clocks: { knownAt?: Date; supersededAt?: Date } = {}) {
      const cohort = cohortId ?? (await this.aHeldCohort({ lastDay: day }))
      const enrolmentId = newId()
      await put(async (tx) => {
        await startWorkflow(tx, ended, { id: enrolmentId })
        await tx.insert(enrolments).values({ id: enrolmentId, cohortId: cohort, personId, enrolledAt: early })
        await tx.insert(completions).values({
          id: newId(),
          enrolmentId,
          personId,
          cohortId: cohort,
          day,
          knownAt: clocks.knownAt ?? early,
          supersededAt: clocks.supersededAt ?? null,
        })
      })
      return cohort
    },
  }
}

export type County = ReturnType<typeof aCounty>
