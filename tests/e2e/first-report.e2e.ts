// From an empty installation to the first printed report, with nothing but what the screens say: each thing done at a desk is counted.
// What trainees do on their phones is not.
import { TOTP } from 'otpauth'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addDays, toDay } from '#app/calendar.ts'
import { createSetUpLink } from '#app/modules/accounts/accounts.server.ts'
import { phone } from '#tests/support/browser.ts'
import { idNumberOf } from '#tests/modules/rosters/makers.ts'
import { workbookOf } from '#tests/support/workbook.ts'
import { desk } from './demo-server.ts'
import { aStoryServer } from './story-server.ts'
import { openSlip, sitExam } from './trainee.ts'

const story = await aStoryServer()
const { browser, site } = story

/** At most so many actions at desks; there were 75. */
const mostActions = 45

const trainees = ['1984-03-17', '1990-05-12'].map(idNumberOf)

const roster = workbookOf({
  name: '花名册',
  lines: [
    '姓名,身份证号,电话,乡镇,村,户编号,与户主关系,户属性',
    `谭桂莲,${trainees[0]},13900000001,唐崖镇,,A-000001,户主,建档立卡贫困户`,
    `覃大秀,${trainees[1]},13900000002,唐崖镇,,,,`,
  ],
})

const done: string[] = []

/** A desk whose every action is counted: an address opened, a field filled, a press. Things are found by what the screen calls them. */
async function aDesk() {
  const context = await browser.newContext({ viewport: desk, locale: 'zh-CN', serviceWorkers: 'block' })
  context.setDefaultTimeout(8000)
  const page = await context.newPage()
  await page.addInitScript(() => void (window.print = () => void document.body.setAttribute('data-printed', 'yes')))
  const counted = async (what: string, work: () => Promise<unknown>) => {
    done.push(what)
    await work()
  }
  /** Whatever a press leads to is there afterwards. */
  const andLoad = async (work: Promise<unknown>) => void (await Promise.all([page.waitForEvent('load'), work]))
  const main = page.locator('main')
  return {
    context,
    page,
    open: (address: string) => counted(`open ${new URL(address).pathname}`, () => page.goto(address)),
    fill: (label: string, value: string) => counted(`fill ${label}`, () => main.getByLabel(label, { exact: true }).first().fill(value)),
    choose: (label: string, option: string) => counted(`choose ${label}`, () => chooseIn(main.getByLabel(label), option)),
    tick: (label: string) => counted(`tick ${label}`, () => main.getByLabel(label).check()),
    attach: (label: string, file: { name: string; mimeType: string; buffer: Buffer }) =>
      counted(`attach ${label}`, () => main.getByLabel(label).setInputFiles(file)),
    press: (name: string) => counted(`press ${name}`, () => andLoad(main.getByRole('button', { name, exact: true }).click())),
    follow: (name: string | RegExp) => counted(`follow ${String(name)}`, () => andLoad(main.getByRole('link', { name }).first().click())),
    go: (place: string) =>
      counted(`go ${place}`, () => andLoad(page.locator('.side').getByRole('link', { name: place, exact: true }).click())),
    print: () => counted('print', () => main.getByRole('link', { name: '打印', exact: true }).click()),
  }
}

/** Choices of a place carry what lies above it as well. */
async function chooseIn(select: Locator, ending: string) {
  const options = await select.locator('option').allInnerTexts()
  await select.selectOption({ label: options.find((option) => option.endsWith(ending))! })
}

type Desk = Awaited<ReturnType<typeof aDesk>>

const textOf = (page: Page) => page.locator('main').innerText()

/** Sets up the installation and the authenticator. */
async function becomeAdministrator({ page, ...at }: Desk) {
  await at.open(story.server.origin + (await createSetUpLink(site)))
  await at.fill('姓名', '余管理')
  await at.fill('手机号', '19900000001')
  await at.fill('密码', 'yi-ju-hao-ji-de-hua')
  await at.press('设立并登录')
  await at.press('准备好了，开始设')
  const secret = (await textOf(page)).match(/(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}/)![0].replaceAll(' ', '')
  await at.fill('验证器上的 6 个数字', new TOTP({ secret }).generate())
  await at.press('设好')
  await at.follow('收好了，继续')
}

/** Makes an account and returns its one-time link. */
async function anAccount({ page, ...at }: Desk, role: string, name: string, number: string, township?: string) {
  await at.follow(role)
  await at.fill('姓名', name)
  await at.fill('手机号', number)
  if (township) await at.choose('负责哪个乡镇', township)
  await at.press('新建并发登录链接')
  return page.getByLabel('网址').inputValue()
}

test('from an empty installation to the first printed report, an administrator and an officer do at most 45 things', async () => {
  const administrator = await aDesk()
  await becomeAdministrator(administrator)
  const link = await anAccount(administrator, '建乡镇专干的账号', '唐专干', '19900000002', '唐崖镇')
  await anAccount(administrator, '讲师', '浙老师', '19900000003')

  const officer = await aDesk()
  await officer.open(link)
  await officer.fill('密码', 'tang-ya-zhen-de-zhuan-gan')
  await officer.press('设好并登录')
  await officer.follow('办第一个班')
  await officer.fill('上课地点', '唐崖镇文化站')
  await officer.fill('新课次的日期', addDays(toDay(new Date()), -1))
  await officer.tick('浙老师')
  await officer.press('建班')

  await officer.press('开始报名')
  await officer.follow('导入花名册')
  await officer.attach('文件', { name: '花名册.xlsx', mimeType: 'application/octet-stream', buffer: roster })
  await officer.press('上传并预览')
  const taken = officer.page.getByText('已导入')
  await officer.press('导入')
  await taken.waitFor()
  await officer.follow('给还没登录过的人印登录条')
  await officer.press('给勾选的发登录条')
  const slips = await officer.page.locator('.slip strong').allInnerTexts()
  await officer.print()
  await officer.follow('唐崖镇电商培训班')
  await officer.press('开班')
  await officer.follow('记考勤')
  await officer.press('没选的都算到课，存考勤')
  await officer.follow('接着安排考试')
  await officer.press('安排考试')
  for (const slip of slips) {
    const context = await browser.newContext({ viewport: phone, locale: 'zh-CN' })
    const page = await context.newPage()
    await openSlip(page, slip)
    await sitExam(page, { site, origin: story.server.origin })
    await expect.poll(() => page.locator('body').innerText()).toContain('通过')
    await context.close()
  }
  await officer.follow('概况')
  await officer.follow('结业……')
  await officer.press('结业')
  await officer.go('培训到户报表')
  expect(await textOf(officer.page)).toMatch(/唐崖镇自己办结电商培训班 1 期；.*结业 2 人次，共 2 人，来自 1 户。其中建档立卡 1 人、1 户/)
  await officer.print()
  expect(await officer.page.locator('body').getAttribute('data-printed')).toBe('yes')
  expect(done.length, done.join('\n')).toBeLessThanOrEqual(mostActions)
}, 240_000)
