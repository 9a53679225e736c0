// The workbook of the household report: titles, totals, arrows to filter by, and whole ID numbers only for a reason.
import { eq } from 'drizzle-orm'
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { askForWholeNumbers, exportHouseholdReport } from '#app/modules/reports/reports.server.ts'
import { disclosures, persons } from '#db/schema/households.ts'
import { sealPlace } from '#db/sealed.ts'
import { anAdmin, anOfficer } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'
import { aCounty } from './county.ts'

const period = { from: '2019-01-01', to: '2019-07-31', region: '422826' }

async function sheetsOf(stream: ReadableStream<Uint8Array>) {
  const files = unzipSync(new Uint8Array(await new Response(stream).arrayBuffer()))
  return [1, 2, 3, 4].map((nth) => new TextDecoder().decode(files[`xl/worksheets/sheet${nth}.xml`]))
}

test('each sheet says what it is, of when and where; totals stand below and are left out of the filter', async () => {
  const site = await aSite({ now: '2019-12-01T09:00:00+08:00' })
  const county = aCounty(site)
  await county.completes(await county.aPerson(await county.aHousehold()), '2019-03-01')
  const [, townships, cohorts, list] = await sheetsOf(await exportHouseholdReport(site, anAdmin, period))
  for (const sheet of [townships, cohorts, list]) {
    expect(sheet).toContain('咸丰县电商培训到户报表：')
    expect(sheet).toContain('时段：2019年1月1日至2019年7月31日')
    expect(sheet).toContain('ySplit="3"')
  }
  expect(townships).toMatch(/合计（咸丰县，不重复）/)
  expect(townships).toContain('<autoFilter ref="A3:J5"/>') // the total in the sixth row is not filtered away
  expect(cohorts).toContain('合计（不重复）')
  expect(list).toMatch(/<autoFilter ref="A3:L4"\/>/)
}, 120_000)

test('ID numbers are masked, and whole for those whose number was asked for with a reason: each is logged, for minutes', async () => {
  const site = await aSite({ now: '2019-12-01T09:00:00+08:00' })
  const county = aCounty(site)
  for (let nth = 0; nth < 2; nth++) {
    const id = await county.aPerson(await county.aHousehold())
    const idNumberSealed = site.keys.seal(`42282619800101000${nth}`, sealPlace.idNumberOfPerson(id))
    await site.write('operator', 'a number', (tx) => tx.update(persons).set({ idNumberSealed }).where(eq(persons.id, id)))
    await county.completes(id, '2019-03-01')
  }
  const list = async () => (await sheetsOf(await exportHouseholdReport(site, anAdmin, { ...period, isWhole: true })))[3]!
  expect(await list()).not.toMatch(/>\d{17}[\dX]</)
  await expect(askForWholeNumbers(site, anAdmin, period, '看')).rejects.toMatchObject({ status: 422 })
  expect(await askForWholeNumbers(site, anAdmin, period, '报县里核对')).toBe(2)
  expect((await site.read.select().from(disclosures)).map(({ reason, field }) => `${field} ${reason}`)).toEqual(
    Array(2).fill('idNumber 报县里核对'),
  )
  await expect(askForWholeNumbers(site, anOfficer, { ...period, region: '422826101' }, '报县里核对')).rejects.toMatchObject({ status: 404 })
  expect((await list()).match(/>\d{17}[\dX]</g)?.length).toBe(2)
  site.clock.forward(11 * 60_000)
  expect(await list()).not.toMatch(/>\d{17}[\dX]</)
}, 120_000)
