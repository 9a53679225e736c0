// The installation's secrets: what personal data is sealed with, and looked up by.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
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
  }
}

/** The secret from the environment's TIDUI_SECRET (hex or base64), or from a key file that is made at first need. */
export function loadKeys(keyFile: string, environment: NodeJS.ProcessEnv = process.env): Keys {
  const given = environment.TIDUI_SECRET
  if (given) return keysFrom(Buffer.from(given, /^[0-9a-f]+$/i.test(given) ? 'hex' : 'base64'))
  if (!existsSync(keyFile)) writeFileSync(keyFile, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  chmodSync(keyFile, 0o600)
  return keysFrom(Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'hex'))
}
