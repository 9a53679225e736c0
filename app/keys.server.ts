// The installation's secrets: what personal data is sealed with, and looked up by.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { Refusal } from './refusal.ts'
import { someRandomBytes } from '#db/random.ts'

export interface Keys {
  /** Encrypts a text (AES-256-GCM, a fresh nonce each time). */
  seal(plain: string): string
  /** Decrypts what `seal` gave. Throws if it was tampered with or sealed with another key. */
  open(sealed: string): string
  /** The same text always gives the same fingerprint, which cannot be turned back without the key. */
  fingerprint(text: string): string
  /** A short signature for texts that leave the house, such as certificate codes. */
  sign(text: string): string
  /** What the audit chain and the digests of rows are keyed with, 32 bytes. */
  ledger: Buffer
}

/** Keys derived from one secret of at least 32 bytes. */
export function keysFrom(secret: Buffer): Keys {
  if (secret.length < 32) throw new Error('The secret must have at least 32 bytes.')
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'tidui', purpose, 32))
  const sealing = derive('seal')
  const looking = derive('fingerprint')
  const signing = derive('sign')
  return {
    seal(plain) {
      const nonce = someRandomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce)
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
    fingerprint: (text) => createHmac('sha256', looking).update(text).digest('base64url'),
    sign: (text) => createHmac('sha256', signing).update(text).digest('base64url').slice(0, 22),
    ledger: derive('ledger'),
  }
}

/** What a database keeps of the key it was sealed with: enough to tell another key by, and nothing else. */
export const keyCheckOf = (keys: Keys) => keys.sign('key check')

interface KeyPlace {
  keyFile: string
  /** What the database keeps of its key; null if nothing was sealed yet. */
  keyCheck: string | null
  environment?: Record<string, string | undefined>
}

/**
 * The secret from the environment's TIDUI_SECRET (hex or base64), or from a key file, which is made if nothing was
 * sealed before. Refuses with 409 a key that is not the one that the database was sealed with, or none where there was one:
 * going on with another would make every ID and phone number unreadable and every known person a stranger.
 */
export function loadKeys({ keyFile, keyCheck, environment = process.env }: KeyPlace): Keys {
  const keys = keysFrom(environment.TIDUI_SECRET ? secretOf(environment.TIDUI_SECRET) : secretIn(keyFile, keyCheck === null))
  if (keyCheck !== null && keyCheckOf(keys) !== keyCheck) throw new Refusal(409, `密钥不是这个数据库原来用的那一把：请把原来的 secret.key 放回 ${keyFile}，或改正 TIDUI_SECRET。`)
  return keys
}

function secretOf(given: string) {
  const secret = Buffer.from(given, /^[0-9a-f]+$/i.test(given) ? 'hex' : 'base64')
  if (secret.length < 32) throw new Refusal(409, '环境变量 TIDUI_SECRET 太短：至少要 32 字节，写成 64 个十六进制数字，或 base64。')
  return secret
}

function secretIn(keyFile: string, mayMake: boolean) {
  if (!existsSync(keyFile)) {
    if (!mayMake) throw new Refusal(409, `密钥文件 ${keyFile} 不见了：请把备份时收好的 secret.key 放回去，没有它读不出身份证号和手机号。`)
    makeSecret(keyFile)
  }
  if (statSync(keyFile).mode & 0o077) chmodSync(keyFile, 0o600)
  const written = readFileSync(keyFile, 'utf8').trim()
  if (!/^([0-9a-f]{2}){32,}$/i.test(written)) throw new Refusal(409, `密钥文件 ${keyFile} 已损坏：请放回备份时收好的那一份。`)
  return Buffer.from(written, 'hex')
}

function makeSecret(keyFile: string) {
  try {
    writeFileSync(keyFile, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault // another process was quicker: its key is ours
  }
}
