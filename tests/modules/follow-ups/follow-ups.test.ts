// Follow-ups: planned by a completion, opened, given away, answered once, tried on three days, corrected, taken back.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { handlePhoneForm } from '#app/http/phone-forms/phone-forms.server.ts'
import {
  assignFollowUps,
  discloseFollowUpPhone,
  listFollowUpErrands,
  listFollowUps,
  listFollowUpsDue,
  listOwnFollowUps,
  readFollowUp,
  takeFollowUpBack,
} from '#app/modules/follow-ups/follow-ups.server.ts'
import { clampDay } from '#app/modules/follow-ups/days.ts'
import { canSeeFollowUp, followUpsVisibleTo } from '#app/modules/follow-ups/policy.ts'
import { disclosures } from '#db/schema/households.ts'
import { followUpAnswers, followUps } from '#db/schema/follow-ups.ts'
import { sentForms } from '#db/schema/sent-forms.ts'
import { persons } from '#db/views/households.ts'
import { followUpWorkflow } from '#app/modules/follow-ups/follow-up.workflow.ts'
import { advanceBySystem } from '#app/workflow/kernel.server.ts'
import { aClassWithATrainee, aCohort, anAdmin, anOfficer, aViewer, enrol, mark, pass, step } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aDueFollowUp, aGraduate, answer, anOfficerAccount, listOf, record } from './makers.ts'

const stateOf = async (site: TestSite, id: string) => (await readFollowUp(site, anAdmin, id)).state
const elsewhere = aViewer('townshipOfficer', { kind: 'region', code: '422826101' })
const official = aViewer('official', { kind: 'region', code: '422826' })

test('whoever completes is asked after 3, 6 and 12 months, and is on the list a week before', async () => {
  const site = await aSite()
  const { followUps: planned } = await aGraduate(site)
  expect(planned).toMatchObject([
    { ordinal: 1, months: 3, dueOn: '2019-06-08', openDueOn: null, closedOn: null },
    { ordinal: 2, months: 6, dueOn: '2019-09-08' },
    { ordinal: 3, months: 12, dueOn: '2020-03-08' },
  ])
  site.clock.set('2019-05-31T23:59:59+08:00')
  await site.settle()
  expect((await listFollowUps(site, anOfficer, 'open')).lines).toEqual([])
  site.clock.set('2019-06-01T00:00:00+08:00')
  await site.settle()
  expect((await listFollowUps(site, anOfficer, 'open')).lines).toMatchObject([{ name: '田小禾', months: 3, state: 'due', daysTried: 0 }])
})

test('a completion that is taken back cancels them; that comes again, on another day, plans them anew', async () => {
  const site = await aSite()
  const held = await aClassWithATrainee(site)
  for (const session of held.sessions.slice(0, 3)) await mark(site, session, held.enrolmentId, 'present')
  await pass(site, held.enrolmentId, '2019-03-06')
  await site.settle()
  expect((await listOf(site, held.enrolmentId)).map(({ dueOn }) => dueOn)).toEqual(['2019-06-07', '2019-09-07', '2020-03-07'])
  await mark(site, held.sessions[2]!, held.enrolmentId, 'absent')
  await site.settle()
  const [first] = await listOf(site, held.enrolmentId)
  expect(await stateOf(site, first!.id)).toBe('cancelled')
  await mark(site, held.sessions[3]!, held.enrolmentId, 'present')
  await site.settle()
  expect(await stateOf(site, first!.id)).toBe('planned')
  expect((await listOf(site, held.enrolmentId)).map(({ dueOn }) => dueOn)).toEqual(['2019-06-08', '2019-09-08', '2020-03-08'])
})

test('the answers are kept with where they come from, and the month they are of', async () => {
  const site = await aSite()
  const { id } = await aDueFollowUp(site)
  await answer(site, id, { place: '唐崖茶坊', employed: '3', employedRegistered: '2', helps: ['shipping'], source: 'proved', words: '忙' })
  const { state, closedOn, answers } = await readFollowUp(site, anOfficer, id)
  expect({ state, closedOn }).toEqual({ state: 'answered', closedOn: '2019-06-08' })
  expect(answers).toMatchObject([
    {
      ...{ isSelling: true, channel: 'platform', place: '唐崖茶坊', month: '2019-05', salesBand: 2, sold: true, source: 'proved' },
      ...{ employed: 3, employedRegistered: 2, obstacles: [], helps: ['shipping'], words: '忙', how: 'visit', askedOn: '2019-06-08' },
    },
  ])
})

