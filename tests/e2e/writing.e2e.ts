// An author writes a lesson at a desk: without a sign of syntax, with an input method, with somebody else, and when network, session or scripts fail.
import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { withPlainEnds } from '#app/modules/studio/editor/line-ends.ts'
import { changeAuthor, readFileView, readStudioCourse } from '#app/modules/studio/studio.server.ts'
import { aCourse, anInstructor, lessonText, write } from '#tests/modules/studio/makers.ts'
import { aDesk, desk } from '#tests/support/browser.ts'
import { aStoryServer, faultsOn, shot } from './story-server.ts'

let first: Viewer
let second: Viewer
const versions: string[] = []
const story = await aStoryServer({
  prepare: async (site) => {
    first = await anInstructor(site, '覃老师')
    second = await anInstructor(site, '田老师')
    for (const slug of ['one', 'two', 'three', 'four', 'five', 'six']) {
      versions.push(await aCourse(site, first, `pack-${slug}`))
      const { id } = await readStudioCourse(site, first, `pack-${slug}`)
      await changeAuthor(site, first, { courseId: id, accountId: second.accountId, isAuthor: true })
    }
  },
})
let next = 0
const addressOf = (versionId: string) => `${story.server.origin}/desk/studio/versions/${versionId}/files/lesson-1.mdx`
const stored = async (versionId: string) => (await readFileView(story.site, first, { versionId, name: 'lesson-1.mdx' })).content

async function at(viewer: Viewer, versionId: string, { scripts = true } = {}): Promise<{ context: BrowserContext; page: Page }> {
  const cookie = await createSession(story.site, viewer.accountId)
  const context = await aDesk(story.browser, { origin: story.server.origin, cookie, scripts, worker: false })
  const page = await context.newPage()
  await page.goto(addressOf(versionId))
  if (scripts) await page.locator('.cm-content').waitFor()
  return { context, page }
}

const state = (page: Page) => page.locator('#writing-state')
const look = (page: Page) => page.frameLocator('.writing-look iframe')
const toEnd = (page: Page) => page.locator('.cm-content').press('Control+End')

test('a section with a check is written without typing a sign of syntax', async () => {
  const versionId = versions[next++]!
  const { context, page } = await at(first, versionId)
  await shot(page, 'begun')
  await toEnd(page)
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('垫一垫')
  await page.getByRole('button', { name: '小节', exact: true }).click()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('箱底垫两层纸，价钱 <五毛{一张}。')
  await page.keyboard.type('<{')
  await page.getByText('＋ 插入…').click()
  await shot(page, 'put-in')
  await page.locator('.put-in button', { hasText: '想一想' }).click()
  const form = page.locator('dialog')
  await form.getByRole('button', { name: '放进去' }).click()
  expect(await form.innerText()).toContain('请填“问题”')
  await form.getByLabel('问题').fill('箱底先放什么？')
  await form.getByLabel('选项', { exact: true }).first().fill('先放货')
  await form.getByLabel('选了它，告诉他为什么').first().fill('一路磕下来，会坏。')
  await form.getByLabel('选项', { exact: true }).last().fill('先垫纸')
  await form.getByLabel('选了它，告诉他为什么').last().fill('垫了就不晃。')
  await form.getByText('对的是这个').last().click()
  await shot(page, 'form')
  expect(await faultsOn(page)).toEqual([])
  await form.getByRole('button', { name: '放进去' }).click()
  await look(page).getByText('箱底先放什么？').waitFor()
  await expect.poll(() => state(page).innerText()).toContain('已保存')
  await shot(page, 'written')
  expect(await faultsOn(page)).toEqual([])
  const source = await stored(versionId)
  expect(source).toContain('## 垫一垫\n\n箱底垫两层纸')
  expect(source).toContain('\\<\\{')
  expect(source).toMatch(
    /<Check id="check-1" question="箱底先放什么？">\n<Option text="先放货">一路磕下来，会坏。<\/Option>\n<Option text="先垫纸" right>/,
  )
  expect(source.startsWith(lessonText.trimEnd())).toBe(true)

  await page.getByRole('button', { name: /^改：想一想/ }).click()
  await form.getByLabel('问题').fill('箱底先垫什么？')
  await form.getByRole('button', { name: '改好了' }).click()
  await expect.poll(() => stored(versionId)).toBe(source.replace('先放什么', '先垫什么'))
  await page.getByRole('button', { name: /^上移：想一想/ }).click()
  await expect.poll(async () => (await stored(versionId)).indexOf('<Check')).toBeLessThan(source.indexOf('箱底垫两层纸'))
  await page.getByText('课名、简介和目标').click()
  await page.getByLabel('课名').fill('选个好箱子')
  await expect.poll(() => stored(versionId)).toContain('title: 选个好箱子\nsummary: 箱子要新的、干的。')
  await shot(page, 'fields')
  await page.getByRole('button', { name: '看源文' }).click()
  await shot(page, 'source')
  expect(await page.locator('.cm-content').innerText()).toContain('<Check id=')
  await context.close()
})

