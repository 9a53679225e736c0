// Two people press the same button at once, each on a page that was true when it was opened: one of them does it, the other is told so in a
// sentence, and nothing happens twice.
import { beforeAll, expect, test } from 'vitest'
import { desc, gt } from 'drizzle-orm'
import { createUser, setAccountEnabled } from '#app/modules/accounts/accounts.server.ts'
import { issueSlips, readCohort, stepCohort, stepEnrolment } from '#app/modules/cohorts/cohorts.server.ts'
import { changeSettings } from '#app/modules/programme-settings/programme-settings.server.ts'
import { approveVersion, submitVersion } from '#app/modules/studio/life-cycle.server.ts'
import { readStudioCourse } from '#app/modules/studio/studio.server.ts'
import { readRound, setPairRuling, stepRound } from '#app/modules/rounds/rounds.server.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { readPairing, stepPairing } from '#app/modules/pairings/pairings.server.ts'
import { aCourse, anInstructor, now } from '#tests/modules/studio/makers.ts'
import { anAdmin, aPerson, enrol } from '#tests/support/makers.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { aCounty, type County } from './county.ts'
import { loadScreens } from './screens.ts'

let screens: Awaited<ReturnType<typeof loadScreens>>
beforeAll(async () => void (screens = await loadScreens()))

interface Press {
  what: string
  /** What has to happen before. */
  before?: (county: County) => Promise<unknown>
  page: (county: County) => string | Promise<string>
  /** What is posted to the page first, if its form is what a first press is answered with. */
  ask?: (county: County) => Record<string, string> | Promise<Record<string, string>>
  /** What the form is recognised by, if the page has several. */
  has?: string
  /** What is entered or pressed besides what the form holds. */
  enter?: Record<string, string>
}

const reason = '情况有变'
const endClass = (county: County, type: string) => async () =>
  stepCohort(county.site, anAdmin, {
    id: county.cohortId,
    version: (await readCohort(county.site, anAdmin, county.cohortId)).version,
    event: { type, ...(type === 'CANCEL' ? { reason } : {}) },
  })
const classStep = (step: string) => (county: County) => `/desk/cohorts/${county.cohortId}/steps/${step}`
const roundStep =
  (step: string, about = '') =>
  (county: County) =>
    `/desk/rounds/${county.roundId}/${step}${about}`
const collecting =
  (step: string, about: (county: County) => string = () => '') =>
  (county: County) =>
    `/desk/rounds/${county.collectingRoundId}/${step}${about(county)}`
const roundGoes = async ({ site, roundId }: County, type: 'EVALUATE' | 'CLOSE') =>
  stepRound(site, anAdmin, { roundId, version: (await readRound(site, anAdmin, { roundId })).version, event: { type } })
const pairingGoes = async ({ site, pairingId }: County, event: { type: 'EVALUATE' } | { type: 'DISSOLVE'; reason: string }) =>
  stepPairing(site, anAdmin, { pairingId, version: (await readPairing(site, anAdmin, { pairingId })).version, event })
/** Somebody studies in the class, besides the one who has completed it. */
const withAStudent = async ({ site, cohortId }: County) =>
  void (await enrol(site, cohortId, await aPerson(site, { name: '田小禾', regionCode: '422826100201' })))
const student = async ({ site, cohortId }: County) => {
  const { trainees } = await readCohort(site, anAdmin, cohortId)
  return { enrolment: trainees.find(({ name }) => name === '田小禾')!.enrolmentId }
}
const studentGoes = async (county: County, type: 'LEAVE' | 'SKIP_EXAM') => {
  await withAStudent(county)
  await stepEnrolment(county.site, anAdmin, { enrolmentId: (await student(county)).enrolment, event: { type, reason } })
}
const trainees = ({ cohortId }: County) => `/desk/cohorts/${cohortId}/trainees/step`
/** A version that can be published, and one whose course is offered. */
const aVersion = async (county: County) => {
  const [author, reviewer] = [await anInstructor(county.site, '覃作者'), await anInstructor(county.site, '向审稿')]
  const versionId = await aCourse(county.site, author, 'weave-bags')
  await submitVersion(county.site, author, { ...(await now(county.site, author, versionId)), reviewer: reviewer.accountId })
  await approveVersion(county.site, reviewer, { ...(await now(county.site, reviewer, versionId)), reason: null })
}
const versionOf = async ({ site }: County) => {
  const { versions } = await readStudioCourse(site, anAdmin, 'weave-bags')
  return versions[0]!.id
}
const settings = { group: 'places', version: 0 } as const
/** The exam of the county as its form holds it. */
const plan = {
  ...{ single: '4', multiple: '3', trueFalse: '3', minutes: '30', passMark: '60', attemptsAllowed: '3' },
  ...{ opensOn: '2019-03-04', closesOn: '2019-03-05' },
}