test('what does not belong to the answer is left out: who does not sell has no sales, who sells nothing that stopped her', async () => {
  const site = await aSite()
  const { id } = await aDueFollowUp(site)
  await answer(site, id, { selling: 'no', obstacles: ['goods', 'time'] })
  expect((await readFollowUp(site, anOfficer, id)).answers).toMatchObject([
    { isSelling: false, channel: null, salesBand: null, sold: false, obstacles: ['goods', 'time'] },
  ])
})

test('more registered people than people is refused at its field', async () => {
  const site = await aSite()
  const { id } = await aDueFollowUp(site)
  await expect(answer(site, id, { employed: '1', employedRegistered: '2' })).rejects.toMatchObject({
    status: 422,
    fields: { employedRegistered: ['其中建档立卡的，不能比请的人还多。'] },
  })
})

test('tries of three different days end it, also if they are all sent on the last; two on a day are one', async () => {
  const site = await aSite()
  const { id } = await aDueFollowUp(site)
  site.clock.set('2019-06-12T09:00:00+08:00')
  for (const on of ['2019-06-08', '2019-06-08', '2019-06-10']) await record(site, id, { do: 'try', on, outcome: 'notHome' })
  expect(await stateOf(site, id)).toBe('due')
  await record(site, id, { do: 'try', on: '2019-06-12', outcome: 'noAnswer' })
  expect(await stateOf(site, id)).toBe('notReached')
  expect((await readFollowUp(site, anOfficer, id)).history.map(({ says }) => says)).toContain('2019年6月8日，不在家')
  await answer(site, id) // she calls back
  expect(await stateOf(site, id)).toBe('answered')
})

test('a phone whose clock is wrong dates nothing into the future, nor to before it was on the list', () => {
  const about = { today: '2019-06-10', dueOn: '2019-06-08' }
  expect(clampDay('2031-01-01', about)).toBe('2019-06-10')
  expect(clampDay('2019-01-01', about)).toBe('2019-06-01')
  expect(clampDay('2019-06-09', about)).toBe('2019-06-09')
  expect(clampDay(undefined, about)).toBe('2019-06-10')
})

test('whoever comes second is told who was first and loses nothing: with a reason the answer is a correction, and both are kept', async () => {
  const site = await aSite()
  const { id } = await aDueFollowUp(site)
  const colleague = await anOfficerAccount(site)
  await answer(site, id, {}, colleague)
  await expect(answer(site, id, { band: '4' })).rejects.toMatchObject({
    status: 409,
    message: '王专干在2019年6月8日已经回访过田小禾了，这一份没有算进去。要改成您问到的，打开这次回访，写明原因再交。',
  })
  await record(site, id, { do: 'try', outcome: 'noAnswer' }) // late news, which changes nothing
  await answer(site, id, { band: '4', reason: '她后来说卖了更多' })
  const { state, answers } = await readFollowUp(site, anOfficer, id)
  expect(state).toBe('answered')
  expect(answers).toMatchObject([
    { salesBand: 4, reason: '她后来说卖了更多', supersededAt: null },
    { salesBand: 2, by: '王专干', supersededAt: site.now() },
  ])
})

test('the same answer of the same officer, pressed or sent twice, counts once', async () => {
  const site = await aSite()
  const { id } = await aDueFollowUp(site)
  const form = (sequence: string) => {
    const fields = { what: 'followUp', about: id, do: 'answer', how: 'call', selling: 'no', source: 'told', on: '2019-06-08' }
    const sent = new FormData()
    for (const [name, value] of Object.entries({ ...fields, device: 'phone-123-456', sequence })) sent.set(name, value)
    return sent
  }
  const officer = await anOfficerAccount(site)
  for (const sequence of ['1', '1', '2']) await handlePhoneForm(site, officer, form(sequence))
  expect(await site.read.$count(followUpAnswers)).toBe(1)
  expect(await site.read.$count(sentForms)).toBe(2)
})

test('what was recorded can be taken back with a reason: she is asked again, and the answers stay to be read', async () => {
  const site = await aSite()
  const { id } = await aDueFollowUp(site)
  await answer(site, id)
  const { version } = await readFollowUp(site, anOfficer, id)
  await expect(takeFollowUpBack(site, anOfficer, { followUpId: id, version, reason: '' })).rejects.toMatchObject({ status: 422 })
  await takeFollowUpBack(site, anOfficer, { followUpId: id, version, reason: '问的不是她' })
  const { state, answers } = await readFollowUp(site, anOfficer, id)
  expect({ state, believed: answers.filter(({ supersededAt }) => !supersededAt) }).toEqual({ state: 'due', believed: [] })
  expect((await listFollowUps(site, anOfficer, 'open')).lines).toHaveLength(1)
})

