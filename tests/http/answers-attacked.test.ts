// Tasks, questions and what is sent along with them, asked for over HTTP by those who may not, or no longer, and with files made to do harm.
import { strToU8, zipSync } from 'fflate'
import { afterAll, expect, test } from 'vitest'
import { and, eq } from 'drizzle-orm'
import { loadViewer } from '#app/modules/sessions/sessions.server.ts'
import { enrolPersons, stepEnrolment } from '#app/modules/cohorts/cohorts.server.ts'
import { answerInquiries, askInquiry, listWaitingInquiries } from '#app/modules/inquiries/inquiries.server.ts'
import { listWaitingTasks } from '#app/modules/tasks/tasks.server.ts'
import { present } from '#app/present.ts'
import { attachments } from '#db/schema/attachments.ts'
import { enrolments } from '#db/schema/cohorts.ts'
import { inquiries } from '#db/schema/inquiries.ts'
import { taskSubmissions, taskVerdicts } from '#db/schema/tasks.ts'
import { aCounty, type Asker, type County } from '#tests/access/county.ts'
import { loadScreens } from '#tests/access/screens.ts'
import { administrator } from '#tests/modules/learning/makers.ts'
import { anMp3, anOgg, aPhotograph, bomb } from '#tests/media/makers.ts'

const { serve } = await loadScreens()
const open: (() => unknown)[] = []
afterAll(() => Promise.all(open.map((close) => close())))

async function aServer() {
  const county = await aCounty()
  const { origin, close } = await serve(county.site)
  open.push(close)
  const send = async (asker: Asker, path: string, fields: Record<string, string | Uint8Array>) => {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields))
      if (typeof value === 'string') body.append(name, value)
      else body.append(name, new Blob([Buffer.from(value)]), 'a.jpg')
    const answer = await fetch(origin + path, {
      method: 'POST',
      redirect: 'manual',
      body,
      headers: { origin, cookie: county.cookieOf[asker] },
    })
    return { status: answer.status, text: await answer.text() }
  }
  const get = async (asker: Asker, path: string) =>
    (await fetch(origin + path, { redirect: 'manual', headers: { cookie: county.cookieOf[asker] } })).status
  return { county, send, get }
}

/** How much there is of everything that trainees and instructors say. */
const amounts = async ({ site }: County) => ({
  attachments: await site.read.$count(attachments),
  inquiries: await site.read.$count(inquiries),
  submissions: await site.read.$count(taskSubmissions),
  verdicts: await site.read.$count(taskVerdicts),
})

const task = '/courses/tea/first/tasks/pick'
const doc = '<!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'

