// A trainee is stuck: she says so, and asks by voice without a network; her instructor answers once for the class, which reads it without her
// name. The same without scripts.
import { desc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { createUser } from '#app/modules/accounts/accounts.server.ts'
import { createSession, loadViewer } from '#app/modules/sessions/sessions.server.ts'
import { answerInquiries, askInquiry } from '#app/modules/inquiries/inquiries.server.ts'
import { present } from '#app/present.ts'
import { anMp3, aPhotograph } from '#tests/media/makers.ts'
import { inquiries, replyWordings } from '#db/schema/inquiries.ts'
import { persons } from '#db/schema/households.ts'
import { aClass, aStudent, course } from '#tests/modules/learning/makers.ts'
import { aDesk, aPhone } from '#tests/support/browser.ts'
import { anAdmin } from '#tests/support/makers.ts'
import { aStoryServer, faultsOn, until } from './story-server.ts'
import { kept, record } from './trainee.ts'

let cohortId: string
let instructor: string

const story = await aStoryServer({
  prepare: async (site) => {
    cohortId = await aClass(site)
    const user = { name: '杨讲师', role: 'instructor', cohort: cohortId, phone: '13900070001' }
    instructor = (await createUser(site, anAdmin, user)).accountId
  },
  flags: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
})
const { browser, site } = story

const lesson = 'choose-goods'
const heading = '分等级，不要混着装'
const address = (path: string) => `${story.server.origin}${path}`

async function aTrainee(name: string, choices: { scripts?: boolean } = {}) {
  const student = await aStudent(site, cohortId)
  await site.write('operator', 'a name for the story', async (tx) => {
    await tx.update(persons).set({ name }).where(eq(persons.id, student.personId))
  })
  const context = await aPhone(browser, { origin: story.server.origin, cookie: await createSession(site, student.accountId), ...choices })
  await context.grantPermissions(['microphone'], { origin: story.server.origin })
  return { student, context, page: await context.newPage() }
}

async function atDesk(choices: { scripts?: boolean } = {}) {
  const cookie = await createSession(site, instructor)
  const context = await aDesk(browser, { origin: story.server.origin, cookie, worker: false, ...choices })
  return { context, page: await context.newPage() }
}

test('without a network she says that she is stuck and asks by voice; he answers once for the class, which reads it without her name', async () => {
  const { student, context, page } = await aTrainee('田问问')
  await page.goto(address(`/courses/${course}/${lesson}`))
  await kept(page, [`/ask/${course}`])

  await context.setOffline(true)
  await page.reload()
  const section = page.locator('[data-section=s2]')
  await page.locator('.stuck[value^="s2 "]').click()
  await page.waitForSelector('.stuck[value="s2 0"]')
  await page.locator('a.ask[href*="s2"]').click()
  await page.waitForSelector('text=哪里不明白？')
  expect(await page.locator('select[name=at] option:checked').innerText()).toBe(heading)
  await record(page)
  await page.getByRole('button', { name: '发给老师' }).click()
  await page.waitForSelector('text=存在手机里')
  expect(await site.read.$count(inquiries, eq(inquiries.personId, student.personId))).toBe(0)

  await context.setOffline(false)
  await until(async () => (await site.read.$count(inquiries, eq(inquiries.personId, student.personId))) === 1)
  await page.waitForSelector('text=等老师回答') // the page comes again by itself
  await page.goto(address('/questions'))
  await page.waitForSelector('text=等老师回答')
  expect(await faultsOn(page)).toEqual([])

  const desk = await atDesk()
  await desk.page.goto(address('/desk'))
  await desk.page.getByText('去回答').click()
  await desk.page.getByRole('link', { name: '回答', exact: true }).first().click()
  await desk.page.waitForSelector('text=田问问')
  expect(await desk.page.locator('.asked-list audio').count()).toBe(1)
  expect(await faultsOn(desk.page)).toEqual([])
  await desk.page.getByLabel('回答', { exact: true }).fill('大小分开装，一箱只装一等。')
  await desk.page.getByLabel(/回答也给全班看/).check()
  await desk.page.getByLabel('全班看到的问题').fill('打我电话 13800138000，土豆怎么分等级？')
  await desk.page.locator('form button').last().click()
  await desk.page.waitForSelector('.field-error:has-text("个人的号码")')
  expect(await desk.page.getByLabel('回答', { exact: true }).inputValue()).toBe('大小分开装，一箱只装一等。')
  await desk.page.getByLabel('全班看到的问题').fill('土豆怎么分等级？')
  await desk.page.locator('form button').last().click()
  await desk.page.waitForSelector('text=没有等您回答的问题')

  await desk.page.goto(address(`/desk/cohorts/${cohortId}/progress?lesson=${lesson}`))
  const row = desk.page.locator('tr', { hasText: heading })
  expect(await row.locator('td').nth(1).innerText()).toBe('1')
  expect(await desk.page.locator('main').innerText()).toContain('等回答的问题')
  await desk.context.close()

  const other = await aTrainee('覃看看')
  await other.page.goto(address(`/courses/${course}/${lesson}`))
  const shown = other.page.locator('.shown-reply')
  await shown.locator('summary').click()
  expect(await shown.innerText()).toContain('土豆怎么分等级？')
  expect(await shown.innerText()).toContain('大小分开装')
  expect(await shown.locator('audio, img').count()).toBe(0)
  expect(await other.page.content()).not.toContain('田问问')
  expect(await faultsOn(other.page)).toEqual([])
  await other.context.setOffline(true)
  await other.page.reload()
  await other.page.waitForSelector('text=土豆怎么分等级？')
  await other.context.close()

  await page.goto(address('/'))
  await page.getByText('我的提问').click()
  await page.waitForSelector('text=大小分开装')
  await page.goto(address(`/courses/${course}/${lesson}`))
  await page.waitForSelector('text=老师回答您了')
  expect(await section.count()).toBeGreaterThan(0)
  await context.close()
}, 120_000)

test('without scripts she asks in words and takes a question back, and he answers and hides it again', async () => {
  const { context, page } = await aTrainee('向字字', { scripts: false })
  await page.goto(address(`/courses/${course}/${lesson}`))
  await page.locator('a.ask[href*="s3"]').click()
  await page.getByLabel('要问什么').fill('')
  await page.getByRole('button', { name: '发给老师' }).click()
  await page.waitForSelector('.field-error')
  for (const text of ['能写富硒茶吗？', '写错了']) {
    await page.goto(address(`/ask/${course}?at=${lesson}/s3`))
    await page.getByLabel('要问什么').fill(text)
    await page.getByRole('button', { name: '发给老师' }).click()
    await page.waitForSelector(`text=${text}`)
  }
  const wrong = page.locator('li.card', { hasText: '写错了' })
  await wrong.locator('summary').click()
  await wrong.getByRole('button', { name: '收回' }).click()
  await page.waitForSelector('text=能写富硒茶吗？')
  expect(await page.getByText('写错了').count()).toBe(0)

  const desk = await atDesk({ scripts: false })
  await desk.page.goto(address('/desk/inquiries'))
  await desk.page.getByRole('link', { name: '回答', exact: true }).first().click()
  await desk.page.getByLabel('回答', { exact: true }).fill('没有检验，不能写。')
  await desk.page.getByLabel(/回答也给全班看/).check()
  await desk.page.getByLabel('全班看到的问题').fill('富硒两个字能写吗？')
  await desk.page.locator('form button').last().click()
  await page.goto(address(`/courses/${course}/${lesson}`))
  await page.getByText('同学问：富硒两个字能写吗？').click()
  expect(await page.locator('.shown-reply[open]').innerText()).toContain('没有检验，不能写。')

  await desk.page.goto(address('/desk/replies'))
  await desk.page.locator('tbody a').first().click()
  await desk.page.getByRole('link', { name: '不再给全班看' }).click()
  await desk.page.getByLabel('原因').fill('新版课文里写了')
  await desk.page.getByRole('button', { name: '不再给全班看' }).click()
  await desk.page.waitForSelector('text=原因：新版课文里写了')
  await page.goto(address(`/courses/${course}/${lesson}`))
  expect(await page.getByText('富硒两个字能写吗？').count()).toBe(0)
  await page.goto(address('/questions'))
  await page.waitForSelector('text=没有检验，不能写。')
  await desk.context.close()
  await context.close()
}, 120_000)

test('on a kept page without a network, what was heard and seen is there again, and the rest says that it needs one', async () => {
  const { student, context, page } = await aTrainee('覃听听')
  const brought = { voice: anMp3(), picture: await aPhotograph(600) }
  const order = { course, lesson, section: 's1', text: '', brought }
  const id = await askInquiry(site, student, order)
  const viewer = present(await loadViewer(site, instructor), 'instructor')
  const shown = { question: '土豆怎么选？', pictureOf: id, voiceOf: id }
  await answerInquiries(site, viewer, { inquiryIds: [id], text: '', voice: anMp3({ frames: 60 }), shown })
  const { voiceId } = present((await site.read.select().from(replyWordings).orderBy(desc(replyWordings.at)).limit(1))[0], 'answer')
  const answer = `audio[src="/attachments/${voiceId}"]`
  const players = page.locator('audio[src^="/attachments/"]:visible')
  const reading = `/courses/${course}/${lesson}`
  const pages = ['/questions', reading]
  const open = async (path: string) => {
    await page.goto(address(path))
    if (path !== '/questions') await page.getByText('同学问：土豆怎么选？').click()
  }
  await page.goto(address(`/ask/${course}`))
  await kept(page, ['/questions'])
  await page.goto(address(reading))
  await kept(page, [reading])
  await context.setOffline(true)
  for (const path of pages) {
    await open(path)
    await page.getByText('录音没有存在手机里，有网才能听。').first().waitFor()
    expect(await players.count()).toBe(0)
    expect(await faultsOn(page)).toEqual([])
  }
  await context.setOffline(false)
  await page.locator(answer).first().waitFor()
  expect(await page.locator('.needs-network').count()).toBe(0)

  // She hears the answer, and sees the photograph.
  await page
    .locator(answer)
    .first()
    .evaluate((player: HTMLAudioElement) => ((player.preload = 'auto'), player.load()))
  await page.locator('img[src^="/attachments/"]').first().scrollIntoViewIfNeeded()
  const isKept = (selector: string) =>
    expect
      .poll(() =>
        page.evaluate((wanted) => caches.match(document.querySelector(wanted)?.getAttribute('src') ?? '').then(Boolean), selector),
      )
      .toBe(true)
  await isKept(answer)
  await isKept('img[src^="/attachments/"]')
  await context.setOffline(true)
  for (const path of pages) {
    await open(path)
    await page.locator(answer).first().waitFor()
    await page.getByText('录音没有存在手机里，有网才能听。').first().waitFor()
    expect(await players.count()).toBe(1)
    await page.locator('img[src^="/attachments/"]').first().scrollIntoViewIfNeeded()
    await page.waitForFunction(() => (document.querySelector<HTMLImageElement>('img[src^="/attachments/"]')?.naturalWidth ?? 0) > 0)
    const heard = await page.evaluate((src) => fetch(src, { headers: { Range: 'bytes=0-' } }).then((one) => one.arrayBuffer()).then((bytes) => bytes.byteLength), `/attachments/${voiceId}`) // prettier-ignore
    expect(heard).toBeGreaterThan(1_000)
  }
  await context.close()
}, 120_000)
