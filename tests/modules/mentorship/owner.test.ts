// What an owner's phone shows and sends: what waits, pictures and voice notes, and the other's phone number.
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { readOwnEnd, readOwnShops } from '#app/modules/mentorship/mentorship.server.ts'
import { describeShopFile, readShopFile } from '#app/modules/pairings/files.server.ts'
import {
  answerPairing,
  assessPairing,
  submitCheckIn,
  disclosePhone,
  submitGoalProof,
  readPairing,
  reportMessage,
  sendMessage,
  setPhoneShown,
  stepPairing,
} from '#app/modules/pairings/pairings.server.ts'
import { submitWishes, listOpenWishForms } from '#app/modules/rounds/rounds.server.ts'
import { reportMonth } from '#app/modules/shops/shops.server.ts'
import { accounts } from '#db/schema/accounts.ts'
import { sealPlace } from '#db/sealed.ts'
import { aDevice, anActivePairing, told } from '#tests/modules/pairings/makers.ts'
import { aCollectingRound, aConfirmingRound } from '#tests/modules/rounds/makers.ts'
import { aPicture, coordinator, officerOf } from '#tests/modules/shops/makers.ts'
import type { TestSite } from '#tests/support/site.ts'

const day = 24 * 60 * 60 * 1000
const waiting = async (site: TestSite, owner: Viewer) =>
  (await readOwnShops(site, owner)).flatMap(({ tasks }) => tasks.map(({ kind }) => kind))

test('what waits follows the pairing: wishes, an answer, a check-in, a month, a goal, an assessment', async () => {
  const collecting = await aCollectingRound()
  const { owner: wishing, shopId } = collecting.west[0]
  expect(await readOwnShops(collecting.site, wishing)).toMatchObject([{ tasks: [{ kind: 'wishes', given: false }] }])
  await submitWishes(collecting.site, wishing, { roundId: collecting.roundId, shopId, wishes: [collecting.east[0].shopId] })
  expect(await readOwnShops(collecting.site, wishing)).toMatchObject([{ tasks: [{ kind: 'wishes', given: true }] }])

  const { site, west, east, pairingId } = await aConfirmingRound()
  const [helped, helper] = [west[0].owner, east[0].owner]
  expect(await waiting(site, helped)).toEqual(['answer'])
  await answerPairing(site, helped, { pairingId, agrees: true })
  expect(await waiting(site, helped)).toEqual([])
  await answerPairing(site, helper, { pairingId, agrees: true })
  await site.settle()
  expect(await waiting(site, helped)).toEqual(['checkIn', 'month'])
  expect(await waiting(site, helper)).toEqual(['checkIn'])
  await submitCheckIn(site, helped, { pairingId, ...told(1, true) })
  await reportMonth(site, helped, {
    shopId: west[0].shopId,
    month: '2019-02',
    sales: 1,
    orders: 1,
    employed: 1,
    employedRegistered: 0,
    boughtByEast: 0,
  })
  expect(await waiting(site, helped)).toEqual([])
  expect(await readOwnShops(site, helper)).toMatchObject([{ tasks: [{ kind: 'checkIn', otherTold: true, isLate: false }] }])
  site.clock.forward(4 * day)
  expect(await waiting(site, helped)).toEqual(['goal'])
  await stepPairing(site, coordinator, {
    pairingId,
    version: (await readPairing(site, helped, { pairingId })).version,
    event: { type: 'EVALUATE' },
  })
  expect(await waiting(site, helper)).toEqual(['assess'])
  await assessPairing(site, helper, { pairingId, helped: 'much' })
  expect(await waiting(site, helper)).toEqual([])
})

test('whoever owns no shop has no such page', async () => {
  const { site } = await aConfirmingRound()
  await expect(readOwnShops(site, coordinator)).rejects.toMatchObject({ status: 403 })
})

test('those to choose from stand with the best fitting first, and say nothing of what others wish', async () => {
  const { site, roundId, west, east } = await aCollectingRound()
  await submitWishes(site, east[1].owner, { roundId, shopId: east[1].shopId, wishes: [west[0].shopId] })
  const [form] = await listOpenWishForms(site, west[0].owner)
  expect(form!.others.map(({ name }) => name)).toEqual(['余杭茶行', '良渚食品'])
  expect(JSON.stringify(form)).not.toContain('志愿')
})

