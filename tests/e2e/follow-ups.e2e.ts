// Forty follow-ups without a network: opened once, done at forty doors, each kept on the phone, sent when there is a network again, and
// taken once. What a colleague has done meanwhile is said, and what was filled in stays and can be handed in with a reason.
import { and, eq, isNull } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { createUser } from '#app/modules/accounts/accounts.server.ts'
import { addDays, toDay } from '#app/calendar.ts'
import { enrolmentWorkflow } from '#app/modules/cohorts/cohorts.server.ts'
import { followUpForm } from '#app/modules/follow-ups/follow-up-form.ts'
import { assignFollowUps, listFollowUps, planFollowUps, recordFollowUp } from '#app/modules/follow-ups/follow-ups.server.ts'
import { listChildren } from '#app/modules/regions/regions.server.ts'
import { createSession, loadViewer } from '#app/modules/sessions/sessions.server.ts'
import type { Site } from '#app/site.ts'
import { runUntilIdle } from '#app/workflow/follow-ups.server.ts'
import { startWorkflow } from '#app/workflow/kernel.server.ts'
import { workflows as lifeCycles } from '#app/workflows.server.ts'
import { newId } from '#db/id.ts'
import { completions, enrolments } from '#db/schema/cohorts.ts'
import { followUpAnswers, followUps } from '#db/schema/follow-ups.ts'
import { persons } from '#db/schema/households.ts'
import { workflows } from '#db/schema/workflow.ts'
import { anAdmin, aCohort } from '#tests/support/makers.ts'
import { aPhone } from '#tests/support/browser.ts'
import type { TestSite } from '#tests/support/site.ts'
import { startServer } from '#tests/support/running-server.ts'
import { aStoryServer, faultsOn, shot } from './story-server.ts'

const township = '422826100'
let officer: Viewer
let colleague: Viewer
let cookie = ''

async function anOfficer(site: Site, name: string, phone: string): Promise<Viewer> {
  const { accountId } = await createUser(site, anAdmin, { role: 'townshipOfficer', name, phone, region: township })
  return (await loadViewer(site, accountId))!
}

/** Forty people who completed a class a quarter of a year ago, whose follow-ups the officer has. */
async function prepare(site: Site) {
  officer = await anOfficer(site, '唐专干', '13900000001')
  colleague = await anOfficer(site, '王专干', '13900000002')
  cookie = await createSession(site, officer.accountId)
  const day = addDays(toDay(site.now()), -92)
  const { id: cohortId } = await aCohort(site as TestSite, { days: [addDays(toDay(site.now()), 30)] })
  const villages = listChildren(township, toDay(site.now()))
    .map(({ code }) => code)
    .slice(0, 5)
  await site.write('operator', 'people who completed', async (tx) => {
    for (let nth = 0; nth < 40; nth++) {
      const [personId, enrolmentId] = [newId(), newId()]
      const regionCode = villages[nth % villages.length]!
      await tx
        .insert(persons)
        .values({ id: personId, name: `田小${numerals[nth]}`, sex: 'female', birthday: '1984-05-06', regionCode, knownAt: tx.at })
      await startWorkflow(tx, enrolmentWorkflow, { id: enrolmentId })
      await tx.insert(enrolments).values({ id: enrolmentId, cohortId, personId, enrolledAt: tx.at })
      await tx.insert(completions).values({ id: newId(), enrolmentId, personId, cohortId, day, knownAt: tx.at })
      await planFollowUps(tx, site, { enrolmentId })
    }
  })
  await runUntilIdle(site, lifeCycles)
  const { lines } = await listFollowUps(site, anAdmin, 'open')
  await assignFollowUps(site, anAdmin, { followUpIds: lines.map(({ id }) => id), to: officer.accountId })
}
const numerals = Array.from('禾苗茶叶花果竹梅兰菊荷莲桃李杏梨枣桂柳杨松柏枫桐椿槐桑麻稻麦豆瓜薯芋姜蒜葱椒茄笋')

