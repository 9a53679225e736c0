// What administrators set of the programme: who, when and why are kept, it holds at once and after a restart, and what was
// sealed or begun before stays as it was.
import { expect, test } from 'vitest'
import { ensureOwnerAccount, issueSlips, readOwnAccount, requestSlip } from '#app/modules/accounts/accounts.server.ts'
import { readCertificate, replaceCertificate } from '#app/modules/certificates/certificates.server.ts'
import { warnOfHolidays } from '#app/modules/cohorts/plan/holidays.ts'
import { listPairings, readPairing } from '#app/modules/pairings/pairings.server.ts'
import { changeSettings, readProgrammeSettings, restoreSetting } from '#app/modules/programme-settings/programme-settings.server.ts'
import { type GroupName, listSettings } from '#app/modules/programme-settings/setting-list.ts'
import { readRosterImport, uploadRoster } from '#app/modules/rosters/rosters.server.ts'
import { planRound, readRound } from '#app/modules/rounds/rounds.server.ts'
import { shopLists } from '#app/modules/shops/shops.server.ts'
import { holdProgramme, valueAt } from '#app/programme/current-programme.ts'
import { programmeSettings } from '#db/schema/programme-settings.ts'
import { aHolder } from '#tests/modules/certificates/makers.ts'
import { aRoster } from '#tests/modules/rosters/makers.ts'
import { aConfirmingRound } from '#tests/modules/rounds/makers.ts'
import { coordinator } from '#tests/modules/shops/makers.ts'
import { anAdmin, anOfficer, aViewer } from '#tests/support/makers.ts'
import { otherProgramme } from '#tests/support/other-programme.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

const groupOf = async (site: TestSite, name: GroupName) =>
  (await readProgrammeSettings(site, anAdmin)).find((group) => group.name === name)!

/** Sets it as its page would. */
async function set(site: TestSite, group: GroupName, typed: Record<string, string>, reason = '单位改名了') {
  const { version } = await groupOf(site, group)
  await changeSettings(site, anAdmin, { group, version, typed, reason })
}

test('the next certificate carries the new office and prefix; one that was issued before does not change', async () => {
  const site = await aSite()
  const { certificate } = await aHolder(site)
  await set(site, 'certificates', { 'west.trainingOffice': '乡村振兴局', certificatePrefix: 'XC' })

  const kept = await readCertificate(site, anAdmin, certificate.id)
  expect(kept).toMatchObject({ number: 'XF2019-01-001', content: { issuer: '咸丰县人力资源和社会保障局' } })
  const nextId = await replaceCertificate(site, anAdmin, { id: certificate.id, version: 0, reason: '姓名写错了' })
  expect(await readCertificate(site, anAdmin, nextId)).toMatchObject({ number: 'XC2019-01-001', content: { issuer: '咸丰县乡村振兴局' } })
  expect((await readCertificate(site, anAdmin, certificate.id)).content.issuer).toBe('咸丰县人力资源和社会保障局')
})

test('who changed what, when and why is kept, and nothing of it can be changed', async () => {
  const site = await aSite()
  await set(site, 'places', { 'west.shortName': '咸丰县', 'east.shortName': '余杭' })
  const { changes, total, settings } = await groupOf(site, 'places')
  expect(total).toBe(1) // what stays the same is no change
  expect(changes).toMatchObject([
    { label: '西部的简称', before: '咸丰', after: '咸丰县', reason: '单位改名了', at: site.now(), canRestore: true },
  ])
  expect(settings[0]).toMatchObject({ words: '咸丰县', ofFile: '咸丰' })
  await expect(site.write('system', 'forge', (tx) => tx.update(programmeSettings).set({ reason: '没有原因' }))).rejects.toThrow(
    'append only',
  )
  await expect(site.write('system', 'forge', (tx) => tx.delete(programmeSettings))).rejects.toThrow('append only')
  expect(site.verify().fault).toBeNull()
})

test('a change holds at once, after a restart and in threads', async () => {
  const site = await aSite()
  await set(site, 'places', { 'west.shortName': '唐崖' })
  expect(site.programme.west.shortName).toBe('唐崖')
  const again = await site.restart()
  expect(again.programme.west.shortName).toBe('唐崖')
  const { withThreadSite } = await import('#app/threads/site-of-thread.server.ts')
  const address = { ...again.address(), contentFolder: 'content' }
  expect(await withThreadSite(address, (thread) => Promise.resolve(thread.programme.west.shortName))).toBe('唐崖')
})

test('terms that allow each other only together hold together, at once and after a restart', async () => {
  const site = await aSite()
  await set(site, 'terms', { 'terms.escalateAfterDays': '10', 'terms.atRiskAfterDays': '20' })
  expect(site.programme.terms).toMatchObject({ escalateAfterDays: 10, atRiskAfterDays: 20 })
  expect((await site.restart()).programme.terms).toMatchObject({ escalateAfterDays: 10, atRiskAfterDays: 20 })
})