test('the two are not told what the other wished; the coordinator is', async () => {
  const { site, pairingId, west } = await aConfirmingRound()
  const [seenByOwner, seenByCoordinator] = [
    await readPairing(site, west[0].owner, { pairingId }),
    await readPairing(site, coordinator, { pairingId }),
  ]
  expect(seenByOwner.why).not.toContain('志愿')
  expect(seenByOwner.score).toBeNull()
  expect(seenByCoordinator.score).not.toBeNull()
})

test('a picture is kept small and without the place where it was taken', async () => {
  const { site, helped, helper, pairingId } = await anActivePairing()
  expect((await sharp(await aPicture()).metadata()).exif).toBeDefined()
  await submitCheckIn(site, helped.owner, { pairingId, ...told(1, true), picture: await aPicture() })
  const { pictureId } = (await readPairing(site, helper.owner, { pairingId })).checkIns[0]!
  const { mediaType, bytes } = await readShopFile(site, helper.owner, pictureId!)
  expect(mediaType).toBe('image/jpeg')
  const { width, height, exif } = await sharp(bytes).metadata()
  expect({ width, height, exif }).toEqual({ width: 1280, height: 720, exif: undefined })
})

test('what is no picture and no recording is refused with a sentence, and nothing is half kept', async () => {
  const { site, helped, pairingId } = await anActivePairing()
  const page = Buffer.from('<html><script>alert(1)</script></html>')
  await expect(submitCheckIn(site, helped.owner, { pairingId, ...told(1, true), picture: page })).rejects.toMatchObject({
    status: 422,
    fields: { picture: ['只收 JPG、PNG、WebP 图片。请用手机拍一张，或截一张图。'] },
  })
  await expect(submitCheckIn(site, helped.owner, { pairingId, ...told(1, true), voice: page })).rejects.toMatchObject({
    status: 422,
    fields: { voice: ['这个文件不是能播放的录音，请重录。'] },
  })
  expect((await readPairing(site, helped.owner, { pairingId })).checkIns).toEqual([])
})

test('a voice note is heard by the other side and by the officers of the region, and by nobody else', async () => {
  const { site, helped, helper, west, pairingId } = await anActivePairing()
  const voice = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(100)])
  await submitCheckIn(site, helped.owner, { pairingId, ...told(1, true), voice })
  const { voiceId } = (await readPairing(site, helped.owner, { pairingId })).checkIns[0]!
  for (const viewer of [helped.owner, helper.owner, coordinator, officerOf('422826103')])
    expect((await readShopFile(site, viewer, voiceId!)).mediaType).toBe('audio/ogg')
  expect(await describeShopFile(site, helper.owner, voiceId!)).toMatchObject({ title: '帮扶记录里的录音', isVoice: true, isTheirs: true })
  for (const viewer of [west[1].owner, officerOf('422826100')])
    await expect(readShopFile(site, viewer, voiceId!)).rejects.toMatchObject({ status: 404 })
})

test("a picture in a message is the two's alone until it is reported", async () => {
  const { site, helped, helper, pairingId } = await anActivePairing()
  await expect(sendMessage(site, helped.owner, { pairingId, device: aDevice, sequence: 1 })).rejects.toMatchObject({ status: 422 })
  const messageId = await sendMessage(site, helped.owner, { pairingId, device: aDevice, sequence: 1, picture: await aPicture() })
  const { pictureId } = (await readPairing(site, helper.owner, { pairingId })).messages[0]!
  await readShopFile(site, helper.owner, pictureId!)
  for (const viewer of [coordinator, officerOf('422826103')])
    await expect(readShopFile(site, viewer, pictureId!)).rejects.toMatchObject({ status: 404 })
  await reportMessage(site, helper.owner, { messageId, reason: '发错了人' })
  await readShopFile(site, coordinator, pictureId!)
  expect(await describeShopFile(site, coordinator, pictureId!)).toMatchObject({
    title: '留言里的图片',
    sender: '唐崖茶叶店',
    isVoice: false,
    isTheirs: false,
    pairing: { id: pairingId, name: '唐崖茶叶店 和 余杭茶行' },
  })
  await expect(describeShopFile(site, officerOf('422826103'), pictureId!)).rejects.toMatchObject({ status: 404 })
  await expect(readShopFile(site, officerOf('422826103'), pictureId!)).rejects.toMatchObject({ status: 404 })
})

