// Reading the file of a posted form.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { invalidInput } from '#app/refusal.ts'

/**
 * The file that was chosen, an empty one too: what is wrong with it is for its reader to say. Refuses with 422 and the
 * sentence given where none was chosen; browsers then post one without a name.
 */
export async function getPostedFile(form: FormData, unchosen: string): Promise<{ fileName: string; bytes: Buffer }> {
  const file = form.get('file')
  if (!(file instanceof File) || file.name === '') throw invalidInput({ file: [unchosen] })
  await nextTurn() // the form was taken apart in this one
  const bytes = Buffer.from(await file.arrayBuffer())
  await nextTurn()
  return { fileName: file.name, bytes }
}