test('in whatever order they were set', async () => {
  const site = await aSite()
  await set(site, 'terms', { 'terms.atRiskAfterDays': '5' })
  await set(site, 'terms', { 'terms.escalateAfterDays': '1' })
  await set(site, 'terms', { 'terms.atRiskAfterDays': '2' }) // the file says 3 of the other
  expect(site.programme.terms).toMatchObject({ escalateAfterDays: 1, atRiskAfterDays: 2 })
})

test('a setting that is not valid beside the file any more is left out, the others hold', async () => {
  const site = await aSite()
  await set(site, 'terms', { 'terms.escalateAfterDays': '5', 'terms.slipDays': '90' })
  const { base } = site.programmeSource
  const narrower = { ...base, terms: { ...base.terms, atRiskAfterDays: 4 } }
  expect(holdProgramme(narrower, site.read).programme.terms).toMatchObject({
    escalateAfterDays: base.terms.escalateAfterDays,
    atRiskAfterDays: 4,
    slipDays: 90,
  })
})

test('what was changed is set back with a reason, and is then again what the file says', async () => {
  const site = await aSite()
  await set(site, 'terms', { 'terms.slipDays': '90' })
  const { version } = await groupOf(site, 'terms')
  await restoreSetting(site, anAdmin, { group: 'terms', version, change: version, reason: '太长了' })
  const { changes, settings } = await groupOf(site, 'terms')
  expect(changes.map(({ before, after, reason, canRestore }) => [before, after, reason, canRestore])).toEqual([
    ['90 天', '60 天', '太长了', true],
    ['60 天', '90 天', '单位改名了', false],
  ])
  expect(settings.every(({ ofFile }) => ofFile === null)).toBe(true)
  const latest = { group: 'terms', version: (await groupOf(site, 'terms')).version } as const
  await expect(restoreSetting(site, anAdmin, { ...latest, change: 99, reason: '没有这次' })).rejects.toMatchObject({ status: 404 })
  await expect(restoreSetting(site, anAdmin, { ...latest, version, change: version, reason: '又改' })).rejects.toMatchObject({
    status: 409,
  })
})

test.each<[what: string, group: GroupName, setting: string, typed: string, message: string]>([
  ['a name that is too long', 'places', 'west.shortName', '一二三四五六七八九十一二三', '最多 12 字'],
  ['no name', 'places', 'east.shortName', ' ', '不能空着'],
  ['a prefix in small letters', 'certificates', 'certificatePrefix', 'xf', '大写字母'],
  ['a term beyond its bounds', 'terms', 'terms.pairingDays', '9000', '最多 365'],
  ['a term that is no number', 'terms', 'terms.slipDays', '两个月', '要填整数'],
  ['a term that another excludes', 'terms', 'terms.escalateAfterDays', '20', ''],
  ['a holiday that never was', 'holidays', 'holidays', '2026-02-30', '看不懂'],
  ['holidays the wrong way round', 'holidays', 'holidays', '2026-10-07 到 2026-10-01', '颠倒'],
  ['an address without http', 'address', 'publicAddress', 'xuexi.example.cn', 'https://'],
  ['an address with a path', 'address', 'publicAddress', 'https://xuexi.example.cn/desk', '不带路径'],
  ['an address whose path is behind a backslash', 'address', 'publicAddress', 'https://xuexi.example.cn\\desk', '不带路径'],
  ['an address with another host before the sign', 'address', 'publicAddress', 'https://xuexi.example.cn@evil.example', '不带路径'],
  ['an address that is a script', 'address', 'publicAddress', 'javascript:alert(1)', 'https://'],
  ['records kept too briefly', 'retention', 'retention.signInDays', '30', '至少 183'],
])('%s is refused at its field, and nothing is changed', async (_, group, setting, typed, message) => {
  const site = await aSite()
  const before = valueAt(site.programme, setting)
  const fault = await set(site, group, { [setting]: typed }).then(
    () => null,
    (refusal: unknown) => refusal as { status: number; fields: Record<string, string[]> },
  )
  expect(fault?.status).toBe(422)
  const at = message === '' ? 'terms.atRiskAfterDays' : setting
  expect(fault?.fields[at]?.join()).toContain(message)
  expect(valueAt(site.programme, setting)).toEqual(before)
  expect((await groupOf(site, group)).total).toBe(0)
})

test('no change at all, a group that somebody else has just changed, and another role are refused', async () => {
  const site = await aSite()
  await expect(set(site, 'places', { 'west.shortName': '咸丰' })).rejects.toMatchObject({ status: 422 })
  await set(site, 'places', { 'west.shortName': '唐崖' })
  const late = { group: 'places', version: 0, typed: { 'west.shortName': '坪坝营' }, reason: '改名' } as const
  await expect(changeSettings(site, anAdmin, late)).rejects.toMatchObject({ status: 409 })
  await expect(changeSettings(site, anOfficer, { ...late, version: 1 })).rejects.toMatchObject({ status: 403 })
  await expect(readProgrammeSettings(site, anOfficer)).rejects.toMatchObject({ status: 403 })
})

