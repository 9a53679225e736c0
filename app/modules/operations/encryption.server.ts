// Encrypts backups with a passphrase, in the format of age (age-encryption.org/v1): scrypt, then ChaCha20-Poly1305 in chunks, none of which
// can be changed, moved or left out. Any age program can decrypt them if this program is lost.
import { createReadStream, createWriteStream, openSync, readSync, closeSync, rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { Refusal } from '#app/refusal.ts'
import { createPrivateFile, flushToDisk } from '#db/durable.ts'

/** Loaded when needed: few starts of the program encrypt anything. */
const loadAge = () => import('age-encryption')

const firstLine = 'age-encryption.org/v1'

/** Whether a file begins like an encrypted one. */
export function isEncrypted(file: string) {
  const head = Buffer.alloc(firstLine.length)
  const handle = openSync(file, 'r')
  try {
    return readSync(handle, head, 0, head.length, 0) === head.length && head.toString('latin1') === firstLine
  } finally {
    closeSync(handle)
  }
}

type Stream = ReadableStream<Uint8Array>
const streamOf = (file: string) => Readable.toWeb(createReadStream(file, { highWaterMark: 1 << 20 })) as Stream

/** Writes a stream into a new file that only its owner can read; leaves nothing behind if that fails. */
async function writePrivately(stream: Stream, target: string) {
  createPrivateFile(target)
  try {
    await pipeline(Readable.fromWeb(stream as NodeStream), createWriteStream(target, { flags: 'r+' }))
    flushToDisk(target)
  } catch (fault) {
    rmSync(target, { force: true })
    throw fault
  }
}

/** 2^17: two thirds of a second and 128 MB for each guess at the passphrase. */
const workFactor = 17

/** Encrypts a file into a new one. */
export async function encryptFile(source: string, target: string, passphrase: string): Promise<void> {
  const { Encrypter } = await loadAge()
  const encrypter = new Encrypter()
  encrypter.setScryptWorkFactor(workFactor)
  encrypter.setPassphrase(passphrase)
  await writePrivately(await encrypter.encrypt(streamOf(source)), target)
}

/** Decrypts a file into a new one. Throws 422 if the passphrase is wrong, or the file was changed or cut off. */
export async function decryptFile(source: string, target: string, passphrase: string): Promise<void> {
  const { Decrypter } = await loadAge()
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  const opened = await decrypter.decrypt(streamOf(source)).catch(() => {
    throw new Refusal(422, '备份口令不对，打不开这个加密的备份。')
  })
  try {
    await writePrivately(opened, target)
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code) throw fault // an error of the disk
    throw new Refusal(422, '这个加密的备份被改过，或者不完整。')
  }
}