const account = (step: string) => (county: County) => `/desk/accounts/${county.spareAccountId}/${step}`

const presses: Press[] = [
  { what: 'a class is completed', page: classStep('close') },
  { what: 'a class is cancelled', page: classStep('cancel'), enter: { reason } },
  { what: 'a class is opened again', before: async (county) => endClass(county, 'CANCEL')(), page: classStep('reopen'), enter: { reason } },
  { what: 'a round stops collecting wishes', page: collecting('close-wishes') },
  { what: 'a shop leaves a round', page: collecting('leave', ({ awayWestShopId }) => `?shop=${awayWestShopId}`) },
  {
    what: 'a pin is taken back',
    before: async ({ site, collectingRoundId, awayWestShopId, awayEastShopId }) =>
      setPairRuling(site, anAdmin, { roundId: collectingRoundId, west: awayWestShopId, east: awayEastShopId, ruling: 'pin', reason }),
    page: collecting('take-back', ({ awayWestShopId, awayEastShopId }) => `?pair=${awayWestShopId}%20${awayEastShopId}`),
  },
  { what: 'a round begins its evaluation', page: roundStep('evaluate') },
  { what: 'a round is taken back', before: async (county) => roundGoes(county, 'EVALUATE'), page: roundStep('reopen'), enter: { reason } },
  {
    what: 'a round is closed',
    before: async (county) => {
      await pairingGoes(county, { type: 'DISSOLVE', reason })
      await roundGoes(county, 'EVALUATE')
    },
    page: roundStep('close'),
  },
  { what: 'a pairing is evaluated early', page: ({ pairingId }) => `/desk/pairings/${pairingId}/evaluate` },
  { what: 'a pairing is dissolved', page: ({ pairingId }) => `/desk/pairings/${pairingId}/dissolve`, enter: { reason } },
  {
    what: 'a pairing is taken back',
    before: async (county) => pairingGoes(county, { type: 'EVALUATE' }),
    page: ({ pairingId }) => `/desk/pairings/${pairingId}/reopen`,
    enter: { reason },
  },
  { what: 'an account is disabled', page: account('disable') },
  {
    what: 'an account is enabled',
    before: async ({ site, spareAccountId }) => setAccountEnabled(site, anAdmin, { accountId: spareAccountId, enabled: false }),
    page: account('enable'),
  },
  { what: 'a link is issued again', page: account('reset'), enter: { reason } },
  { what: 'a certificate is revoked', page: ({ certificateId }) => `/desk/certificates/${certificateId}/revoke`, enter: { reason } },
  { what: 'a certificate is replaced', page: ({ certificateId }) => `/desk/certificates/${certificateId}/replace`, enter: { reason } },
  { what: 'a roster is discarded', page: ({ rosterId }) => `/desk/rosters/${rosterId}/discard` },
  { what: 'a list of shops is discarded', page: ({ shopImportId }) => `/desk/shop-imports/${shopImportId}/discard` },
  { what: 'a reply is hidden', page: ({ replyId }) => `/desk/replies/${replyId}/hide`, enter: { reason } },
  { what: 'a reply is taken back', page: ({ replyId }) => `/desk/replies/${replyId}/take-back`, enter: { reason } },
  {
    what: 'a version is put away',
    page: ({ studioVersionId }) => `/desk/studio/versions/${studioVersionId}/steps/archive`,
    enter: { reason },
  },
  {
    what: 'a trainee leaves a class',
    before: withAStudent,
    page: trainees,
    ask: async (county) => ({ step: 'LEAVE', ...(await student(county)) }),
    enter: { reason },
  },
  {
    what: 'a trainee comes back',
    before: (county) => studentGoes(county, 'LEAVE'),
    page: trainees,
    ask: async (county) => ({ step: 'RETURN', ...(await student(county)) }),
    enter: { reason },
  },
  {
    what: 'a trainee does not sit the exam',
    before: withAStudent,
    page: trainees,
    ask: async (county) => ({ step: 'SKIP_EXAM', ...(await student(county)) }),
    enter: { reason },
  },
  {
    what: 'a trainee sits the exam after all',
    before: (county) => studentGoes(county, 'SKIP_EXAM'),
    page: trainees,
    ask: async (county) => ({ step: 'SIT_EXAM', ...(await student(county)) }),
    enter: { reason },
  },
  {
    what: 'slips of a class are issued again',
    before: async (county) => {
      await withAStudent(county)
      await issueSlips(county.site, anAdmin, { cohortId: county.cohortId, enrolmentIds: [(await student(county)).enrolment] })
    },
    page: ({ cohortId }) => `/desk/cohorts/${cohortId}/slips`,
    ask: student,
  },
  {
    what: 'slips of shop owners are issued again',
    page: () => '/desk/shops/slips',
    ask: ({ awayWestShopId }) => ({ shop: awayWestShopId, press: 'one-press' }),
  },
  {
    what: 'an exam gets a later last day',
    page: ({ cohortId }) => `/desk/cohorts/${cohortId}/exam`,
    enter: { ...plan, closesOn: '2019-03-09' },
  },
  {
    what: 'everybody gets a new sitting',
    page: ({ cohortId }) => `/desk/cohorts/${cohortId}/exam`,
    enter: { ...plan, attemptsAllowed: '5' },
  },
  {
    what: 'a version of a course is published',
    before: aVersion,
    page: async (county) => `/desk/studio/versions/${await versionOf(county)}/steps/publish`,
  },
  {
    what: 'a setting of the programme is changed',
    page: () => '/desk/settings',
    has: 'value="places"',
    enter: { do: 'save', 'west.shortName': '咸丰县', reason },
  },
  {
    what: 'a setting of the programme is set back',
    before: ({ site }) => changeSettings(site, anAdmin, { ...settings, typed: { 'west.shortName': '咸丰县' }, reason }),
    page: () => '/desk/settings',
    has: 'name="change"',
    enter: { do: 'restore', reason },
  },
]

