// Every page of an installation of another pair of counties, asked for by everybody: none holds a word of the pair that ships.
import { beforeAll, expect, test } from 'vitest'
import { readSpreadsheet } from '#app/spreadsheet/spreadsheet.server.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'
import { otherIdNumber, otherProgramme } from '#tests/support/other-programme.ts'
import { aCounty, askers, type Setting } from './county.ts'
import { expected, outsideRemix } from './expected.ts'
import { loadScreens } from './screens.ts'

let screens: Awaited<ReturnType<typeof loadScreens>>
beforeAll(async () => void (screens = await loadScreens()))

const setting: Setting = {
  programme: { ...otherProgramme(), firstYear: 2019 }, // the county's classes are of that year
  here: '522634101',
  away: '522634102',
  idNumbers: [otherIdNumber('1984-05-06'), otherIdNumber('1985-06-07')],
  shops: { eastHere: '太湖茶行', westHere: '开觉茶铺', eastAway: '木渎干货', westAway: '郎德土货' },
  township: '丹江镇',
}

/** What may not be read there. */
function wordsOfTheOther() {
  const { west, east, certificatePrefix, goods } = loadProgramme(null)
  const texts = [west.county, ...east.counties, ...west.placeWords, ...east.placeWords, ...Object.values(goods).map(({ name }) => name)]
  return [...texts.map((text) => new RegExp(text)), new RegExp(`\\b${certificatePrefix}\\d`)]
}

/** All that an answer says, of a workbook the words in its cells. */
async function wordsIn(answer: Response) {
  if (!answer.headers.get('content-type')?.includes('spreadsheet')) return answer.text()
  const words: string[] = []
  for await (const rows of readSpreadsheet(Buffer.from(await answer.arrayBuffer()), { atOnce: true })) words.push(JSON.stringify(rows))
  return words.join('\n')
}

test('no page, list or file of another programme holds a word of the one that ships', async () => {
  const county = await aCounty(setting)
  const { origin, close } = await screens.serve(county.site)
  const forbidden = wordsOfTheOther()
  const wrong: string[] = []
  const said: string[] = []
  for (const [path, { get, at = () => path }] of Object.entries({ ...expected, ...outsideRemix })) {
    if (!get) continue
    const address = at(county).replaceAll(/422826\d{3}/g, setting.here)
    for (const asker of askers) {
      const answer = await fetch(origin + address, { redirect: 'manual', headers: { Cookie: county.cookieOf[asker] } })
      const words = await wordsIn(answer)
      said.push(words)
      for (const word of forbidden) if (word.test(words)) wrong.push(`${address} as ${asker}: ${word.source}`)
    }
  }
  await close()
  expect(wrong).toEqual([])
  const all = said.join('\n')
  for (const word of [
    '吴中 · 雷山 电商人才培训',
    '吴中和雷山一起办的电商培训',
    '西部（雷山）',
    '东部（吴中）',
    'LS2019-01-001',
    '雷山县就业服务中心',
    '绿茶（含雷公山茶）',
    '郎德镇',
  ])
    expect(all).toContain(word)
}, 120_000)

test('its administrator changes on screen what pages, slips, certificates and reports say', async () => {
  const county = await aCounty(setting)
  const { origin, close } = await screens.serve(county.site)
  const headers = { Cookie: county.cookieOf.administrator, Origin: origin }
  const read = async (path: string) => (await fetch(origin + path, { headers })).text()
  const change = async (group: string, typed: Record<string, string>) => {
    const body = new URLSearchParams({ do: 'save', group, version: '0', reason: '机构改革', ...typed })
    const answer = await fetch(`${origin}/desk/settings`, { method: 'POST', redirect: 'manual', headers, body })
    expect(answer.status, await answer.text()).toBe(302)
  }
  await change('places', { 'west.shortName': '雷公山', 'east.shortName': '太湖' })
  await change('certificates', { 'west.trainingOffice': '乡村振兴局', certificatePrefix: 'LG' })
  await change('address', { publicAddress: 'https://xuexi.example.cn/' })
  await change('texts', { 'texts.ownerConsent': '开店的人请先看过这一段，再点同意。' })
  expect(await read('/desk/shops')).toContain('西部（雷公山）')
  expect(await read('/desk/cohorts')).toContain('太湖 · 雷公山 电商人才培训')
  expect(await (await fetch(`${origin}/`)).text()).toContain('太湖和雷公山一起办的电商培训')
  expect(await read('/account')).toContain('开店的人请先看过这一段，再点同意。')
  expect(await read(`/certificates/${county.certificateId}`)).toMatch(/LS2019-01-001[\s\S]*雷山县就业服务中心/) // as it was issued
  const page = await read('/desk/settings')
  for (const words of ['机构改革', '乡村振兴局', 'https://xuexi.example.cn', '雷公山']) expect(page).toContain(words)
  for (const word of wordsOfTheOther()) expect(page).not.toMatch(word)
  const bad = new URLSearchParams({ do: 'save', group: 'terms', version: '0', reason: '试试', 'terms.slipDays': '9999' })
  const refused = await fetch(`${origin}/desk/settings`, { method: 'POST', redirect: 'manual', headers, body: bad })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toMatch(/value="9999"[\s\S]*登录条几天里要用：最多 180/)
  await close()
})
