// Reads the file of a posted form.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { invalidInput } from '#app/refusal.ts'

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
  return { fileName: file.name, bytes }
}
