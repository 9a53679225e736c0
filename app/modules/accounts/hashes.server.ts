// How secrets are hashed: argon2id, with a pepper that lies outside the database.
import { hash, verify } from '@node-rs/argon2'
import { and, isNull, like, notLike } from 'drizzle-orm'
import type { Site } from '#app/site.ts'
import { accounts } from '#db/schema/accounts.ts'
import { asMeant } from './secrets.ts'

type WithKeys = Pick<Site, 'keys'>

/** argon2id, 19 MiB, 2 passes, 1 lane: OWASP's first choice, about 25 ms on one core. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** The hash of a password or PIN, behind the id of the pepper in it. Takes a while: never call it inside a write. */
export async function hashSecret({ keys }: WithKeys, secret: string) {
  const [pepper] = keys.peppers
  return `${pepper.id}:${await hash(asMeant(secret), { ...cost, secret: pepper.secret })}`
}

/** Whether a hash has the pepper of now in it. Those from before there was one have none. */
export const isPeppered = ({ keys }: WithKeys, hashed: string) => hashed.startsWith(`${keys.peppers[0].id}:`)

/** Whether this is the secret behind the hash, also one with the pepper of a key that was retired. */
export function isSecret({ keys }: WithKeys, hashed: string, secret: string) {
  if (hashed.startsWith('$')) return verify(hashed, asMeant(secret))
  const pepper = keys.peppers.find(({ id }) => hashed.startsWith(`${id}:`))
  return pepper ? verify(hashed.slice(pepper.id.length + 1), asMeant(secret), { secret: pepper.secret }) : Promise.resolve(false)
}

/** How many accounts that may sign in have a hash with another pepper than the one of now. */
export const accountsWithOtherPepper = ({ read, keys }: Pick<Site, 'read' | 'keys'>): Promise<number> =>
  read.$count(accounts, and(isNull(accounts.disabledAt), like(accounts.secretHash, '%:%'), notLike(accounts.secretHash, `${keys.peppers[0].id}:%`)))