test('no question file, document, archive or program passes for a photograph or a recording, in a task, a question or an answer', async () => {
  const { county, send } = await aServer()
  const before = await amounts(county)
  const gift = '::名::哪一个是对的？{=甲 ~乙 ~丙}\n'
  const hostile: [string, Uint8Array][] = [
    ['GIFT', strToU8(gift)],
    ['GIFT in UTF-16', Buffer.from(`\ufeff${gift}`, 'utf16le')],
    ['Moodle XML', strToU8(`<?xml version="1.0"?>${doc}<quiz><question type="cloze">&b;</question></quiz>`)],
    ['Aiken', strToU8('哪个是对的？\nA. 甲\nB. 乙\nC. 丙\nANSWER: B\n')],
    ['QTI', zipSync({ 'imsmanifest.xml': strToU8('<manifest/>'), 'a.xml': strToU8('<assessmentItem/>') })],
    ['Excel', zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.xml': strToU8(`${doc}<workbook/>`) })],
    ['a bomb', zipSync({ 'a.jpg': [new Uint8Array(8_000_000), { level: 9 }] })],
    ['a drawing', strToU8('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['a page', strToU8('<!doctype html><script>alert(1)</script>')],
    ['a program', Buffer.from('MZ\x90\0\x03\0', 'latin1')],
    ['half a photograph', (await aPhotograph(600)).subarray(0, 200)],
    ['a picture of a billion points', bomb(30_000)],
    ['half a recording', anOgg().subarray(0, 20)],
  ]
  const wrong: string[] = []
  const isNo = ({ status, text }: { status: number; text: string }) => status === 422 && /请|不是|坏/.test(text)
  for (const [name, bytes] of hostile)
    for (const [asker, path, fields] of [
      ['traineeHere', task, { text: '', link: '', picture: bytes }],
      ['traineeHere', task, { text: '看', link: '', voice: bytes }],
      ['traineeHere', '/ask/tea', { do: 'ask', at: 'first/s1', text: '问', picture: bytes }],
      ['traineeHere', '/ask/tea', { do: 'ask', at: 'first/s1', text: '问', voice: bytes }],
      ['instructorHere', `/desk/tasks/${county.taskWorkId}`, { do: 'again', version: String(county.taskWorkVersion), words: '改', voice: bytes }],
      ['instructorHere', `/desk/inquiries/${county.inquiryId}`, { inquiries: county.inquiryId, text: '答', voice: bytes }],
    ] as [Asker, string, Record<string, string | Uint8Array>][]) {
      const answer = await send(asker, path, fields)
      if (!isNo(answer)) wrong.push(`${name} at ${path}: ${answer.status} ${answer.text.slice(0, 100)}`)
    }
  expect(wrong).toEqual([])
  expect(await amounts(county)).toEqual(before)
}, 120_000) // prettier-ignore

test('a link is taken or refused with a sentence, and never is anything but https', async () => {
  const { county, send } = await aServer()
  const before = await amounts(county)
  for (const link of ['javascript:alert(1)', 'data:text/html,x', 'http://10.0.0.1/', 'https://[::1]/', 'https://a:b@shop.example.com/', 'x'.repeat(900)]) {
    const { status, text } = await send('traineeHere', task, { text: '', link })
    expect([status, /网址/.test(text)]).toEqual([422, true])
  }
  expect(await amounts(county)).toEqual(before)
}) // prettier-ignore

test('what is another’s cannot be taken back, judged or answered from another class, and a phone sends for nobody else', async () => {
  const { county, send } = await aServer()
  const before = await amounts(county)
  const { inquiryId, taskWorkId, taskWorkVersion, accountOf } = county
  const work = { version: String(taskWorkVersion), words: '好' }
  expect((await send('traineeAway', '/ask/tea', { do: 'withdraw', inquiry: inquiryId })).status).toBe(404)
  expect((await send('instructorAway', `/desk/tasks/${taskWorkId}`, { ...work, do: 'accept' })).status).toBe(404)
  expect((await send('instructorAway', `/desk/inquiries/${inquiryId}`, { inquiries: inquiryId, text: '答' })).status).toBe(404)
  expect((await send('officerHere', `/desk/tasks/${taskWorkId}`, { ...work, do: 'accept' })).status).toBe(403)
  const sent = { what: 'task', about: 'tea/first/pick', device: 'phone-one', sequence: '1', text: '好', link: '' }
  expect((await send('traineeAway', '/sent', { ...sent, account: accountOf.traineeHere })).status).toBe(401)
  for (const what of ['__proto__', 'constructor', 'toString', ''])
    expect((await send('traineeHere', '/sent', { ...sent, what, account: accountOf.traineeHere })).status).toBe(404)
  for (const about of ['tea/first', 'tea/first/none', '../first/pick', 'tea/first/pick/more', ''])
    expect((await send('traineeHere', '/sent', { ...sent, about, account: accountOf.traineeHere, sequence: '2' })).status).toBe(404)
  expect(await amounts(county)).toEqual(before)
  expect((await listWaitingTasks(county.site, await viewerOf(county, 'instructorHere'))).count).toBe(1)
  expect((await listWaitingInquiries(county.site, await viewerOf(county, 'instructorHere'))).count).toBe(1)
})

const viewerOf = async ({ site, accountOf }: County, asker: Asker) => present(await loadViewer(site, accountOf[asker]), asker)

test('two phones that send the same at once, and one that is cut off half-way, leave it there once', async () => {
  const { county, send } = await aServer()
  const before = await amounts(county)
  const voice = anMp3()
  const entry = { what: 'task', about: 'tea/first/pick', account: county.accountOf.traineeHere, text: '再采了一篮', link: '', voice }
  const answers = await Promise.all(
    ['phone-one', 'phone-two'].flatMap((device) => [1, 2, 3].map(() => send('traineeHere', '/sent', { ...entry, device, sequence: '7' }))),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200))
  expect(await amounts(county)).toEqual({ ...before, attachments: before.attachments + 1, submissions: before.submissions + 1 })
})

test('whoever has left a class no longer gets what it is shown, and whose class is over still hands in', async () => {
  const { county, send, get } = await aServer()
  const { site, cohortId } = county
  const instructor = await viewerOf(county, 'instructorHere')
  const order = { course: 'tea', lesson: 'first', section: 's1', text: '', brought: { voice: anMp3({ frames: 50 }) } }
  const asked = await askInquiry(site, await viewerOf(county, 'traineeHere'), order)
  const shown = { question: '茶怎么装？', pictureOf: null, voiceOf: asked }
  await answerInquiries(site, instructor, { inquiryIds: [asked], text: '', voice: anOgg(), shown })
  const voices = await site.read.select({ id: attachments.id }).from(attachments).where(eq(attachments.isOpen, true))
  expect(voices).toHaveLength(2)
  const heard = (asker: Asker) => Promise.all(voices.map(({ id }) => get(asker, `/attachments/${id}`)))
  expect(await heard('traineeAway')).toEqual([404, 404])
  const personId = present((await viewerOf(county, 'traineeAway')).personId, 'person')
  await enrolPersons(site, administrator, { cohortId, personIds: [personId] })
  expect(await heard('traineeAway')).toEqual([200, 200])
  const [enrolment] = await site.read.select().from(enrolments).where(and(eq(enrolments.personId, personId), eq(enrolments.cohortId, cohortId)))
  await stepEnrolment(site, administrator, { enrolmentId: present(enrolment, 'enrolment').id, event: { type: 'LEAVE', reason: '换到别的班' } })
  expect(await heard('traineeAway')).toEqual([404, 404])
  expect(await heard('traineeHere')).toEqual([200, 200])
  expect((await send('traineeHere', task, { text: '又采了一篮', link: '' })).status).toBe(302)
}) // prettier-ignore
