// Writes an imported document as a folder like a course's: the lessons and their pictures.
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '#app/refusal.ts'
import { present } from '#app/present.ts'
import { type ImportedDocument, nameLessons } from './documents.server.ts'

/** Refuses with 409 a folder that is not empty, or a file. */
export async function assertEmptyFolder(folder: string) {
  try {
    const names = await readdir(folder)
    if (names.length > 0) throw new Refusal(409, `文件夹 ${folder} 不是空的，没有写。请另给一个空的或新的文件夹。`)
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException
    if (code === 'ENOTDIR') throw new Refusal(409, `${folder} 是一个文件，没有写。请另给一个空的或新的文件夹。`)
    if (code !== 'ENOENT') throw fault
  }
}

/** Writes the files; nothing that is there already is overwritten. Returns the names of the lessons' files. */
export async function writeImported(folder: string, { lessons, pictures }: ImportedDocument, name: string): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const files = nameLessons(lessons, name).map((lesson) => `${lesson}.mdx`)
  for (const [nth, { source }] of lessons.entries()) await writeFile(join(folder, present(files[nth], name)), source, { flag: 'wx' })
  for (const picture of pictures) await writeFile(join(folder, picture.name), picture.bytes, { flag: 'wx' })
  return files
}
