// A class from nothing to its end at a township's desk: planned, changed, filled, held, examined, closed.
import { expect, test } from 'vitest'
import { addDays, toDay } from '#app/calendar.ts'
import { listCohorts, readAttendanceSheet, readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { readProgress } from '#app/modules/learning/learning.server.ts'
import { anAdmin } from '#tests/support/makers.ts'
import { desk, theDemo } from './demo-server.ts'

const demo = await theDemo()

test('the demo does not contradict itself: who has read lessons has signed in, and the instructor took attendance', async () => {
  const cohorts = await listCohorts(demo.site, anAdmin)
  for (const { id, courseVersionId } of cohorts) {
    const { trainees, sessions } = await readCohort(demo.site, anAdmin, id)
    const progress = await readProgress(
      demo.site,
      courseVersionId,
      trainees.map(({ personId }) => personId),
    )
    expect(trainees.filter(({ hasSignedIn, personId }) => !hasSignedIn && progress.has(personId))).toEqual([])
    const sheet = await readAttendanceSheet(demo.site, anAdmin, { cohortId: id, sessionId: sessions[0]!.id })
    expect([...new Set(sheet.lines.flatMap(({ history }) => history.map(({ by }) => by)))]).toEqual(['讲师小浙'])
  }
  const { trainees } = await readCohort(demo.site, anAdmin, cohorts[0]!.id)
  expect(trainees.some(({ hasSignedIn }) => !hasSignedIn)).toBe(true) // today some have not begun
})

test('an officer plans a class, moves its sessions, enrols people by name, takes attendance by one press, plans the exam and closes', async () => {
  const { context, page } = await demo.signedIn('乡镇专干', { viewport: desk })
  const today = toDay(new Date())
  const press = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).click()
    await page.waitForLoadState()
  }
  const path = () => new URL(page.url()).pathname

  await page.goto(`${demo.origin()}/desk/cohorts`)
  await page.getByRole('link', { name: '办新班' }).click()
  await page.fill('[name=name]', '冬季直播班')
  await page.selectOption('[name=courseSlug]', 'sell-tea-and-potatoes')
  await press('换成这门课')
  expect(await page.inputValue('[name=name]')).toBe('冬季直播班') // whatever else was typed stays
  await page.fill('[name=place]', '唐崖镇文化站')
  await page.getByLabel('讲师小浙').check()
  // The lessons of the course stand ready; those that get a day are held.
  for (const nth of [0, 1]) {
    await page
      .locator('[name^=day-]')
      .nth(nth)
      .fill(addDays(today, nth + 1))
    await page.locator('[name^=startsAt-]').nth(nth).fill('09:00')
  }
  await press('建班')
  const cohort = path()
  expect(await page.locator('.facts').innerText()).toContain('讲师小浙')

  await page.goto(`${demo.origin()}${cohort}/plan`)
  await page.locator('[name^=day-]').first().fill(addDays(today, -1)) // of today it would count from its hour only
  await page.locator('[name^=day-]').nth(1).fill('')
  await page.locator('[name^=topic-]').nth(1).fill('')
  await press('保存')
  expect(path()).toBe(cohort)
  await page.getByRole('link', { name: '考勤', exact: true }).click()
  expect(await page.locator('table').first().locator('tbody tr').count()).toBe(1)

  await page.goto(`${demo.origin()}${cohort}/enrolment`)
  for (const nth of [0, 1, 2]) await page.locator('[name=person]').nth(nth).check()
  await press('给勾选的人报名')
  await press('开始报名')
  await press('开班')

  await page.getByRole('link', { name: '记考勤' }).first().click()
  await page.locator('input[value=absent]').first().check()
  await press('没选的都算到课，存考勤')
  expect(await page.locator('input[value=present]:checked').count()).toBe(2)
  expect(await page.locator('input[value=absent]:checked').count()).toBe(1)
  await page
    .locator('tr', { has: page.locator('input[value=absent]:checked') })
    .locator('input[value=late]')
    .check()
  await press('存考勤')
  expect(await page.locator('input[aria-invalid=true][aria-describedby]').count()).toBe(1) // a mark is changed with a reason: the sentence stands where it is filled in
  await page.goto(page.url())
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.sign-in-sheet tbody tr').count()).toBe(6)
  expect(await page.locator('main form[method=post]').isVisible()).toBe(false)
  await page.emulateMedia({ media: 'screen' })

  await page.goto(`${demo.origin()}${cohort}/exam`)
  await press('安排考试')
  expect(await page.locator('main').innerText()).toContain('还没考')

  await page.goto(`${demo.origin()}${cohort}`)
  expect(await page.locator('main').innerText()).toContain('还有 3 人可以考试')
  await page.getByRole('link', { name: '结业……' }).click()
  expect(await page.locator('main tbody tr').count()).toBe(3) // who may still sit, and until when
  await page.locator('[name=enrolment]').first().check()
  await page.fill('[name=reason]', '外出务工，没有来考')
  await press('记为未参加考试')
  expect(await page.locator('main tbody tr').count()).toBe(2)
  await page.goto(`${demo.origin()}${cohort}/exam`)
  for (const name of ['opensOn', 'closesOn']) await page.fill(`[name=${name}]`, addDays(today, -1)) // nobody has begun: it is called off
  await press('保存')
  await page.goto(`${demo.origin()}${cohort}`)
  expect(await page.getByRole('button', { name: '结业' }).count()).toBe(0)
  await page.getByRole('link', { name: '结业……' }).click()
  expect(await page.locator('main').innerText()).toMatch(/会记为“未结业”.*：3 人/)
  await press('结业')
  await expect
    .poll(async () => (await page.goto(`${demo.origin()}${cohort}/trainees`), page.locator('tbody .badge:has-text("未结业")').count()), {
      timeout: 20_000,
    })
    .toBe(3)
  await context.close()

  const axed = await demo.signedIn('乡镇专干', { viewport: desk })
  const running = await axed.page
    .goto(`${demo.origin()}/desk/cohorts`)
    .then(() => axed.page.getByRole('link', { name: '唐崖镇电商创业班' }).getAttribute('href'))
  for (const page of ['plan', 'enrolment', '', 'trainees', 'learning', 'attendance', 'certificates', 'history'])
    expect(await demo.faultsOn(axed.page, `${running}/${page}`)).toEqual([])
  await axed.context.close()
})

test('above a plan that is refused in several places each link says which place it leads to, a table by its caption', async () => {
  const { context, page } = await demo.signedIn('乡镇专干', { viewport: desk })
  await page.goto(`${demo.origin()}/desk/cohorts/new?course=sell-tea-and-potatoes`)
  const plan = page.locator('form:has([name=place])')
  const refuse = async (name: string, place: string) => {
    await plan.evaluate((form: HTMLFormElement) => {
      form.noValidate = true
      for (const field of form.querySelectorAll('[maxlength]')) field.removeAttribute('maxlength')
    })
    await page.locator('[name=name]').fill(name)
    await page.locator('[name=place]').fill(place)
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: '建班', exact: true }).click()])
    return page.locator('.notice li').allInnerTexts()
  }
  expect(await refuse('', '')).toEqual(['第 1 处：班名', '第 2 处：上课地点'])
  expect(await refuse('唐崖镇电商培训班', '站'.repeat(61))).toEqual(['第 1 处：上课地点', '第 2 处：课次'])
  await page.locator('.notice li a').first().click()
  expect(new URL(page.url()).hash).toBe('#field-place')
  await context.close()
})
