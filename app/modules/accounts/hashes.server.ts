// How secrets are hashed: argon2id, with a pepper that lies outside the database.
import { hash, verify } from '@node-rs/argon2'
import type { Site } from '#app/site.ts'
import { asMeant } from './secrets.ts'

type WithKeys = Pick<Site, 'keys'>

/** argon2id, 19 MiB, 2 passes, 1 lane: OWASP's first choice, about 25 ms on one core. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** The hash of a password or PIN, behind the id of the pepper in it. Takes a while: never call it inside a write. */
export async function hashSecret({ keys }: WithKeys, secret: string) {
  return `${keys.pepper.id}:${await hash(asMeant(secret), { ...cost, secret: keys.pepper.secret })}`
}

/** Whether a hash has the pepper of now in it. Those from before there was one have none. */
export const isPeppered = ({ keys }: WithKeys, hashed: string) => hashed.startsWith(`${keys.pepper.id}:`)

/** Whether this is the secret behind the hash. */
export function isSecret(site: WithKeys, hashed: string, secret: string) {
  if (!isPeppered(site, hashed)) return hashed.startsWith('$') ? verify(hashed, asMeant(secret)) : Promise.resolve(false)
  return verify(hashed.slice(site.keys.pepper.id.length + 1), asMeant(secret), { secret: site.keys.pepper.secret })
}
