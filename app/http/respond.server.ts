// Refusals as responses. A refused form comes back with its messages and with what was entered.
import { data } from '@remix-run/node'
import { refusalHeaders, Refusal, sentenceOf } from '#app/refusal.ts'
import { isMultipart } from './bodies/body-limits.ts'
import { readFormData, groupByName, isFormRead, isSecretField } from './bodies/forms.server.ts'
import { answerRepeated } from './idempotency.server.ts'
import type { Refused, Typed } from './refused.ts'

/**
 * Runs an action; a Refusal becomes data with its status, so that the page shows the message in place. Faults pass
 * through to the error page. At desks, the same form sent twice is carried out once.
 */
export async function respond<T>(request: Request, work: (request: Request) => Promise<T>) {
  try {
    return await answerRepeated(request, () => work(request))
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault
    const { chosen, ...typed } = await readEnteredValues(request)
    const refused: Refused = { refused: { status: fault.status, message: fault.message, fields: fault.fields }, ...typed, chosen }
    return data(refused, { status: fault.status, headers: refusalHeaders(fault) })
  }
}

/** Answers a form that only asks to be shown otherwise with what was typed into it. */
export async function showTyped(request: Request): Promise<Typed> {
  const { entered, ticked } = await readEnteredValues(request)
  return { entered, ticked }
}

/** Does the same for pages whose list was posted, so that no loader knows it: a refusal comes back with what `readBeside` gives. */
export async function respondBeside<T, B extends object>(request: Request, work: () => Promise<T>, readBeside: () => Promise<B>) {
  const answer = await respond(request, work)
  const isRefused = answer !== null && typeof answer === 'object' && 'type' in answer && answer.type === 'DataWithResponseInit'
  return isRefused ? data({ ...answer.data, ...(await readBeside()) }, answer.init ?? {}) : (answer as T)
}

/** Turns a Refusal into a thrown response, for loaders: the error page, which has no fields, shows its sentence or that of its first field. */
export async function throwRefusals<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (fault) {
    if (fault instanceof Refusal) throw new Response(sentenceOf(fault), { status: fault.status, headers: refusalHeaders(fault) })
    throw fault
  }
}

/** Does the same for pages whose URL is a form: invalid input is reported on the page itself, beside the form. */
export async function catchInvalidInput<T>(
  work: () => Promise<T>,
): Promise<{ found: T; refused: null } | { found: null; refused: Refused['refused'] }> {
  return throwRefusals(async () => {
    try {
      return { found: await work(), refused: null }
    } catch (fault) {
      if (!(fault instanceof Refusal && fault.status === 422)) throw fault
      return { found: null, refused: { status: fault.status, message: fault.message, fields: fault.fields } }
    }
  })
}

async function readEnteredValues(request: Request): Promise<Typed & Pick<Refused, 'chosen'>> {
  const type = request.headers.get('content-type') ?? ''
  // A form with a file that was refused unread stays unread.
  if (!/form/i.test(type) || (isMultipart(type) && !isFormRead(request))) return { entered: {}, ticked: {}, chosen: [] }
  const fields = [...(await readFormData(request).catch(() => new FormData()))]
  const shown = fields.filter(
    (field): field is [string, string] => typeof field[1] === 'string' && !isSecretField(field[0]) && field[0] !== '__proto__',
  )
  const chosen = new Set(fields.flatMap(([name, value]) => (typeof value !== 'string' && value.size > 0 ? [name] : [])))
  const ticked = Object.fromEntries(groupByName(shown))
  const entered = Object.fromEntries(Object.entries(ticked).map(([name, values]) => [name, values.at(-1) ?? '']))
  return { entered, ticked, chosen: [...chosen] }
}
