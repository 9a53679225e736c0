// Carries out the forms of the page that adds one person.
import { toDay } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { enrolPersons } from '#app/modules/cohorts/cohorts.server.ts'
import { searchRegister } from '#app/modules/households/households.server.ts'
import type { FoundPerson, Namesake } from '#app/modules/households/types.ts'
import { placeRows } from '#app/modules/regions/regions.server.ts'
import type { Site } from '#app/site.ts'
import type { OnePersonForm } from './one-person-form.ts'
import { addOnePerson } from './one-person.server.ts'

type Placed<P> = P & { place: string }

export type OnePersonAnswer =
  | { kind: 'looked'; looked: { search: string; people: Placed<FoundPerson>[]; isAll: boolean }; cohortId: string }
  | { kind: 'alike'; alike: Placed<Namesake>[] }
  | { kind: 'joined'; cohortId: string }
  | { kind: 'added' | 'known'; personId: string; cohortId: string | null }

/** Looks for a person, enrols one who was found, or adds a new one. Throws what these do. */
export async function handleOnePersonForm(site: Site, viewer: Viewer, form: OnePersonForm): Promise<OnePersonAnswer> {
  const today = toDay(site.now())
  if (form.do === 'enrol') {
    await enrolPersons(site, viewer, { cohortId: form.cohortId, personIds: [form.personId] })
    return { kind: 'joined', cohortId: form.cohortId }
  }
  if (form.do === 'look') {
    const { people } = await searchRegister(site, viewer, { search: form.search, most: 10 })
    return {
      kind: 'looked',
      looked: { search: form.search, people: placeRows(people.rows, today), isAll: people.isAll },
      cohortId: form.cohortId ?? '',
    }
  }
  const { do: _, ...entry } = form
  const result = await addOnePerson(site, viewer, entry)
  return result.kind === 'alike' ? { kind: 'alike', alike: placeRows(result.people, today) } : { ...result, cohortId: form.cohortId }
}
