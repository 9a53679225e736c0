// The installation's secrets: personal data is sealed, and looked up, with them.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { Refusal } from './refusal.ts'
import { type Environment, readSettings } from './settings.server.ts'
import { createPrivateFile, renameDurably } from '#db/durable.ts'
import { secureRandomBytes } from '#db/random.ts'
import { sealPlace } from '#db/sealed.ts'

export interface Pepper {
  id: string
  secret: Buffer
}

export interface Keys {
  /** Encrypts a text (AES-256-GCM, a fresh nonce each time), bound to its place in the database (db/sealed.ts). */
  seal(plain: string, place: string): string
  /**
   * Decrypts what `seal` returned for the same place. Throws if it was tampered with, moved from elsewhere, or sealed
   * with a key that is not on the ring.
   */
  open(sealed: string, place: string): string
  /** The same text always has the same fingerprint, which cannot be reversed without the key. */
  fingerprint(text: string): string
  /**
   * The fingerprints with this key and with every retired one: for looking up what could not be recomputed when the key
   * was changed.
   */
  fingerprints(text: string): string[]
  /** A short signature for texts that leave the system, such as links. */
  sign(text: string): string
  /**
   * Added to the salt when secrets are hashed, so that a stolen database does not reveal them: of this key and of every
   * retired one, the current first. The id is a prefix of each hash.
   */
  peppers: readonly [Pepper, ...Pepper[]]
  /** Keys the audit trail until the key is changed for the first time (`ledgerSecret`), 32 bytes. */
  ledger: Buffer
  /** Whether a value is sealed with the current key and bound to its place. */
  isCurrent(sealed: string): boolean
}

interface Ring {
  /** Former secrets: what they sealed can still be opened. */
  retired?: readonly Buffer[]
  /** Also opens what earlier versions sealed, which is not bound to a place. */
  acceptsUnbound?: boolean
}

const deriveKey = (secret: Buffer, purpose: string, length = 32) => Buffer.from(hkdfSync('sha256', secret, 'tidui', purpose, length))

/** Creates the part of sealing that depends on one secret: the prefix of its values, and the key. */
const createSealer = (secret: Buffer) => ({ name: deriveKey(secret, 'name', 3).toString('base64url'), key: deriveKey(secret, 'seal') })

/** Derives keys from one secret of at least 32 bytes. */
export function deriveKeys(secret: Buffer, { retired = [], acceptsUnbound = false }: Ring = {}): Keys {
  for (const one of [secret, ...retired]) if (one.length < 32) throw new Error('The secret must have at least 32 bytes.')
  const current = createSealer(secret)
  const ring = [current, ...retired.map(createSealer)]
  const looking = [secret, ...retired].map((one) => deriveKey(one, 'fingerprint'))
  const signing = deriveKey(secret, 'sign')
  const fingerprintBy = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest('base64url')
  const [pepper, ...earlier] = [secret, ...retired].map((one): Pepper => ({
    id: deriveKey(one, 'pepper id').toString('hex').slice(0, 8),
    secret: deriveKey(one, 'pepper'),
  }))
  return {
    seal(plain, place) {
      const nonce = secureRandomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', current.key, nonce).setAAD(Buffer.from(place))
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return `${current.name}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`
    },
    open(sealed, place) {
      const dot = sealed.indexOf('.')
      if (dot < 0) return openUnbound(sealed)
      const sealer = ring.find(({ name }) => name === sealed.slice(0, dot))
      if (!sealer) throw new Error('A value is sealed with a key that is not on the ring.')
      return decrypt(Buffer.from(sealed.slice(dot + 1), 'base64url'), sealer.key, place)
    },
    fingerprint: (text) => fingerprintBy(looking[0]!, text),
    fingerprints: (text) => looking.map((key) => fingerprintBy(key, text)),
    sign: (text) => createHmac('sha256', signing).update(text).digest('base64url').slice(0, 22),
    peppers: [pepper!, ...earlier],
    ledger: deriveKey(secret, 'ledger'),
    isCurrent: (sealed) => sealed.startsWith(`${current.name}.`),
  }

  function openUnbound(sealed: string) {
    if (!acceptsUnbound) throw new Error('A sealed value is bound to no place: it was not sealed here.')
    const bytes = Buffer.from(sealed, 'base64url')
    for (const [nth, { key }] of ring.entries()) {
      try {
        return decrypt(bytes, key, null)
      } catch (fault) {
        if (nth === ring.length - 1) throw fault
      }
    }
    throw new Error('There is no key.')
  }
}