test('an input method loses and doubles no sign, while saves and previews go on', async () => {
  const versionId = versions[next++]!
  const { context, page } = await at(first, versionId)
  const cdp = await context.newCDPSession(page)
  await toEnd(page)
  await page.keyboard.press('Enter')
  const words = '咸丰的土豆，装进新的箱子，一箱一箱发到杭州去。'
  const pieces = [...words.matchAll(/.{1,3}/gu)].map(([piece]) => piece)
  for (const piece of pieces) {
    for (const typed of ['x', 'xi', 'xia']) {
      await cdp.send('Input.imeSetComposition', { text: typed, selectionStart: typed.length, selectionEnd: typed.length })
      await page.waitForTimeout(60)
    }
    if (piece === pieces[4]) await page.waitForTimeout(2_600) // a save comes in between
    await cdp.send('Input.insertText', { text: piece })
  }
  await expect.poll(() => state(page).innerText()).toContain('已保存')
  expect((await stored(versionId)).trimEnd().endsWith(`\n${words}`)).toBe(true)
  expect((await page.locator('.cm-content').innerText()).split(words)).toHaveLength(2)
  await context.close()
})

test('two authors: with a cut network different paragraphs are merged, and the same one is shown twice', async () => {
  const versionId = versions[next++]!
  const one = await at(first, versionId)
  const other = await at(second, versionId)
  await expect.poll(() => other.page.locator('main').innerText()).toContain('覃老师也开着')
  await one.context.setOffline(true)
  await toEnd(one.page)
  await one.page.keyboard.press('Enter')
  await one.page.keyboard.insertText('我在村里没有信号。')
  await expect.poll(() => state(one.page).innerText()).toContain('没有网络')
  const paragraph = other.page.locator('.cm-line', { hasText: '箱子要新的' })
  await paragraph.click()
  await other.page.keyboard.press('End')
  await other.page.keyboard.insertText('也要干的。')
  await expect.poll(() => state(other.page).innerText()).toContain('已保存')
  await one.context.setOffline(false)
  await expect.poll(() => state(one.page).innerText()).toContain('已保存')
  expect(await stored(versionId)).toMatch(/箱子要新的。也要干的。[\s\S]*我在村里没有信号。/)
  expect(await one.page.locator('.cm-content').innerText()).toContain('也要干的')
  await expect.poll(() => other.page.locator('.cm-content').innerText()).toContain('我在村里没有信号')

  await one.context.setOffline(true)
  for (const [{ page }, words] of [
    [one, '一'],
    [other, '二'],
  ] as const) {
    await page.locator('.cm-line', { hasText: '句话开头' }).click()
    await page.keyboard.press('End')
    await page.keyboard.insertText(`第${words}个人加的。`)
  }
  await expect.poll(() => state(other.page).innerText()).toContain('已保存')
  await one.context.setOffline(false)
  const panel = one.page.getByRole('alertdialog')
  await panel.waitFor()
  await shot(one.page, 'conflict')
  expect(await faultsOn(one.page)).toEqual([])
  await panel.getByText('两段都要').click()
  await panel.getByRole('button', { name: '就这样存' }).click()
  await expect.poll(() => stored(versionId)).toMatch(/第一个人加的。\n\n一句话开头。第二个人加的。/)
  await one.page.goto(`${addressOf(versionId)}/revisions`)
  expect(await one.page.locator('.revision-list').innerText()).toContain('没有用上，留着')
  await one.page.locator('.revision-list a').nth(2).click()
  // What changed is read like a text, one paragraph below the other.
  const changed = one.page.locator('.revision .compared')
  await changed.first().waitFor()
  expect(await changed.evaluateAll((all) => new Set(all.map((each) => each.getBoundingClientRect().left)).size)).toBe(1)
  await shot(one.page, 'revisions')
  expect(await faultsOn(one.page)).toEqual([])
  await one.context.close()
  await other.context.close()
})

test('a session that ends while writing, and a tab that is closed, lose nothing', async () => {
  const versionId = versions[next++]!
  const { context, page } = await at(first, versionId)
  const cookies = await context.cookies()
  await context.clearCookies()
  await toEnd(page)
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('登录过期的时候写的。')
  await expect.poll(() => state(page).innerText()).toContain('登录过期了')
  expect(await state(page).getByRole('link', { name: '在旁边登录' }).count()).toBe(1)
  await page.keyboard.insertText('接着写。')
  await context.addCookies(cookies) // signing in, in the other window
  await expect.poll(() => state(page).innerText()).toContain('已保存')
  expect(await stored(versionId)).toContain('登录过期的时候写的。接着写。')

  await context.setOffline(true)
  await page.keyboard.insertText('断网写的。')
  await expect.poll(() => state(page).innerText()).toContain('没有网络')
  await page.close()
  await context.setOffline(false)
  const again = await context.newPage()
  await again.goto(addressOf(versionId))
  await expect.poll(() => stored(versionId)).toContain('接着写。断网写的。')
  await context.close()
})

