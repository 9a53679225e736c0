// Reads the files of a posted form. Their names are made plain like all that is typed: they are shown and kept.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { invalidInput } from '#app/refusal.ts'
import { normaliseText } from '#app/text/characters.ts'

/**
 * Returns the chosen file, even if empty: its reader reports what is wrong with it. Refuses with 422 and the given
 * message if none was chosen; browsers then post a file without a name.
 */
export async function getPostedFile(form: FormData, unchosen: string): Promise<{ fileName: string; bytes: Buffer }> {
  const file = form.get('file')
  if (!(file instanceof File) || file.name === '') throw invalidInput({ file: [unchosen] })
  await nextTurn() // parsing the form took this turn
  const bytes = Buffer.from(await file.arrayBuffer())
  await nextTurn()
  return { fileName: normaliseText(file.name), bytes }
}

/** Returns all files that were chosen in a form, in their order; none if none was. Fields without a file are posted as an empty one. */
export async function readPostedFiles(form: FormData): Promise<{ fileName: string; bytes: Buffer }[]> {
  const files: { fileName: string; bytes: Buffer }[] = []
  for (const file of form.getAll('file')) {
    if (!(file instanceof File) || file.name === '') continue
    await nextTurn() // one copy in a turn
    files.push({ fileName: normaliseText(file.name), bytes: Buffer.from(await file.arrayBuffer()) })
  }
  return files
}
