// What a secret must not contain: the words and numbers about its owner that the installation knows.
import type { Site } from '#app/site.ts'
import type { accounts } from '#db/schema/accounts.ts'
import { sealPlace } from '#db/sealed.ts'
import { findPasswordFault, findPinFault, type PersonalTerms } from './secret-faults.ts'

type Account = Pick<typeof accounts.$inferSelect, 'id' | 'name' | 'phoneSealed'>
interface Person {
  id: string
  birthday: string
  idNumberSealed: string | null
  phoneSealed: string | null
}

/** Name, birthday and numbers of an account's owner, in clear text. */
export function readPersonalTerms(site: Pick<Site, 'keys' | 'programme'>, account: Account, person: Person | null): PersonalTerms {
  const opened = (sealed: string | null | undefined, place: string) => (sealed ? [site.keys.open(sealed, place)] : [])
  const personId = person?.id ?? ''
  return {
    name: account.name,
    birthday: person?.birthday ?? null,
    phones: [
      ...opened(account.phoneSealed, sealPlace.phoneOfAccount(account.id)),
      ...opened(person?.phoneSealed, sealPlace.phoneOfPerson(personId)),
    ],
    idNumber: opened(person?.idNumberSealed, sealPlace.idNumberOfPerson(personId))[0] ?? null,
    placeWords: site.programme.weakWords,
  }
}

/** Why a secret is refused, in a sentence; null if it is not. */
export const findSecretFault = (kind: 'pin' | 'password', entered: string, own: PersonalTerms) =>
  kind === 'pin' ? findPinFault(entered, own) : findPasswordFault(entered, own)