const story = await aStoryServer({ prepare })

const bodyOf = (page: Page) => page.locator('body').innerText()
const pagesKept = (page: Page) =>
  page.evaluate(async () => {
    const names = await caches.keys()
    const name = names.find((one) => one.startsWith('pages-'))
    return name ? (await (await caches.open(name)).keys()).length : 0
  })
const choose = (page: Page, name: string, value: string) =>
  page.locator(`label.choice:has(input[name="${name}"][value="${value}"])`).first().click()

test('forty follow-ups are done without a network, and each is taken once', { timeout: 400_000 }, async () => {
  const { browser, site, server } = story
  const context = await aPhone(browser, { origin: server.origin, cookie })
  const page = await context.newPage()
  await page.goto(`${server.origin}/follow-ups`)
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  const hrefs = await page.locator('a[data-follow-up]').evaluateAll((links) => links.map((link) => link.getAttribute('href')!))
  expect(hrefs).toHaveLength(40)
  expect(await faultsOn(page)).toEqual([])
  await expect.poll(() => pagesKept(page), { timeout: 60_000 }).toBeGreaterThanOrEqual(41)
  await shot(page, 'follow-ups')

  // The browser's own cut does not hold for a worker that it wakes for a sync: over forty pages one is woken.
  await server.kill()
  await context.setOffline(true)
  for (const [nth, href] of hrefs.entries()) {
    await page.goto(server.origin + href)
    if (nth === 0) await shot(page, 'follow-up')
    if (nth === 1) await page.getByRole('button', { name: '不在家' }).click()
    else {
      await choose(page, 'selling', nth % 3 === 0 ? 'no' : 'yes')
      if (nth % 3 === 0) await choose(page, 'obstacles', 'goods')
      else {
        await choose(page, 'channel', 'platform')
        await choose(page, 'band', '2')
      }
      if (nth === 2) await shot(page, 'follow-up-selling')
      await page.getByRole('button', { name: '问好了，存下' }).click()
    }
    await page.waitForURL(`${server.origin}/follow-ups`)
  }
  await page.waitForSelector('text=手机里有 40 份等着发出')
  await shot(page, 'follow-ups-waiting')

  const first = hrefs[0]!.split('/').at(-1)!
  const entry = followUpForm.parse({ do: 'answer', how: 'call', selling: 'yes', channel: 'station', band: '1', source: 'told' })
  await recordFollowUp(site, colleague, { followUpId: first, entry })

  story.server = await startServer({ dataFolder: story.dataFolder, port: server.port })
  await context.setOffline(false)
  await expect.poll(() => site.read.$count(followUpAnswers), { timeout: 120_000 }).toBe(39)
  const states = await site.read
    .select({ state: workflows.state })
    .from(followUps)
    .innerJoin(workflows, eq(workflows.id, followUps.id))
    .where(eq(followUps.ordinal, 1))
  const count = (state: string) => states.filter((one) => one.state === state).length
  expect({ answered: count('answered'), assigned: count('assigned') }).toEqual({ answered: 39, assigned: 1 })
  // The list loads again once all have been sent; going on before that would be cut off by it.
  await expect.poll(() => page.locator('[data-follow-up]').count(), { timeout: 60_000 }).toBe(1)

  await page.goto(server.origin + hrefs[0]!)
  await page.waitForSelector('text=王专干在')
  expect(await page.locator('input[name=selling][value=no]').first().isChecked()).toBe(true)
  await page.fill('form:has([name=selling]) [name=reason]', '我去她家看过，没在卖')
  await page.getByRole('button', { name: '更正', exact: true }).click()
  const believed = and(eq(followUpAnswers.followUpId, first), isNull(followUpAnswers.supersededAt))
  await expect
    .poll(async () => (await site.read.select().from(followUpAnswers).where(believed)).map(({ isSelling }) => isSelling))
    .toEqual([false])
  await expect.poll(() => bodyOf(page)).not.toContain('没有收下')
  await context.close()
})