test('without scripts a text is saved, and what two wrote is chosen from', async () => {
  const versionId = versions[next++]!
  const { context, page } = await at(first, versionId, { scripts: false })
  const text = page.getByLabel('课文')
  await text.fill((await text.inputValue()).replace('一句话开头。', '没有脚本也能写。'))
  await write(story.site, second, versionId, 'lesson-1.mdx', lessonText.replace('一句话开头。', '田老师写的。'))
  await page.getByRole('button', { name: '保存' }).click()
  await shot(page, 'choose')
  expect(await page.locator('main').innerText()).toContain('田老师也改了同一段')
  await page.getByText('用我写的').click()
  await page.getByRole('button', { name: '就这样存' }).click()
  expect(await page.locator('main').innerText()).toContain('存上了')
  await shot(page, 'plain')
  expect(await stored(versionId)).toBe(lessonText.replace('一句话开头。', '没有脚本也能写。'))
  expect(await look(page).locator('body').innerText()).toContain('没有脚本也能写')
  // What came from outside stays as it is where nobody wrote.
  const outside = `\uFEFF${lessonText.replaceAll('\n', '\r\n').replace('箱子要新的。', '箱子要\u00a0新的，cafe\u0301 用的也行。')}`
  await write(story.site, first, versionId, 'lesson-1.mdx', outside)
  for (const [from, to] of [
    ['', ''],
    ['一句话开头。', '一句话。'],
  ] as const) {
    await page.goto(addressOf(versionId))
    await text.fill((await text.inputValue()).replace(from, to))
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('存上了').waitFor()
    expect(await stored(versionId)).toBe(outside.replace(from, to))
  }
  await text.fill(`${lessonText}\n# 写错的标题\n`)
  await page.getByRole('button', { name: '保存' }).click()
  expect(await page.locator('#writing-mistakes').innerText()).toMatch(/第 21 行[\s\S]*从 ## 开始/)
  // A press mends it, and what was typed meanwhile is saved with it; how the text was before is one press away.
  await text.fill((await text.inputValue()).replace('一句话开头。', '打字打到一半。'))
  await page.getByRole('button', { name: '改成小节' }).click()
  await page.getByText('改好了一处').waitFor()
  await shot(page, 'mended-plain')
  const mended = `${lessonText.replace('一句话开头。', '打字打到一半。')}\n## 写错的标题\n`
  expect(withPlainEnds(await stored(versionId))).toBe(mended)
  expect(await text.inputValue()).toBe(mended)
  expect(await page.locator('#writing-mistakes').innerText()).not.toContain('从 ## 开始')
  await page.getByRole('link', { name: '看改了什么' }).click()
  await shot(page, 'mended-from')
  await page.getByRole('button', { name: '拿回这一稿' }).click()
  expect(withPlainEnds(await stored(versionId))).toBe(mended.replace('## 写错', '# 写错'))
  await context.close()
})

test('a mistake stands at its line, and is mended by pressing; what is pasted from Word becomes text', async () => {
  const versionId = versions[next++]!
  await write(story.site, first, versionId, 'lesson-1.mdx', `${lessonText}\n# 写错的标题\n`)
  const { context, page } = await at(first, versionId)
  await expect.poll(() => page.locator('#writing-mistakes').innerText()).toContain('从 ## 开始')
  await shot(page, 'mistake')
  await page.getByRole('button', { name: '改成小节' }).click()
  await expect.poll(() => stored(versionId)).toContain('\n## 写错的标题')
  await expect.poll(() => page.locator('#writing-mistakes').innerText()).not.toContain('从 ## 开始')
  await toEnd(page)
  await page.keyboard.press('Enter')
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData(
      'text/html',
      '<h2>发货</h2><p class="MsoNormal">要<b>快</b>，看 <a href="https://www.gov.cn/a">这里</a>。</p><ul><li>一</li><li>二</li></ul><img src="https://example.com/x.png">',
    )
    data.setData('text/plain', '发货')
    document
      .querySelector('.cm-content')!
      .dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await expect.poll(() => stored(versionId)).toMatch(/## 发货\n\n要\*\*快\*\*，看 \[这里\]\(https:\/\/www\.gov\.cn\/a\)。\n\n- 一\n- 二/)
  await shot(page, 'pasted')
  for (const width of [360, 1024, 1920]) {
    await page.setViewportSize({ ...desk, width })
    expect([width, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([width, width])
    expect(await faultsOn(page)).toEqual([])
    await shot(page, `wide-${width}`)
  }
  await context.close()
})
