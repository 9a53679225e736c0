// Who may be the same person as somebody about to be added: the same name nearby, or the same phone.
import { and, eq } from 'drizzle-orm'
import { inRegion } from '#app/access/within.server.ts'
import { townshipOf } from '#app/access/region-codes.ts'
import { present } from '#app/present.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { maskBirthday } from '#app/masks.ts'
import type { Site } from '#app/site.ts'
import { persons } from '#db/schema/households.ts'
import { personsVisibleTo } from './policy.ts'
import { type ListedPerson, toListedPersons } from './queries.server.ts'

export interface Namesake extends ListedPerson {
  birthYear: number
  why: string[]
}

const maxNamesakes = 10

/** Lists people in reach who have this name and live in the same township; and those with this phone. */
export async function findNamesakes(
  site: Pick<Site, 'read' | 'keys'>,
  viewer: Viewer,
  { name, phone, regionCode, exceptIdNumber }: { name: string; phone: string | null; regionCode: string; exceptIdNumber: string },
): Promise<Namesake[]> {
  const { read, keys } = site
  const fingerprint = keys.fingerprint(exceptIdNumber)
  const columns = {
    id: persons.id,
    name: persons.name,
    birthday: persons.birthday,
    idFingerprint: persons.idNumberFingerprint,
    phoneFingerprint: persons.phoneFingerprint,
  }
  const nearby = and(personsVisibleTo(viewer), inRegion(persons.regionCode, townshipOf(regionCode)))
  const byName = await read
    .select(columns)
    .from(persons)
    .where(and(eq(persons.name, name), nearby))
    .limit(maxNamesakes)
  const byPhone = phone
    ? await read
        .select(columns)
        .from(persons)
        .where(and(eq(persons.phoneFingerprint, keys.fingerprint(phone)), personsVisibleTo(viewer)))
        .limit(maxNamesakes)
    : []
  const all = new Map([...byPhone, ...byName].filter(({ idFingerprint }) => idFingerprint !== fingerprint).map((row) => [row.id, row]))
  const listed = await toListedPersons(site, viewer, [...all.keys()])
  return listed.map((person) => {
    const row = present(all.get(person.id), 'person found')
    return {
      ...person,
      birthYear: maskBirthday(row.birthday),
      why: [...(row.name === name ? ['同名'] : []), ...(phone && row.phoneFingerprint === keys.fingerprint(phone) ? ['同一个手机号'] : [])],
    }
  })
}