test('several are given to an officer at once, if she goes there; who has been asked meanwhile stays', async () => {
  const site = await aSite()
  const { id } = await aDueFollowUp(site)
  const [officer, other] = [await anOfficerAccount(site), await anOfficerAccount(site, '冉专干', '422826101')]
  await expect(assignFollowUps(site, official, { followUpIds: [id], to: other.accountId })).rejects.toMatchObject({
    status: 422,
    fields: { to: ['冉专干不管田小禾住的地方，请选别人，或不勾这个人。'] },
  })
  await expect(assignFollowUps(site, official, { followUpIds: [], to: officer.accountId })).rejects.toMatchObject({ status: 422 })
  expect(await assignFollowUps(site, official, { followUpIds: [id], to: officer.accountId })).toEqual({ given: 1, over: 0 })
  expect(await listOwnFollowUps(site, officer)).toMatchObject({ own: [{ id, assignee: '王专干' }], unassigned: [] })
  await answer(site, id, {}, officer)
  expect(await assignFollowUps(site, official, { followUpIds: [id], to: officer.accountId })).toEqual({ given: 0, over: 1 })
})

test('she is seen, and asked, only where the officer works; an official sees and gives away, and records nothing', async () => {
  const site = await aSite()
  const { id } = await aDueFollowUp(site)
  await expect(readFollowUp(site, elsewhere, id)).rejects.toMatchObject({ status: 404 })
  await expect(answer(site, id, {}, elsewhere)).rejects.toMatchObject({ status: 404 })
  await expect(answer(site, id, {}, official)).rejects.toMatchObject({ status: 403 })
  expect((await listFollowUps(site, elsewhere, 'open')).lines).toEqual([])
  const rows = await site.read.select({ regionCode: persons.regionCode }).from(persons)
  for (const viewer of [anAdmin, anOfficer, official, elsewhere])
    for (const row of rows)
      expect(await site.read.select({ id: persons.id }).from(persons).where(followUpsVisibleTo(viewer))).toHaveLength(
        Number(canSeeFollowUp(viewer, row)),
      )
})

test('her phone number is shown with a reason, which she can read', async () => {
  const site = await aSite()
  const { id, personId } = await aDueFollowUp(site)
  await expect(discloseFollowUpPhone(site, anOfficer, { followUpId: id, reason: '' })).rejects.toMatchObject({ status: 422 })
  expect(await discloseFollowUpPhone(site, anOfficer, { followUpId: id, reason: '打电话回访' })).toBe('没有登记')
  expect(await site.read.select().from(disclosures).where(eq(disclosures.personId, personId))).toMatchObject([{ reason: '打电话回访' }])
})

test('who is asked for one class is not asked again for another within weeks', async () => {
  const site = await aSite()
  const { id, personId } = await aDueFollowUp(site)
  const other = await anotherOf(site, id)
  await answer(site, id)
  expect(await stateOf(site, other)).toBe('answered')
  site.clock.set('2019-09-01T09:00:00+08:00')
  await site.settle()
  const lines = await listFollowUpsDue(site, anOfficer, { until: '2019-09-30' })
  expect(lines).toMatchObject([{ personId, months: 6 }]) // three months later she is
})

/** A follow-up of the same person, of another class that she completed on another day, which is due. */
async function anotherOf(site: TestSite, id: string): Promise<string> {
  const [{ personId } = { personId: '' }] = await site.read.select().from(followUps).where(eq(followUps.id, id))
  const cohort = await aCohort(site, { number: 2, days: ['2019-06-08'] })
  const enrolmentId = await enrol(site, cohort.id, personId)
  await step(site, cohort.id, 'OPEN', 'START')
  await mark(site, cohort.sessions[0]!, enrolmentId, 'present')
  await pass(site, enrolmentId, '2019-06-08')
  await site.settle()
  const [first] = await listOf(site, enrolmentId)
  await site.write('system', 'its day comes', (tx) => advanceBySystem(tx, followUpWorkflow, { id: first!.id, event: { type: 'OPEN' } }))
  await site.settle()
  return first!.id
}

test('the home of an officer says what is hers and what nobody has, with the earliest day', async () => {
  const site = await aSite()
  const { id } = await aDueFollowUp(site)
  const officer = await anOfficerAccount(site)
  expect(await listFollowUpErrands(site, officer)).toMatchObject([{ key: 'followUps nobodys', count: 1, day: '2019-06-08' }])
  await assignFollowUps(site, official, { followUpIds: [id], to: officer.accountId })
  expect(await listFollowUpErrands(site, officer)).toMatchObject([{ key: 'followUps own', count: 1, href: '/follow-ups' }])
  expect(await listFollowUpErrands(site, official)).toEqual([])
})
