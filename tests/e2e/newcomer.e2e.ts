// Somebody who has never seen Markdown makes a course: from a Word file and six photographs of a phone to a class that studies it on phones.
// By buttons and forms alone: what is typed has no sign of syntax in it. Each thing done is counted.
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addDays, toDay } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { createUser } from '#app/modules/accounts/accounts.server.ts'
import { readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { cohorts } from '#db/schema/cohorts.ts'
import { aPhotograph } from '#tests/media/makers.ts'
import { aStudent } from '#tests/modules/learning/makers.ts'
import { aPhone } from '#tests/support/browser.ts'
import { anAdmin } from '#tests/support/makers.ts'
import { docxOf, heading, headingStyles, inList, numberingOf, paragraph, run } from '#tests/support/office-files.ts'
import { desk } from './demo-server.ts'
import { aStoryServer, faultsOn, shot } from './story-server.ts'

const password = 'yi-ju-hao-ji-de-hua'
const people = { author: '19900000011', reviewer: '19900000012', officer: '19900000013' } as const
const story = await aStoryServer({
  flags: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  prepare: async (site) => {
    await createUser(site, anAdmin, { name: '覃讲师', role: 'instructor', phone: people.author, password })
    await createUser(site, anAdmin, { name: '向讲师', role: 'instructor', phone: people.reviewer, password })
    await createUser(site, anAdmin, { name: '唐专干', role: 'townshipOfficer', phone: people.officer, region: '422826100', password })
  },
})
const { browser, site } = story

/** At most so many: what the author does until it is sent, what both do until it is published, and what the officer does. */
const mostActions = { write: 92, review: 34, plan: 10 }

/** The document as an instructor has it: numbered headings, a list, a table, and a change that was tracked. */
const wordFile = docxOf({
  styles: headingStyles,
  numbering: numberingOf([
    ['decimal', '%1.'],
    ['decimal', '%1.%2.'],
  ]),
  body: [...sections().flatMap(([title, ...content]) => [heading(1, title, inList(1)), ...content]), '<w:sectPr/>'].join(''),
})

function sections(): [string, ...string[]][] {
  const row = (...cells: string[]) => `<w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`
  const changed = (kind: 'ins' | 'del', words: string) =>
    `<w:${kind} w:id="1" w:author="覃">${kind === 'ins' ? run(words) : `<w:r><w:delText>${words}</w:delText></w:r>`}</w:${kind}>`
  return [
    [
      '选箱子',
      paragraph('装土豆要用新箱子。旧箱子软，路上会破。'),
      `<w:tbl>${row('几斤', '用几层')}${row('五斤', '三层')}${row('十斤', '五层')}</w:tbl>`,
    ],
    ['垫箱底', paragraph(run('箱底垫两层纸，') + changed('del', '也可以不垫。') + changed('ins', '四边也要垫。'))],
    ['装土豆', paragraph('大小一样的装一箱。装满，不晃。')],
    ['封箱口', paragraph('胶带封两道，压紧。')],
    ['贴单子', paragraph('单子贴在最大的一面。')],
  ]
}

const done: string[] = []
const syntax = /[<>{}[\]#*_`|~=\\]/

/** A desk whose every action is counted. Things are found by what the screen calls them. */
async function aDesk(phone: string) {
  const context = await browser.newContext({ viewport: desk, locale: 'zh-CN', serviceWorkers: 'block', permissions: ['microphone'] })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const counted = async (what: string, work: () => Promise<unknown>) => {
    done.push(what)
    await work().catch(async (fault: unknown) => {
      await shot(page, 'fault')
      throw fault
    })
  }
  const andLoad = async (work: Promise<unknown>) => void (await Promise.all([page.waitForEvent('load'), work]))
  const typed = (value: string) => {
    if (syntax.test(value)) throw new Error(`A sign of syntax is typed: ${value}`)
    return value
  }
  const main = page.locator('main')
  const at = {
    context,
    page,
    main,
    text: () => main.innerText(),
    fill: (label: string, value: string, within: Locator = main) =>
      counted(`fill ${label}`, () => within.getByLabel(label, { exact: true }).first().fill(typed(value))),
    choose: (label: string, option: string | RegExp, within: Locator = main) =>
      counted(`choose ${label}`, async () => {
        const select = within.getByLabel(label, { exact: true }).first()
        const options = await select.locator('option').allInnerTexts()
        await select.selectOption({ label: options.find((one) => (typeof option === 'string' ? one === option : option.test(one)))! })
      }),
    tick: (label: string, within: Locator = main) => counted(`tick ${label}`, () => within.getByLabel(label).last().check()),
    attach: (label: string, file: { name: string; mimeType: string; buffer: Buffer }) =>
      counted(`attach ${label}`, () => main.getByLabel(label).setInputFiles(file)),
    press: (name: string) => counted(`press ${name}`, () => andLoad(main.getByRole('button', { name, exact: true }).click())),
    /** A button of a script: no page is loaded. */
    push: (name: string | RegExp, within: Locator = main) =>
      counted(`push ${String(name)}`, () =>
        within
          .getByRole('button', { name, exact: typeof name === 'string' })
          .first()
          .click(),
      ),
    follow: (name: string | RegExp, within: Locator = main) =>
      counted(`follow ${String(name)}`, () =>
        andLoad(
          within
            .getByRole('link', { name, exact: typeof name === 'string' })
            .first()
            .click(),
        ),
      ),
    go: (place: string) =>
      counted(`go ${place}`, () => andLoad(page.locator('.side').getByRole('link', { name: place, exact: true }).click())),
    click: (line: string) =>
      counted(`click ${line}`, async () => {
        // Where one presses is where one writes. A line that moved under the finger, as pictures came, is pressed again.
        await expect
          .poll(async () => {
            await page.locator('.cm-line', { hasText: line }).first().click()
            return page.evaluate(() => document.getSelection()?.anchorNode?.textContent ?? '')
          })
          .toContain(line)
      }),
    type: (words: string) => counted(`type ${words.slice(0, 8)}`, () => page.keyboard.insertText(typed(words))),
    key: (name: string) => counted(`key ${name}`, () => page.keyboard.press(name)),
  }
  done.push('open the sign-in')
  await page.goto(`${story.server.origin}/sign-in`)
  await at.fill('手机号', phone)
  await at.fill('密码', password)
  await at.press('登录')
  return at
}
type Desk = Awaited<ReturnType<typeof aDesk>>

const sound = async ({ page }: Desk, name: string) => {
  await shot(page, name)
  expect(await faultsOn(page)).toEqual([])
}

/** Puts a component in behind the paragraph with these words, by its form. */
async function putIn(at: Desk, { behind, what }: { behind: string; what: string }, fill: (form: Locator) => Promise<void>) {
  await at.click(behind)
  done.push('open ＋ 插入…')
  await at.page.getByText('＋ 插入…').click()
  await at.push(new RegExp(`^${what}`), at.page.locator('.put-in'))
  const form = at.page.locator('dialog')
  await fill(form)
  await at.push('放进去', form)
  await form.waitFor({ state: 'detached' })
}
const saved = (page: Page) => expect.poll(() => page.locator('#writing-state').innerText()).toContain('已保存')

const sheet = [
  ...['装土豆用什么箱子？', '箱底垫几层纸？', '一箱装什么样的？', '胶带封几道？', '单子贴在哪里？', '十斤用几层的箱子？'].map(
    (text, nth) => `${nth + 1}. ${text}\nA. 随便\nB. 照课上说的\nC. 问邻居\n答案：B\n解析：照课上说的做，路上不会破。`,
  ),
  ...['哪些箱子不能用？', '装箱要注意什么？'].map(
    (text, nth) => `${nth + 7}. ${text}\nA. 湿的、破的\nB. 软的、晃的\nC. 新的、干的\n答案：AB\n解析：湿的软的，路上会破。`,
  ),
  ...['箱底要垫纸。', '箱子装满，不晃。'].map((text, nth) => `${nth + 9}. ${text}\n答案：对\n解析：垫了、装满了，就不晃。`),
].join('\n')

let lessonFile = ''

async function photographs(at: Desk) {
  await at.follow(/^照片、声音和视频/)
  await at.press('开一个二维码')
  const link = (await at.page.locator('a[href*="/camera/"]').getAttribute('href')) ?? ''
  const phone = await aPhone(browser, { origin: story.server.origin, cookie: '', worker: false })
  const hand = await phone.newPage()
  await hand.goto(link)
  await shot(hand, 'camera')
  const photograph = await aPhotograph()
  const files = [1, 2, 3, 4, 5, 6].map((nth) => ({ name: `IMG_${nth}.jpg`, mimeType: 'image/jpeg', buffer: photograph }))
  done.push('open the code on the phone', 'choose six photographs', 'send')
  await hand.setInputFiles('input[type=file]', files)
  await hand.getByRole('button', { name: '发送' }).click()
  await hand.getByText('收到了 6 张').waitFor()
  await shot(hand, 'camera-sent')
  await phone.close()
  await at.page.mouse.move(0, 0)
  await at.page.getByRole('link', { name: 'photo-6.jpg' }).waitFor({ timeout: 15_000 })
  await sound(at, 'media')
  await at.push('录一段声音')
  await at.page.getByText('正在录').waitFor()
  await at.page.waitForTimeout(1_500)
  await at.push('停下，放进来')
  await at.page.locator('[data-media-list] audio').waitFor({ timeout: 15_000 })
  await shot(at.page, 'recorded')
}

async function writeLesson(at: Desk) {
  await at.follow('第 1 版')
  await sound(at, 'version')
  await at.follow('怎样打包', at.page.locator('.lesson-order'))
  await at.page.locator('.cm-content').waitFor()
  lessonFile = new URL(at.page.url()).pathname
  await shot(at.page, 'lesson')
  const headings = await at.page.locator('.cm-content').innerText()
  for (const [title] of sections()) expect(headings).toContain(title)
  const places = ['旧箱子软', '四边也要垫', '大小一样', '胶带封两道', '单子贴在最大', '装土豆要用新箱子']
  for (const [nth, behind] of places.entries())
    await putIn(at, { behind, what: '图' }, async (form) => {
      await at.choose('图', `photo-${nth + 1}.jpg`, form)
      await at.fill('图上有什么', `第 ${nth + 1} 步：一双手在装箱`, form)
    })
  await putIn(at, { behind: '装满，不晃', what: '步骤' }, (form) => at.fill('一步一行', '把土豆擦干\n大的放下面\n小的放上面', form))
  await putIn(at, { behind: '胶带封两道', what: '想一想' }, async (form) => {
    await at.fill('问题', '胶带封几道？', form)
    const options = [
      ['封一道', '一道会开，土豆会掉出来。'],
      ['封两道', '两道压紧，路上不会开。'],
    ] as const
    for (const [nth, [option, why]] of options.entries()) {
      done.push(`fill 选项 ${option}`, `fill why ${option}`)
      await form.getByLabel('选项', { exact: true }).nth(nth).fill(option)
      await form.getByLabel('选了它，告诉他为什么').nth(nth).fill(why)
    }
    await at.tick('对的是这个', form)
  })
  await putIn(at, { behind: '单子贴在最大', what: '声音' }, async (form) => {
    await at.choose('声音', /recording|sound/, form)
    await at.fill('标题', '师傅说贴单子', form)
    await at.fill('文字', '单子贴平，一个角也不翘。', form)
  })
  done.push('open 课名、简介和目标')
  await at.page.getByText('课名、简介和目标').click()
  await at.fill('一句话简介', '一箱土豆走一千里，到手还是好的。')
  await at.fill('分钟', '12')
  await at.fill('学完会做什么（一条一行，最多四条）', '打一个摔不坏的包')
  await saved(at.page)
  await sound(at, 'lesson-written')
}

async function questions(at: Desk) {
  await at.follow('第 1 版')
  await at.follow(/^题库和考试/)
  await at.fill('题目', sheet)
  await at.press('放进题库')
  expect(await at.text()).toContain('题够了')
  await sound(at, 'questions')
  await at.follow('第 1 版')
  done.push('open 课程名、简介、学时')
  await at.page.getByText('课程名、简介、学时').click()
  await at.fill('课程名', '土豆打包')
  await at.fill('一句话简介', '会打一个摔不坏的包。')
  await at.press('存下')
  expect(await at.text()).not.toContain('处要改')
  await sound(at, 'ready')
}

const submit = async (at: Desk) => {
  await at.follow('送审')
  await at.choose('请谁审', '向讲师')
  await at.press('送审')
}
const since = (before: number) => done.slice(before)
const remarkOn = ({ page }: Desk) => page.locator('.compared', { hasText: '大小一样的装一箱' }).last()

test('a newcomer makes a course of a Word file and six photographs, a colleague asks for a change, and a class studies it on phones', async () => {
  const at = await aDesk(people.author)
  await sound(at, 'home')
  expect(await at.text()).not.toContain('结对')
  await at.follow('从 Word、PPT 写一门课')
  await at.attach('文件', { name: '怎样打包.docx', mimeType: 'application/octet-stream', buffer: wordFile })
  await at.press('带进来')
  expect(await at.text()).toContain('怎样打包.docx')
  await sound(at, 'report')
  await at.follow('第 1 版')
  await photographs(at)
  await writeLesson(at)
  await questions(at)
  await submit(at)
  const writing = since(0)

  // A colleague asks for a change at one paragraph.
  const his = await aDesk(people.reviewer)
  await his.follow(/土豆打包/)
  await his.follow('改了什么，审稿意见')
  await sound(his, 'review')
  expect(await his.page.locator('.compared hr').count()).toBe(0)
  done.push('follow 提意见')
  await remarkOn(his)
    .getByRole('link', { name: /提意见/ })
    .click()
  await his.fill('对这一段的意见', '大的和小的怎么分？请写清楚。', remarkOn(his))
  await his.press('写上')
  await his.follow('请作者修改')
  await his.fill('请改什么', '有一处要写清楚。')
  await his.press('请作者修改')

  // It is changed.
  await at.go('工作台')
  await at.follow(/土豆打包/)
  expect(await at.text()).toContain('有一处要写清楚。')
  await sound(at, 'changes-asked')
  await at.follow('怎样打包', at.page.locator('.lesson-order'))
  await at.page.locator('.cm-content').waitFor()
  await at.click('大小一样')
  await at.key('End')
  await at.type('拳头大的算大的。')
  await saved(at.page)
  await at.follow('第 1 版')
  await at.follow('改了什么，审稿意见')
  await at.press('改好了')
  await at.follow('第 1 版')
  await submit(at)

  // It is approved and published.
  await his.go('工作台')
  await his.follow(/土豆打包/)
  await his.follow('通过')
  await his.press('通过')
  await at.go('课程')
  await at.follow(/土豆打包/)
  await at.follow('第 1 版')
  await at.follow('发布')
  await at.press('发布')
  expect(await at.text()).toContain('在用')
  await sound(at, 'published')
  const reviewing = since(writing.length)

  // A class is planned on it.
  const officer = await aDesk(people.officer)
  await officer.follow('办第一个班')
  await officer.choose('课程', /土豆打包/)
  await officer.fill('上课地点', '唐崖镇文化站')
  await officer.fill('新课次的日期', addDays(toDay(site.now()), 3))
  await officer.tick('覃讲师')
  await officer.press('建班')
  await sound(officer, 'class')
  const planning = since(writing.length + reviewing.length)

  await studyOnAPhone()
  const counts = { write: writing.length, review: reviewing.length, plan: planning.length }
  for (const kind of ['write', 'review', 'plan'] as const)
    expect(counts[kind], `${kind}:\n${done.join('\n')}`).toBeLessThanOrEqual(mostActions[kind])
  for (const { context } of [at, his, officer]) await context.close()
}, 240_000)

/** The reading budget: HTML and styles of a first lesson, all but pictures, and each picture. */
const budget = { text: 16_000, all: 60_000, requests: 8, picture: 40_000 }

async function studyOnAPhone() {
  const [{ id } = { id: '' }] = await site.read.select().from(cohorts)
  const { courseSlug } = await readCohort(site, anAdmin, id)
  const student: Viewer = await aStudent(site, id)
  const cookie = await createSession(site, student.accountId)
  const context = await aPhone(browser, { origin: story.server.origin, cookie, worker: false })
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.enable')
  const kinds = new Map<string, string>()
  const loaded: { kind: string; bytes: number; url: string }[] = []
  const urls = new Map<string, string>()
  cdp.on('Network.responseReceived', ({ requestId, type, response }) => {
    kinds.set(requestId, type)
    urls.set(requestId, response.url)
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    loaded.push({ kind: kinds.get(requestId) ?? '', bytes: encodedDataLength, url: urls.get(requestId) ?? '' }),
  )
  const lesson = lessonFile.replace(/^.*\/|\.mdx$/g, '')
  await page.goto(`${story.server.origin}/courses/${courseSlug}/${lesson}`)
  await page.waitForLoadState('networkidle')
  await shot(page, 'phone')
  const text = await page.locator('.lesson').innerText()
  for (const words of ['拳头大的算大的', '四边也要垫', '把土豆擦干', '胶带封几道？', '师傅说贴单子']) expect(text).toContain(words)
  expect(text).not.toContain('也可以不垫')
  expect(await page.locator('.lesson h2').count()).toBe(5)
  expect(await page.locator('.lesson table').count()).toBe(1)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  expect(await faultsOn(page)).toEqual([])
  const isPicture = ({ kind }: { kind: string }) => kind === 'Image'
  const others = loaded.filter((one) => !isPicture(one))
  const sum = (all: typeof loaded) => all.reduce((total, { bytes }) => total + bytes, 0)
  expect(sum(others.filter(({ kind }) => kind === 'Document' || kind === 'Stylesheet'))).toBeLessThanOrEqual(budget.text)
  expect(sum(others)).toBeLessThanOrEqual(budget.all)
  expect(others.length).toBeLessThanOrEqual(budget.requests)
  expect(loaded.filter(({ kind }) => kind === 'Media')).toEqual([])
  for (const picture of await page.locator('.lesson picture img').all()) await picture.scrollIntoViewIfNeeded()
  await expect
    .poll(() => page.locator('.lesson picture img').evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth)))
    .toEqual(new Array(6).fill(360))
  for (const picture of loaded.filter(isPicture)) expect(picture.bytes, picture.url).toBeLessThanOrEqual(budget.picture)
  await page.locator('.lesson summary', { hasText: '封两道' }).click()
  expect(await page.locator('.lesson').innerText()).toContain('两道压紧')
  await page.screenshot({ ...(process.env.TIDUI_SHOTS ? { path: `${process.env.TIDUI_SHOTS}/phone-whole.png` } : {}), fullPage: true })
  await context.close()
}
