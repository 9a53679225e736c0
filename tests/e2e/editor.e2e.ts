// An author who was asked for changes works in one place: pictures, remarks and findings within the editor, with scripts and without.
import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { addRemark, readFileView, studioMedia } from '#app/modules/studio/studio.server.ts'
import { aPhotograph } from '#tests/media/makers.ts'
import { aCourse, anInstructor, lessonText, write } from '#tests/modules/studio/makers.ts'
import { aDesk } from '#tests/support/browser.ts'
import { aStoryServer, faultsOn, shot } from './story-server.ts'

const name = 'lesson-1.mdx'
let author: Viewer
const versions: string[] = []
let photograph: Buffer
const story = await aStoryServer({
  prepare: async (site) => {
    author = await anInstructor(site, '覃老师')
    for (const slug of ['one', 'two', 'three', 'four']) versions.push(await aCourse(site, author, `pack-${slug}`))
    photograph = await aPhotograph(600)
  },
})
let next = 0
const stored = async (versionId: string, file = name) => (await readFileView(story.site, author, { versionId, name: file })).content

async function at(versionId: string, { scripts = true, file = name } = {}): Promise<{ context: BrowserContext; page: Page }> {
  const cookie = await createSession(story.site, author.accountId)
  const context = await aDesk(story.browser, { origin: story.server.origin, cookie, scripts, worker: false })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(`${story.server.origin}/desk/studio/versions/${versionId}/files/${file}`)
  if (scripts) await page.locator('.cm-content').waitFor()
  return { context, page }
}

interface Brought {
  kind: 'paste' | 'drop'
  html?: string
  plain?: string
  files?: string[]
}

/** Pastes or drops as programs do: files by their bytes, text as HTML. */
const bring = (page: Page, { kind, html = '', plain = '', files = [] }: Brought) =>
  page.evaluate(
    async ({ kind: how, html: copied, plain: words, files: coded }) => {
      const data = new DataTransfer()
      for (const [nth, one] of coded.entries()) {
        const bytes = Uint8Array.from(atob(one), (sign) => sign.charCodeAt(0))
        data.items.add(new File([bytes], `IMG_${nth}.jpg`, { type: 'image/jpeg' }))
      }
      if (copied) data.setData('text/html', copied)
      if (words) data.setData('text/plain', words)
      const content = document.querySelector('.cm-content')!
      const { left, top } = content.getBoundingClientRect()
      const choices = { bubbles: true, cancelable: true }
      content.dispatchEvent(
        how === 'paste'
          ? new ClipboardEvent('paste', { ...choices, clipboardData: data })
          : new DragEvent('drop', { ...choices, dataTransfer: data, clientX: left + 60, clientY: top + 40 }),
      )
    },
    { kind, html, plain, files },
  )

