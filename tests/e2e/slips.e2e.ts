// Sheets of slips as they come out of the printer.
import { readdirSync, readFileSync } from 'node:fs'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, expect, test } from 'vitest'
import { PrintedSlips, slipsOnSheet, toPrintedSlip } from '#app/modules/accounts/pages/printed-slips.tsx'
import { launchChromium } from '#tests/support/browser.ts'

const browser = await launchChromium()
afterAll(() => browser.close())

const imports = [...readFileSync('app/ui/desk.css', 'utf8').matchAll(/@import '\.\/(.+?)'/g)].map(([, file]) => file!)
const css = ['tokens.css', 'phone.css', ...imports].map((file) => readFileSync(`app/ui/${file}`, 'utf8')).join('\n')

/** As long as a name may be. */
const longest = '古丽巴哈尔·阿卜杜热合曼'.repeat(4).slice(0, 40)

/** As many slips as a class may have, with names and villages as long as they come. */
const theSlips = (count: number) =>
  Array.from({ length: count }, (_, nth) =>
    toPrintedSlip(
      {
        name: nth % 5 === 0 ? longest : nth % 5 === 1 ? longest.slice(0, 12) : '田小禾',
        code: `ab2cd${String(nth).padStart(5, '3')}`,
        expiresAt: new Date('2026-12-31T10:00:00Z'),
        about: [
          '住 咸丰县 高乐山镇 白水坝工业园区社区',
          nth === 0 ? `2026年第 9 期 ${'唐崖镇电商创业班'.repeat(4)}` : '2026年第 9 期 唐崖镇电商创业班',
        ],
      },
      (code) => `https://tidui.example.org/s/${code}`,
    ),
  )

const render = (count: number) => renderToStaticMarkup(createElement(PrintedSlips, { slips: theSlips(count), purpose: '就能学习' }))

async function aSheet(count: number) {
  const page = await browser.newPage({ viewport: { width: 794, height: 1123 } })
  await page.setContent(`<style>${css}</style><div class="desk"><main class="desk-main">${render(count)}</main></div>`)
  await page.emulateMedia({ media: 'print' })
  return page
}

test('every stylesheet of desks is imported', () => {
  expect(imports.sort()).toEqual(readdirSync('app/ui/desk').map((file) => `desk/${file}`))
})

test('eight slips stand on a sheet of A4, and the next begins the next sheet', async () => {
  const page = await aSheet(2 * slipsOnSheet + 1)
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(3)
  const sizes = await page.evaluate(() => [...document.querySelectorAll('.slips')].map((sheet) => sheet.querySelectorAll('.slip').length))
  expect(sizes).toEqual([8, 8, 1])
  await page.close()
})

test('the square is on the left, as its sentence says, and nothing of a slip is cut off', async () => {
  const page = await aSheet(slipsOnSheet)
  const slips = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.slip')].map((slip) => {
      const [square, steps] = ['img', 'ol'].map((name) => slip.querySelector(name)!.getBoundingClientRect())
      return {
        says: slip.querySelectorAll('li')[1]!.textContent,
        isLeft: square!.right <= steps!.left && square!.top < steps!.bottom && steps!.top < square!.bottom,
        isWhole: slip.scrollHeight <= slip.clientHeight && slip.scrollWidth <= slip.clientWidth,
        millimetres: Math.round(square!.width / 3.7795),
      }
    }),
  )
  expect(slips).toEqual(Array.from({ length: 8 }, () => ({ says: '对准左边的方块图', isLeft: true, isWhole: true, millimetres: 30 })))
  await page.close()
})

test('2,000 slips are at most 2 MB', () => {
  expect(Buffer.byteLength(render(2000))).toBeLessThanOrEqual(2_000_000)
})
