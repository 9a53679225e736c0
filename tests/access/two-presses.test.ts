// Two people press the same button at once, each on a page that was true when it was opened: one of them does it, the other is told so in a
// sentence, and nothing happens twice.
import { beforeAll, expect, test } from 'vitest'
import { desc, gt } from 'drizzle-orm'
import { createUser, setAccountEnabled } from '#app/modules/accounts/accounts.server.ts'
import { readCohort, stepCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { readRound, setPairRuling, stepRound } from '#app/modules/rounds/rounds.server.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { readPairing, stepPairing } from '#app/modules/pairings/pairings.server.ts'
import { anAdmin } from '#tests/support/makers.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { aCounty, type County } from './county.ts'
import { loadScreens } from './screens.ts'

let screens: Awaited<ReturnType<typeof loadScreens>>
beforeAll(async () => void (screens = await loadScreens()), 60_000)

interface Press {
  what: string
  /** What has to happen before. */
  before?: (county: County) => Promise<unknown>
  page: (county: County) => string | Promise<string>
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

test.each(presses)('$what: once', async ({ before, page, has = '', enter = {} }) => {
  const county = await aCounty()
  const { site } = county
  await before?.(county)
  await site.settle()
  const { accountId: second } = await createUser(site, anAdmin, { name: '冯管理', role: 'administrator', phone: '13900070098' })
  const people = [county.accountOf.administrator, second]
  const cookies = [county.cookieOf.administrator, (await createSession(site, second)).split(';')[0]!]
  const { origin, close } = await screens.serve(site)
  const address = await page(county)
  const forms: URLSearchParams[] = []
  for (const Cookie of cookies) {
    const read = async () => {
      const answer = await fetch(origin + address, { headers: { Cookie, Origin: origin } })
      const html = (await answer.text()).replaceAll('<!-- -->', '')
      return html.slice(html.indexOf('<main'), html.indexOf('</main>'))
    }
    const form = fieldsOf(await read(), has)
    for (const [name, value] of Object.entries(enter)) form.set(name, value)
    forms.push(form)
  }
  const [latest] = await site.read.select().from(auditEntries).orderBy(desc(auditEntries.sequence)).limit(1)
  const answers = await Promise.all(
    forms.map(async (body, nth) => {
      const headers = { Cookie: cookies[nth]!, Origin: origin }
      const answer = await fetch(origin + address, { method: 'POST', redirect: 'manual', headers, body })
      return { status: answer.status, html: (await answer.text()).replaceAll('<!-- -->', '') }
    }),
  )
  await close()
  const [lost, ...others] = answers.filter(({ status }) => status >= 400)
  expect([lost?.status, others], JSON.stringify(answers.map(({ status }) => status))).toEqual([409, []])
  const said = lost!.html.slice(lost!.html.indexOf('<main'), lost!.html.indexOf('</main>')).replaceAll(/<[^>]*>/g, ' ')
  expect(said).toMatch(/(别人|已经|现在是|现在不能)[^。]*。/)
  const entries = await site.read.select().from(auditEntries).where(gt(auditEntries.sequence, latest!.sequence))
  expect(entries.filter(({ actor }) => people.includes(actor))).toHaveLength(1)
})