test('pictures are dropped and pasted, described while they are sent, tried again after a dead network, and chosen by how they look', async () => {
  const versionId = versions[next++]!
  const { context, page } = await at(versionId)
  const outside: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(story.server.origin) && /^http/.test(request.url())) outside.push(request.url())
  })
  const coded = photograph.toString('base64')
  const form = page.locator('dialog')
  await page.locator('.cm-line', { hasText: '箱子要新的' }).click()
  await context.setOffline(true)
  await bring(page, { kind: 'paste', files: [coded] })
  await form.getByText('网断了').waitFor()
  await context.setOffline(false)
  await form.getByRole('button', { name: '放进去' }).click()
  expect(await form.innerText()).toContain('请写一句：图上有什么')
  await form.getByLabel('图上有什么').fill('一个新的五层纸箱')
  await form.getByRole('button', { name: '再试一次' }).click()
  await form.getByText('传好了：photo-1.jpg').waitFor()
  await shot(page, 'picture')
  expect(await faultsOn(page)).toEqual([])
  await form.getByRole('button', { name: '放进去' }).click()
  const source = lessonText.replace('箱子要新的。', '箱子要新的。\n\n<Figure src="photo-1.jpg" alt="一个新的五层纸箱" />')
  await expect.poll(() => stored(versionId)).toBe(source)
  await expect.poll(() => page.locator('.cm-content .block img').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(600)

  await page.locator('.cm-content').press('Control+End')
  const html = `<p class="MsoNormal">先看<b>这里</b>。</p><img src="data:image/jpeg;base64,${coded}"><img src="file:///C:/b.jpg" alt="贴好的单子"><img src="https://example.com/x.png">`
  await bring(page, { kind: 'paste', html, plain: '先看这里。', files: [coded] })
  await form.getByLabel('图上有什么').fill('打好包的箱子在秤上')
  await shot(page, 'pasted-picture')
  await form.getByRole('button', { name: '写好了' }).click()
  await expect
    .poll(() => stored(versionId))
    .toMatch(
      /先看\*\*这里\*\*。\n\n<Figure src="photo-2.jpg" alt="打好包的箱子在秤上" \/>\n\n<Figure src="photo-3.jpg" alt="贴好的单子" \/>/,
    )
  expect(await page.locator('.writing-said').innerText()).toContain('图片存在网上，不会去取')
  expect(outside).toEqual([])
  await shot(page, 'said')

  await bring(page, { kind: 'drop', files: [coded, coded] })
  await form.getByText('传好了：photo-5.jpg').waitFor()
  await form.getByRole('button', { name: '不要这张：第 1 张' }).click()
  await form.getByRole('button', { name: '先不放' }).click()
  expect(await page.locator('.writing-said').innerText()).toContain('图已经在课程里了：photo-5.jpg')

  await page.getByRole('button', { name: /^改：图 ?一个新的/ }).click()
  await form.getByRole('button', { name: 'photo-5.jpg' }).click()
  expect(await form.locator('select').first().inputValue()).toBe('photo-5.jpg')
  await form.locator('input[type=file]').setInputFiles({ name: 'stall.jpg', mimeType: 'image/jpeg', buffer: photograph })
  await form.getByText('传好了：stall.jpg').waitFor()
  await shot(page, 'thumbnails')
  expect(await faultsOn(page)).toEqual([])
  await form.getByRole('button', { name: '改好了' }).click()
  await expect.poll(() => stored(versionId)).toContain('<Figure src="stall.jpg" alt="一个新的五层纸箱" />')
  const { files } = await studioMedia.listVersionMedia(story.site, author, versionId)
  expect(files).toHaveLength(6)
  await context.close()
})

test('a remark stands below its paragraph, follows it while somebody writes, and is answered and done there', async () => {
  const versionId = versions[next++]!
  const { sequence } = await readFileView(story.site, author, { versionId, name })
  const block = lessonText.slice(0, lessonText.indexOf('箱子要新的。')).split('\n\n').length + 5
  for (const says of ['哪种箱子？', '再说说去哪里买。'])
    await addRemark(story.site, author, { versionId, name, revision: sequence, block, says })
  await addRemark(story.site, author, { versionId, name, revision: sequence, block: 1, says: '课名太短' })
  const { context, page } = await at(versionId)
  const cards = page.locator('.cm-content .cm-remark')
  expect(await cards.allInnerTexts()).toEqual([expect.stringContaining('哪种箱子？'), expect.stringContaining('去哪里买')])
  expect(await page.locator('.remark-line').innerText()).toContain('3 条还没改好')
  await shot(page, 'remarks')
  // Where it stands among the lines, whatever is written before and in its paragraph.
  const before = () => cards.first().evaluate((card) => card.previousElementSibling?.textContent)
  expect(await before()).toBe('箱子要新的。')
  await page.locator('.cm-line', { hasText: '一句话开头' }).click()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('又一段。')
  await page.locator('.cm-line', { hasText: '箱子要新的' }).click()
  await page.keyboard.press('End')
  const cdp = await context.newCDPSession(page)
  await cdp.send('Input.imeSetComposition', { text: 'wu', selectionStart: 2, selectionEnd: 2 })
  await cdp.send('Input.insertText', { text: '五层的。' })
  expect(await before()).toBe('箱子要新的。五层的。')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('下一段。')
  expect(await before()).toBe('箱子要新的。五层的。')

  await cards.first().getByRole('button', { name: /^回复/ }).click()
  const form = page.locator('dialog')
  await form.getByRole('button', { name: '发出回复' }).click()
  expect(await form.innerText()).toContain('请写一句回复')
  await form.getByLabel('回复', { exact: true }).fill('五层的，写上了')
  await form.getByRole('button', { name: '发出回复' }).click()
  await expect.poll(() => cards.first().innerText()).toContain('五层的，写上了')
  await cards
    .first()
    .getByRole('button', { name: /^改好了/ })
    .click()
  await expect.poll(() => cards.count()).toBe(1)
  expect(await faultsOn(page)).toEqual([])
  await page.getByRole('button', { name: '看改好了的（1）' }).click()
  await form.getByRole('button', { name: /^还没改好/ }).click()
  await expect.poll(() => cards.count()).toBe(2)
  expect((await readFileView(story.site, author, { versionId, name })).remarks[0]).toMatchObject({
    done: null,
    answers: [{ says: '五层的，写上了' }],
  })
  await expect.poll(() => stored(versionId)).toContain('箱子要新的。五层的。\n\n下一段。')
  await context.close()
})