test('a goal that asks for a picture takes no words for it', async () => {
  const { site, helped, pairingId } = await anActivePairing()
  await expect(submitGoalProof(site, helped.owner, { pairingId, goal: 'five-photos', proof: '拍好了' })).rejects.toMatchObject({
    status: 422,
    fields: { proof: ['请选一张图片'] },
  })
  await submitGoalProof(site, helped.owner, { pairingId, goal: 'five-photos', picture: await aPicture() })
  const { goals } = await readPairing(site, helped.owner, { pairingId })
  expect(goals.find(({ goal }) => goal === 'five-photos')).toMatchObject({
    reachedOn: '2019-03-04',
    proof: null,
    proofFileId: expect.any(String) as string,
  })
})

test("the other's phone is seen only while he agrees to it", async () => {
  const { site, helped, helper, pairingId } = await anActivePairing()
  await site.write(
    'operator',
    'a phone',
    async (tx) =>
      void (await tx
        .update(accounts)
        .set({ phoneSealed: site.keys.seal('19900000123', sealPlace.phoneOfAccount(helper.owner.accountId)) })
        .where(eq(accounts.id, helper.owner.accountId))),
  )
  await expect(disclosePhone(site, helped.owner, { pairingId })).rejects.toMatchObject({ status: 409 })
  await setPhoneShown(site, helper.owner, { pairingId, shown: true })
  expect(await disclosePhone(site, helped.owner, { pairingId })).toBe('19900000123')
  await expect(disclosePhone(site, helper.owner, { pairingId })).rejects.toMatchObject({ status: 409 })
  await expect(disclosePhone(site, coordinator, { pairingId })).rejects.toMatchObject({ status: 403 })
  await setPhoneShown(site, helper.owner, { pairingId, shown: false })
  await expect(disclosePhone(site, helped.owner, { pairingId })).rejects.toMatchObject({ status: 409 })
})

test('a mentor is never shown whom a shop employs, or what it earned', async () => {
  const { site, helper, pairingId } = await anActivePairing()
  const seen = JSON.stringify(await readPairing(site, helper.owner, { pairingId }))
  for (const word of ['registeredStaff', 'startingSales', 'staff']) expect(seen).not.toContain(word)
})

test('whoever ends a pairing on the phone is told first whom it touches, what is unfinished, and that it cannot be undone', async () => {
  const { site, west, pairingId } = await aConfirmingRound()
  const asked = await readOwnEnd(site, west[0].owner, { pairingId })
  expect([asked.does, asked.touched.map(({ names }) => names.join())]).toEqual([
    'decline',
    ['唐崖茶叶店 和 余杭茶行', '唐崖茶叶店', '余杭茶行'],
  ])
  expect(asked.undo).toContain('不能改回来')
  const active = await anActivePairing()
  const end = await readOwnEnd(active.site, active.helped.owner, { pairingId: active.pairingId })
  expect([end.does, end.missing[0]]).toEqual(['dissolve', '离期满还有 90 天（2019年6月2日）。'])
  expect(end.undo).toContain('解除以后不能恢复')
  await expect(readOwnEnd(active.site, coordinator, { pairingId: active.pairingId })).rejects.toMatchObject({ status: 403 })
  const { version } = end
  await stepPairing(active.site, active.helped.owner, {
    pairingId: active.pairingId,
    version,
    event: { type: 'DISSOLVE', reason: '店关了' },
  })
  await expect(readOwnEnd(active.site, active.helped.owner, { pairingId: active.pairingId })).rejects.toMatchObject({ status: 409 })
})
