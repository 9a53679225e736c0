// What the page of a file posts: the text, and with it what was pressed beside it. What was typed is saved whatever else was pressed.
import type { z } from 'zod'
import type { Viewer } from '#app/access/viewer.ts'
import { invalidInput, Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { answerRemark } from '../remarks.server.ts'
import type { Saved } from '../writing.server.ts'
import { type FileOfVersion, saveFromEditor } from './editing.server.ts'
import { type fileForm, readChosen } from './file-form.ts'
import { acceptFinding, cannotWave, findReasonFault, readNameOfFinding, takeBackAcceptance } from './waving.ts'

type FileOrder = z.output<typeof fileForm>
type Pressed = Extract<FileOrder, { do: 'save' }>

/** Does what was posted. Returns the two texts if the same paragraph was written by two; null if all went well. Throws 403, 404, 409 or 422. */
export async function handleFileForm(
  site: Site,
  viewer: Viewer,
  file: FileOfVersion,
  posted: FileOrder,
): Promise<Extract<Saved, { kind: 'conflict' }> | null> {
  const content = posted.do === 'choose' ? readChosen(posted) : posted.content === undefined ? null : changeWaved(posted.content, posted)
  if (posted.do === 'save') await answerPressed(site, viewer, posted)
  if (content === null) return null
  const saved = await saveFromEditor(site, viewer, { ...file, content, base: posted.base })
  return saved.kind === 'conflict' ? saved : null
}

const textOf = (posted: Record<string, unknown>, name: string) => {
  const value = posted[name]
  return typeof value === 'string' ? value : ''
}

/** The text with a finding waved through, or with that taken back. */
function changeWaved(content: string, posted: Pressed): string {
  const { wave, takeBack } = posted
  if (wave === undefined && takeBack === undefined) return content
  const name = readNameOfFinding(wave === undefined ? (takeBack ?? '') : textOf(posted, `finding-${wave}`))
  if (!name) throw invalidInput({}, '没有认出是哪一处，请重新打开这一课再试。')
  const reason = textOf(posted, `reason-${wave}`)
  const fault = wave === undefined ? null : findReasonFault(reason)
  if (fault) throw invalidInput({ [`reason-${wave}`]: [fault] })
  const change = wave === undefined ? takeBackAcceptance(content, name) : acceptFinding(content, name, reason)
  if (!change && wave !== undefined) throw new Refusal(409, cannotWave)
  return change ? content.slice(0, change.from) + change.insert + content.slice(change.to) : content
}

async function answerPressed(site: Site, viewer: Viewer, posted: Pressed): Promise<void> {
  const remarkId = posted.answer ?? posted.done ?? posted.undone
  if (remarkId === undefined) return
  const says = posted.answer === undefined ? '' : textOf(posted, `says-${remarkId}`).trim()
  if (says.length > 2_000) throw invalidInput({ [`says-${remarkId}`]: ['最多 2000 字。'] })
  if (posted.answer !== undefined && says === '') throw invalidInput({ [`says-${remarkId}`]: ['请写一句回复。'] })
  const isDone = posted.answer === undefined ? posted.done !== undefined : undefined
  await answerRemark(site, viewer, { remarkId, says, isDone })
}