test('a pairing keeps the terms it was proposed with; a round that is planned later has the new weights', async () => {
  const { site, pairingId } = await aConfirmingRound()
  await set(site, 'terms', { 'terms.pairingDays': '120', 'terms.answerDays': '20' })
  await set(site, 'shares', { 'weights.nearness': '60' })
  const { context } = await readPairing(site, coordinator, { pairingId })
  expect(context.terms).toMatchObject({ pairingDays: 90, answerDays: 7 })
  const [line] = await listPairings(site, coordinator, {})
  const roundId = await planRound(site, coordinator, { name: '下一批', shopIds: [line!.west.id, line!.east.id] })
  expect((await readRound(site, coordinator, { roundId })).weights).toMatchObject({ nearness: 60, skills: 25 })
})

test('slips that are issued later are valid as long as is set', async () => {
  const site = await aSite()
  await set(site, 'terms', { 'terms.slipDays': '10' })
  const accountId = await site.write('operator', 'owner', (tx) =>
    ensureOwnerAccount(tx, site, anAdmin, { name: '田小禾', phone: '13900000001', side: 'west' }),
  )
  const { slips } = await site.write('operator', 'slip', (tx) => issueSlips(tx, site, anAdmin, { accountIds: [accountId] }))
  expect(slips[0]!.expiresAt).toEqual(new Date(site.now().getTime() + 10 * 86_400_000))
})

test('sessions on holidays are named, as long as they are ahead', async () => {
  const site = await aSite()
  await set(site, 'holidays', { holidays: '2019-05-01 到 2019-05-03\n2019-06-07' })
  expect(site.programme.holidays).toEqual(['2019-05-01', '2019-05-02', '2019-05-03', '2019-06-07'])
  expect((await groupOf(site, 'holidays')).settings[0]!.typed).toBe('2019-05-01 到 2019-05-03\n2019-06-07')
  const session = (day: string, isPast = false) => ({ day, isPast })
  expect(warnOfHolidays([session('2019-04-30'), session('2019-05-02')], site.programme)).toContain('5月2日')
  expect(warnOfHolidays([session('2019-04-30'), session('2019-05-02', true)], site.programme)).toBeNull()
})

test('every setting is a part of the programme, of the other one too', async () => {
  const site = await aSite({ programme: otherProgramme() })
  for (const setting of listSettings()) expect(valueAt(site.programme, setting), setting).toBeDefined()
  const shown = JSON.stringify(await readProgrammeSettings(site, anAdmin))
  expect(shown).toContain('雷山')
  expect(shown).not.toMatch(/咸丰|余杭|XF/)
})

test('an upload has the days that were set when it was handed in; a later change does not touch it', async () => {
  const site = await aSite()
  const upload = (fileName: string) => uploadRoster(site, anAdmin, { fileName, bytes: aRoster({}) })
  const before = await upload('早.csv')
  await set(site, 'retention', { 'retention.undecidedDays': '10' })
  const after = await upload('晚.csv')
  const list = await shopLists.uploadShopList(site, coordinator, {
    fileName: '名录.csv',
    bytes: Buffer.from('哪一方,店名,店主,手机号,乡镇,卖什么\n西部,张家土货,张三,13900000001,高乐山镇,绿茶'),
  })
  const left = async (importId: string) => (await readRosterImport(site, anAdmin, { importId })).expiry?.left
  expect([await left(before), await left(after)]).toEqual(['还有 30 天过期', '还有 10 天过期'])
  expect((await shopLists.readShopImport(site, coordinator, list)).expiry?.left).toBe('还有 10 天过期')
  site.clock.forward(10 * 86_400_000)
  await site.settle()
  expect([await left(before), await left(after)]).toEqual(['还有 20 天过期', undefined])
})

test('a request for a new slip stands as long as is set', async () => {
  const site = await aSite()
  await set(site, 'terms', { 'terms.slipRequestDays': '3' })
  const accountId = await site.write('operator', 'owner', (tx) =>
    ensureOwnerAccount(tx, site, anAdmin, { name: '田小禾', phone: '13900000001', side: 'west' }),
  )
  const owner = { ...aViewer('shopOwner', { kind: 'own' }), accountId }
  await requestSlip(site, owner)
  expect((await readOwnAccount(site, owner)).slipRequestedUntil).toEqual(new Date(site.now().getTime() + 3 * 86_400_000))
  site.clock.forward(3 * 86_400_000)
  expect((await readOwnAccount(site, owner)).slipRequestedUntil).toBeNull()
})