test('a finding is waved through with a reason, seen, and taken back', async () => {
  const versionId = versions[next++]!
  await write(story.site, author, versionId, name, lessonText.replace('箱子要新的。', '镬子要新的。'))
  const { context, page } = await at(versionId)
  await page.getByRole('button', { name: '放行：少见的字（镬）' }).click()
  const form = page.locator('dialog')
  await form.getByRole('button', { name: '放行', exact: true }).click()
  expect(await form.innerText()).toContain('至少 4 个字')
  await form.getByLabel('为什么这里可以这样写').fill('当地的菜名，旁边有图')
  await shot(page, 'wave')
  await form.getByRole('button', { name: '放行', exact: true }).click()
  const line = '- { rule: rare-character, what: "镬", reason: "当地的菜名，旁边有图" }'
  await expect.poll(() => stored(versionId)).toContain(line)
  const pane = page.locator('#writing-mistakes')
  await expect.poll(() => pane.innerText()).toBe('放行了的（1）')
  await pane.locator('summary').click()
  expect(await pane.innerText()).toContain('当地的菜名，旁边有图')
  await shot(page, 'waved')
  expect(await faultsOn(page)).toEqual([])
  await pane.getByRole('button', { name: /^收回/ }).click()
  await expect.poll(() => stored(versionId)).not.toContain('accepted')
  await expect.poll(() => pane.innerText()).toContain('读起来可以更好的地方（1）')
  await context.close()
})

test('without scripts: a remark is answered, a finding waved through, and what was typed is saved with it; a plan shows what it makes', async () => {
  const versionId = versions[next++]!
  const { sequence } = await readFileView(story.site, author, { versionId, name })
  await addRemark(story.site, author, { versionId, name, revision: sequence, block: 7, says: '哪种箱子？' })
  const { context, page } = await at(versionId, { scripts: false })
  await page.getByLabel('课文').fill(lessonText.replace('箱子要新的。', '镬子要新的。'))
  await page.locator('.remark summary').click()
  await page.getByLabel('回复这条意见').fill('写上了')
  await page.getByRole('button', { name: '发出回复' }).click()
  expect(await page.locator('.remark').innerText()).toContain('写上了')
  await page.locator('.writing-mistakes summary', { hasText: '放行' }).click()
  await page.getByRole('button', { name: '放行这一处' }).click()
  expect(await page.locator('main').innerText()).toContain('至少 4 个字')
  await page.getByLabel('为什么这里可以这样写').fill('当地的菜名，旁边有图')
  await page.getByRole('button', { name: '放行这一处' }).click()
  expect(await stored(versionId)).toMatch(/what: "镬"[\s\S]*镬子要新的。/)
  expect(await page.locator('.writing-mistakes').innerText()).toContain('放行了的（1）')
  await shot(page, 'plain-beside')
  await page.goto(`${story.server.origin}/desk/studio/versions/${versionId}/files/course.yaml`)
  await context.close()

  const plan = await at(versionId, { file: 'course.yaml' })
  const look = plan.page.frameLocator('.writing-look iframe')
  await look.getByText('选箱子').waitFor()
  await shot(plan.page, 'plan')
  await plan.page.locator('.cm-line', { hasText: '- lesson-1' }).click()
  await plan.page.keyboard.press('End')
  await plan.page.keyboard.press('Enter')
  await plan.page.keyboard.type('- lesson-2')
  await expect.poll(() => plan.page.locator('#writing-mistakes').innerText()).toContain('这一课没有课文 lesson-2.mdx')
  expect(await faultsOn(plan.page)).toEqual([])
  await plan.page.goto(`${story.server.origin}/desk/studio/versions/${versionId}/files/questions.yaml`)
  await plan.page.frameLocator('.writing-look iframe').getByText('第 1 次用哪个箱子？').first().waitFor()
  await shot(plan.page, 'bank')
  expect(await faultsOn(plan.page)).toEqual([])
  await plan.context.close()
})