function decrypt(bytes: Buffer, key: Buffer, place: string | null) {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
  if (place !== null) decipher.setAAD(Buffer.from(place))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}

/** Computes what a database stores about its key: enough to tell another key from it, and nothing else. */
export const createKeyCheck = (keys: Pick<Keys, 'sign'>) => keys.sign('key check of bound values')
/** The same for a version whose values were not bound to a place. Key rotation leaves none of these behind. */
const unboundKeyCheckOf = (keys: Pick<Keys, 'sign'>) => keys.sign('key check')

/**
 * Returns the secret of the audit trail: derived from the first key, and stored sealed from the first change of keys
 * on.
 */
export function ledgerSecret(keys: Pick<Keys, 'open' | 'ledger'>, kept: { ledgerSealed(): string | null }): Buffer {
  const sealed = kept.ledgerSealed()
  return sealed === null ? keys.ledger : Buffer.from(keys.open(sealed, sealPlace.ledger()), 'hex')
}

interface KeyPlace {
  keyFile: string
  /** What the database stores about its key; null if nothing was sealed yet. */
  keyCheck: string | null
  environment?: Environment | undefined
}

/**
 * Reads all available secrets, newest first. From the environment's TIDUI_SECRET and TIDUI_SECRET_RETIRED, or from the
 * key file, which is created if `mayMake`.
 */
export function readSecrets({ keyFile, environment }: Omit<KeyPlace, 'keyCheck'>, { mayMake = false } = {}): Buffer[] {
  const { secrets } = readSettings(environment)
  return secrets.length > 0 ? secrets : secretsIn(keyFile, mayMake)
}

/** Finds the keys that a database was sealed with, by what it stores about them; null if they are not available. */
export function findKeys(secrets: readonly Buffer[], keyCheck: string): Keys | null {
  for (const secret of secrets) {
    const retired = secrets.filter((one) => one !== secret)
    const keys = deriveKeys(secret, { retired })
    if (createKeyCheck(keys) === keyCheck) return keys
    if (unboundKeyCheckOf(keys) === keyCheck) return deriveKeys(secret, { retired, acceptsUnbound: true })
  }
  return null
}

/**
 * Loads the secret from the environment's TIDUI_SECRET (hex or base64), or from a key file, which is created if nothing
 * was sealed before. Of several, uses the one that the database was sealed with: the others are former ones, or one
 * that an unfinished rotation has not used yet. Refuses with 409 if none fits, or if there was one and it is missing:
 * with another key every ID and phone number would become unreadable, and no known person would be recognised.
 */
export function loadKeys({ keyFile, keyCheck, environment }: KeyPlace): Keys {
  const secrets = readSecrets({ keyFile, environment }, { mayMake: keyCheck === null })
  const keys = keyCheck === null ? deriveKeys(secrets[0]!, { retired: secrets.slice(1) }) : findKeys(secrets, keyCheck)
  if (!keys) throw new Refusal(409, `密钥不是这个数据库原来用的那一把：请把原来的 secret.key 放回 ${keyFile}，或改正 TIDUI_SECRET。`)
  return keys
}

function secretsIn(keyFile: string, mayMake: boolean) {
  if (!existsSync(keyFile)) {
    if (!mayMake) throw new Refusal(409, `密钥文件 ${keyFile} 不见了：请把备份时收好的 secret.key 放回去，没有它读不出身份证号和手机号。`)
    makeSecret(keyFile)
  }
  if (statSync(keyFile).mode & 0o077) chmodSync(keyFile, 0o600)
  const lines = readFileSync(keyFile, 'utf8').trim().split(/\s+/)
  if (lines.some((line) => !/^([0-9a-f]{2}){32,}$/i.test(line)))
    throw new Refusal(409, `密钥文件 ${keyFile} 已损坏：请放回备份时收好的那一份。`)
  return lines.map((line) => Buffer.from(line, 'hex'))
}

function makeSecret(keyFile: string) {
  try {
    writeFileSync(keyFile, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx', flush: true })
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault // another process was faster: its key is used
  }
}

/** Writes other secrets to the key file, newest first: if interrupted, the file has either all of them or the former ones. */
export function writeSecrets(keyFile: string, secrets: readonly Buffer[]) {
  const arriving = `${keyFile}.arriving-${process.pid}`
  createPrivateFile(arriving)
  writeFileSync(arriving, `${secrets.map((secret) => secret.toString('hex')).join('\n')}\n`)
  renameDurably(arriving, keyFile)
}

/** Creates a new secret. */
export const newSecret = () => randomBytes(32)
