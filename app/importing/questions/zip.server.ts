// A ZIP with questions: its texts, and the pictures beside them, within the limits of spreadsheets' packages.
import { FileBudget } from '#app/spreadsheet/budget.ts'
import { openParts } from '#app/spreadsheet/zip.server.ts'
import { limits } from './question.ts'
import { decodeFile } from './text/decode.ts'
import { decodePath, type FindPicture, isWebAddress } from './text/picture-bag.ts'
import { UnreadableQuestions } from './unreadable-questions.ts'

export interface OpenedZip {
  names: string[]
  has(name: string): boolean
  /** The text of a member; null if it is missing, too large or no text. */
  text(name: string): Promise<string | null>
  bytes(name: string): Promise<Buffer | null>
  /** Finds pictures as a file in this folder refers to them. */
  finder(folder: string): FindPicture
}

/** Each question of a package is a file, and so is each picture. */
const maxMembers = 30_000

/** A file of questions without pictures is far smaller. */
const maxTextBytes = 60 * 1024 * 1024

/** Resolves a reference against a folder; never leads out of the package. */
export function resolvePath(folder: string, reference: string): string {
  const bare = reference.replace(/[?#].*$/, '').replaceAll('\\', '/')
  const segments = bare.startsWith('/') ? [] : folder.split('/').filter((segment) => segment !== '')
  for (const segment of bare.split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(segment)
  }
  return segments.join('/')
}

const isPicture = (name: string) => /\.(?:jpe?g|jfif|png|webp|gif|bmp|svg)$/.test(name)

/** Opens a ZIP and reads its pictures. Throws UnreadableFile or UnreadableQuestions for bombs, locks and damage. */
export async function openZip(bytes: Buffer): Promise<OpenedZip> {
  const parts = await openParts(bytes, new FileBudget(false, { parts: maxMembers }))
  const readBytes = async (name: string, most: number): Promise<Buffer | null> => {
    if (!parts.has(name) || parts.size(name) > most) return null
    const chunks: Buffer[] = []
    for await (const chunk of parts.chunks(name)) chunks.push(chunk)
    return Buffer.concat(chunks)
  }
  const pictures = new Map<string, Buffer>()
  let sum = 0
  for (const name of parts.names.filter(isPicture)) {
    const picture = await readBytes(name, limits.pictureBytes)
    if (!picture) continue
    sum += picture.length
    if (sum > limits.allPictureBytes) throw new UnreadableQuestions('too-much')
    pictures.set(name, picture)
  }
  return {
    names: parts.names,
    has: (name) => parts.has(name),
    bytes: (name) => readBytes(name, maxTextBytes),
    async text(name) {
      const read = await readBytes(name, maxTextBytes)
      if (!read) return null
      try {
        return decodeFile(read)
      } catch (fault) {
        if (fault instanceof UnreadableQuestions) return null
        throw fault
      }
    },
    finder: (folder) => (reference) => {
      if (isWebAddress(reference) || /^[a-z][a-z0-9+.-]*:/i.test(reference)) return null
      const path = reference.replace(/^@@PLUGINFILE@@\//, '')
      const names = [resolvePath(folder, path), resolvePath('', path)].flatMap((name) => [name, decodePath(name)])
      for (const name of names) {
        const found = pictures.get(name.toLowerCase())
        if (found) return found
      }
      return null
    },
  }
}
