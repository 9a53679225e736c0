// Answers the scripts of the editor: JSON in, JSON out, a refusal with its sentence.
import type { ActionFunctionArgs } from '@remix-run/node'
import type { z } from 'zod'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { forbidden, invalidInput, Refusal, refusalHeaders, sentenceOf } from '#app/refusal.ts'
import { parseJson } from './json-body.ts'
import { findOtherAuthor, getViewer } from '../viewer.server.ts'

/** Runs what a script of the editor asked for. Somebody who is no longer signed in gets 401: what was typed stays in the browser. */
export async function answerEditor(
  args: Pick<ActionFunctionArgs, 'request' | 'context'>,
  work: (viewer: Viewer) => Promise<object>,
): Promise<Response> {
  const viewer = await getViewer(args)
  if (!viewer) return Response.json({ message: '登录过期了。您写的都在这台电脑上，登录以后自动存上。' }, { status: 401 })
  try {
    if (!hasDuty(viewer, 'courses.write')) throw forbidden('写课程的是讲师和管理员。')
    const message = args.request.method === 'POST' && (await findOtherAuthor(args, viewer))
    if (message) throw new Refusal(409, message)
    return Response.json(await work(viewer))
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault
    return Response.json({ message: sentenceOf(fault) }, { status: fault.status, headers: refusalHeaders(fault) })
  }
}

/** Reads what a script of the editor sent. Refuses with 422 what is not complete or too long. */
export async function readEditorBody<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> {
  const { success, data, error } = schema.safeParse(parseJson(await request.text().catch(() => '')))
  if (success) return data
  const tooLong = error.issues.find(({ code }) => code === 'too_big')
  throw invalidInput({}, tooLong?.message ?? '发来的内容不完整，没有收下。')
}
