// Where places lie, and since when.
import { expect, test } from 'vitest'
import {
  listChildren,
  listPlaces,
  listRegionsNamed,
  findRegion,
  getPath,
  listPredecessors,
  findRegionOn,
  listSuccessors,
} from '#app/modules/regions/regions.server.ts'

const today = '2026-11-23'
const in2019 = '2019-07-31'

test('Xianfeng has 11 townships and 209 villages in the 2023 edition', () => {
  const townships = listChildren('422826', today)
  expect(townships).toHaveLength(11)
  expect(townships.flatMap(({ code }) => listChildren(code, today))).toHaveLength(209)
})

test('townships and villages are offered by pinyin, not by code', () => {
  const names = listPlaces('422826', today).map(({ name }) => name)
  expect(names[0]).toBe('朝阳寺镇') // cháo, whose code is one of the last
  const readings = ['朝阳寺镇', '大路坝区', '丁寨乡', '高乐山镇', '黄金洞乡', '活龙坪乡', '清坪镇', '唐崖镇', '小村乡', '忠堡镇']
  expect(names.filter((name) => readings.includes(name))).toEqual(readings.filter((name) => names.includes(name)))
})

test('the Yuhang of 2019 is 20 townships; today it is 12, and Linping 8', () => {
  expect(listChildren('330110', in2019)).toHaveLength(20)
  expect(listChildren('330110', today)).toHaveLength(12)
  expect(listChildren('330113', today)).toHaveLength(8)
  expect(findRegionOn('330113', in2019)).toBeNull()
})

test('both of today came from the Yuhang of before', () => {
  expect(
    listSuccessors('330110', in2019)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['临平区', '余杭区'])
  expect(listPredecessors('330113', today)).toMatchObject([{ name: '余杭区', to: '2021-04-09' }])
})

test('a village is named from the province down', () => {
  expect(getPath('422826103', today)).toEqual(['湖北省', '恩施土家族苗族自治州', '咸丰县', '朝阳寺镇'])
})

test.each([
  ['朝阳寺镇', '鸡鸣坝村村民委员会', '鸡鸣坝'],
  ['朝阳寺', '鸡鸣坝村', '鸡鸣坝'],
  [' 朝阳寺 镇 ', '鸡鸣坝村委会', '鸡鸣坝'],
  ['活龙坪乡', '龙泉村村民居委会', '龙泉'],
  ['大路坝区', '大路坝村村民委员会', '大路坝村'],
  ['大路坝区', '大路坝社区居民委员会', '大路坝社区'],
  ['大路坝区', '大路坝社区', '大路坝社区'],
  ['大路坝区', '大路坝村', '大路坝村'],
])('%s %s is found, however the office writes it', (township, village, core) => {
  expect(findRegion({ county: '422826', township, village, day: today })?.name).toContain(core)
})

test('a village that is not there is not guessed', () => {
  expect(findRegion({ county: '422826', township: '朝阳寺镇', village: '没有这个村', day: today })).toBeNull()
  expect(findRegion({ county: '422826', township: '不知道镇', village: '', day: today })).toBeNull()
  expect(findRegion({ county: '422826', township: '朝阳寺镇', day: today })?.code).toBe('422826103')
})

test('on the day of the change the new ones hold, and on the day before the old one', () => {
  expect([findRegionOn('330110', '2021-04-08')?.to, findRegionOn('330110', '2021-04-09')?.from]).toEqual(['2021-04-09', '2021-04-09'])
  expect([findRegionOn('330113', '2021-04-08'), findRegionOn('330113', '2021-04-09')?.name]).toEqual([null, '临平区'])
  expect([listChildren('330110', '2021-04-08').length, listChildren('330110', '2021-04-09').length]).toEqual([20, 12])
  const countiesOn = (day: string) =>
    listChildren('3301', day)
      .map(({ code }) => code)
      .sort()
  expect([countiesOn('2021-04-08'), countiesOn('2021-04-09')]).toEqual([['330110'], ['330110', '330113']])
})

test('places are found by their name, with their township or without what offices leave out, and none by a sign or an ending', () => {
  const named = (typed: string) => listRegionsNamed('422826', typed, today).map(({ code }) => getPath(code, today).slice(3).join(''))
  expect(named('唐崖镇')).toEqual(['唐崖镇'])
  expect(named('唐崖')).toContain('唐崖镇')
  expect(named('唐 崖 司村')).toEqual(['唐崖镇唐崖司村村民委员会'])
  expect(named('唐崖司')).toEqual(['唐崖镇唐崖司村村民委员会'])
  expect(named('唐崖镇 唐崖司村')).toEqual(['唐崖镇唐崖司村村民委员会'])
  expect([named('唐'), named('村'), named('社区'), named('镇'), named('%%'), named('  ')]).toEqual([[], [], [], [], [], []])
})

test('a name that fits several equally well is not guessed', () => {
  expect(findRegion({ county: '422826', township: '大路坝区', village: '大路坝', day: today })).toBeNull()
})