const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? ''

/** What the form of a page sends by itself. */
function fieldsOf(main: string, has: string): URLSearchParams {
  const form = [...main.matchAll(/<form method="post"[^>]*>.*?<\/form>/gs)].map(([whole]) => whole).find((one) => one.includes(has))
  expect(form, `a form with ${has}`).toBeTruthy()
  return new URLSearchParams(
    [...form!.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [attribute(tag, 'name'), attribute(tag, 'value')]),
  )
}

test.each(presses)('$what: once', async ({ before, page, ask, has = '', enter = {} }) => {
  const county = await aCounty()
  const { site } = county
  await before?.(county)
  await site.settle()
  const { accountId: second } = await createUser(site, anAdmin, { name: '冯管理', role: 'administrator', phone: '13900070098' })
  const people = [county.accountOf.administrator, second]
  const names = ['田管理', '冯管理']
  const cookies = [county.cookieOf.administrator, (await createSession(site, second)).split(';')[0]!]
  const { origin, close } = await screens.serve(site)
  const address = await page(county)
  const send = async (nth: number, body: URLSearchParams | null) => {
    const headers = { Cookie: cookies[nth]!, Origin: origin }
    const answer = await fetch(origin + address, body ? { method: 'POST', redirect: 'manual', headers, body } : { headers })
    const html = (await answer.text()).replaceAll('<!-- -->', '')
    return { status: answer.status, main: html.slice(html.indexOf('<main'), html.indexOf('</main>')) }
  }
  const asked = ask && new URLSearchParams(await ask(county))
  const forms: URLSearchParams[] = []
  for (const nth of people.keys()) {
    const form = fieldsOf((await send(nth, asked ?? null)).main, has)
    for (const [name, value] of Object.entries(enter)) form.set(name, value)
    forms.push(form)
  }
  const [latest] = await site.read.select().from(auditEntries).orderBy(desc(auditEntries.sequence)).limit(1)
  const answers = await Promise.all(forms.map((body, nth) => send(nth, body)))
  await close()
  const loser = answers.findIndex(({ status }) => status >= 400)
  const statuses = answers.map(({ status }) => status)
  expect([...statuses].sort().slice(1), statuses.join()).toEqual([409])
  expect(statuses[1 - loser]).toBeLessThan(400)
  const said = answers[loser]!.main.replaceAll(/<[^>]*>/g, ' ')
  expect(said).toMatch(/(别人|已经|现在是|现在不能)[^。]*。/)
  // Who was quicker, when, and what they did.
  expect(said).toMatch(new RegExp(`${names[1 - loser]} 2019年3月4日 \\d\\d:\\d\\d [^。]{2,}。`))
  const entries = await site.read.select().from(auditEntries).where(gt(auditEntries.sequence, latest!.sequence))
  expect(entries.filter(({ actor }) => people.includes(actor))).toHaveLength(1)
})
