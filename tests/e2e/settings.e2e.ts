// The administrator changes what certificates say: the next one carries it, those of before do not, and it can be taken back.
import { expect, test } from 'vitest'
import { certificates } from '#db/schema/certificates.ts'
import { workflows } from '#db/schema/workflow.ts'
import { eq } from 'drizzle-orm'
import { desk, theDemo } from './demo-server.ts'

const { signedIn, origin, site, faultsOn } = await theDemo()

test('the administrator changes the issuing office without a script; the next certificate carries it, an older does not', async () => {
  const { context, page } = await signedIn('管理员', { viewport: desk, scripts: false })
  const bodyText = () => page.locator('body').innerText()
  await page.goto(`${origin()}/desk`)
  await page.getByRole('link', { name: '设置', exact: true }).first().click()
  const fold = page.locator('#certificates')
  await fold.locator('> summary').click()
  await fold.getByLabel('发证单位').fill('乡村振兴局')
  await fold.getByLabel('编号开头的字母').fill('xf') // refused: what was typed stays, in the open fold
  await fold.getByLabel('为什么改').fill('机构改革')
  await fold.getByRole('button', { name: '保存' }).click()
  expect(await fold.innerText()).toContain('要写 1 到 6 个大写字母')
  expect(await fold.getByLabel('发证单位').inputValue()).toBe('乡村振兴局')
  await fold.getByLabel('编号开头的字母').fill('XF')
  await fold.getByRole('button', { name: '保存' }).click()
  expect(await fold.innerText()).toContain('已经发出的，编号和发证单位都不变')
  expect(await fold.locator('.notice.good').boundingBox()).toMatchObject({ y: expect.toSatisfy((y: number) => y >= 0 && y < desk.height) })

  const [held] = await site.read
    .select({ id: certificates.id })
    .from(certificates)
    .innerJoin(workflows, eq(workflows.id, certificates.id))
    .where(eq(workflows.state, 'valid'))
    .limit(1)
  await page.goto(`${origin()}/certificates/${held!.id}`)
  expect(await bodyText()).toContain('咸丰县人力资源和社会保障局')
  await page.getByRole('link', { name: /换发/ }).click()
  await page.getByLabel('原因').fill('姓名写错了')
  await page.getByRole('button', { name: /换发/ }).click()
  expect(await bodyText()).toContain('咸丰县乡村振兴局')
  await page.goto(`${origin()}/certificates/${held!.id}`)
  expect(await bodyText()).toContain('咸丰县人力资源和社会保障局')

  await page.goto(`${origin()}/desk/settings#certificates`)
  await fold.locator('> summary').click()
  await fold.getByText('改回“人力资源和社会保障局”').click()
  await fold.getByLabel('为什么改回去').fill('文件还没有下来')
  await fold.getByRole('button', { name: '改回去' }).click()
  expect(await fold.getByLabel('发证单位').inputValue()).toBe('人力资源和社会保障局')
  expect(await fold.innerText()).toContain('文件还没有下来')
  await context.close()
}, 120_000)

test('axe finds nothing on the settings with every fold open, at every width', async () => {
  const { context, page } = await signedIn('管理员', { viewport: desk })
  await page.goto(`${origin()}/desk/settings`)
  for (const fold of await page.locator('.setting-group > summary').all()) await fold.click()
  expect(await faultsOn(page)).toEqual([])
  await context.close()
}, 120_000)
