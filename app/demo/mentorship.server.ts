// Plays the demo's mentorship through, by the same doors as the screens: a round of 2019 from wishes to its end, and a
// round that runs today, with pairs that do well, that are late, and that were dissolved and matched again.
import { addDays, addMonths, toMonth } from '#app/calendar.ts'
import { ensureOwnerAccount, issueSlips, redeemSlip } from '#app/modules/accounts/accounts.server.ts'
import { loadViewer } from '#app/modules/sessions/sessions.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { acceptMatching, submitWishes, planRound, readProposal, readRound, rematch, stepRound } from '#app/modules/rounds/rounds.server.ts'
import { addShopPerson, confirmMonth, registerShop, reportMonth } from '#app/modules/shops/shops.server.ts'
import {
  answerPairing,
  assessPairing,
  submitCheckIn,
  confirmGoal,
  listPairings,
  submitGoalProof,
  readPairing,
  reportMessage,
  sendMessage,
  stepPairing,
} from '#app/modules/pairings/pairings.server.ts'
import { recordFact, rateShop } from '#app/modules/ratings/ratings.server.ts'
import type { ShopEntry } from '#app/modules/shops/entries.ts'
import { listChildren } from '#app/modules/regions/regions.server.ts'
import { getFirstDay } from '#app/programme/programme.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'
import type { Site } from '#app/site.ts'
import { runUntilIdle } from '#app/workflow/follow-ups.server.ts'
import { workflows } from '#app/workflows.server.ts'
import { planShops, type PlannedShop } from '#db/demo/shops.ts'
import { isDissolved, isEvaluating } from '#app/modules/pairings/pairing.states.ts'
import { ownersWhoSignIn, pin } from '#db/demo/users.ts'
import { present } from '#app/present.ts'
import { makePicture } from './pictures.ts'

function planned() {
  const programme = loadProgramme(null)
  return planShops(new Map(listChildren(programme.west.county, getFirstDay(programme)).map(({ code, name }) => [name, code])))
}

/** Lists how the owners on both sides of a running pairing sign in to the demo. */
export const listOwnerSignIns = () =>
  ownersWhoSignIn.map(({ key, role }) => {
    const { name, phone } = present(
      planned().find((shop) => shop.key === key),
      `shop ${key}`,
    )
    return `${role}（${name}）：手机号 ${phone}，密码 ${pin}`
  })

/** Lists the phone numbers of all owners of the demo's shops. */
export const listOwnerPhones = () => planned().map(({ phone }) => phone)

const isNotInRound = (key: string) => key.startsWith('a')

/** Returns the last month that is over, or the one `earlier` months before it, as YYYY-MM. */
const monthBefore = (today: string, earlier: number) => addMonths(toMonth(today), -1 - earlier)

export class DemoMentorship {
  private readonly shopIds = new Map<string, string>()
  private readonly owners = new Map<string, Viewer>()
  private sent = 0

  constructor(
    private readonly site: Site,
    private readonly coordinator: Viewer,
    private readonly setClock: (day: string, time: string) => void,
  ) {}

  private shop(key: string) {
    return present(this.shopIds.get(key), `shop ${key}`)
  }

  private owner(key: string) {
    return present(this.owners.get(key), `owner of ${key}`)
  }

  private fromPhone(key: string) {
    return { device: `demo-phone-${key}`, sequence: ++this.sent }
  }

  private async at(day: string, time = '10:00') {
    this.setClock(day, time)
    await runUntilIdle(this.site, workflows)
  }

  /** Registers the shops and lets their owners claim them. */
  private async enterShops(wanted: (shop: PlannedShop) => boolean) {
    for (const { key, owner, phone, region, ...shop } of planned().filter(wanted)) {
      const code = await this.site.write(this.coordinator.accountId, 'demo: a shop owner', async (tx) => {
        const accountId = await ensureOwnerAccount(tx, this.site, this.coordinator, { name: owner, phone, side: shop.side })
        const {
          slips: [slip],
        } = await issueSlips(tx, this.site, this.coordinator, { accountIds: [accountId] })
        return present(slip, 'slip')
      })
      await redeemSlip(this.site, { code: code.code, secret: pin })
      this.owners.set(key, present(await loadViewer(this.site, code.accountId), 'owner'))
      this.shopIds.set(
        key,
        await registerShop(this.site, this.coordinator, { ...shop, regionCode: region, ownerAccountId: code.accountId } as ShopEntry),
      )
    }
  }

  /** Runs a round from planning to the day on which both sides are asked. */
  private async matchedRound(name: string, keys: readonly string[], day: string, wishes: Record<string, string[]>) {
    await this.at(day, '09:00')
    const roundId = await planRound(this.site, this.coordinator, { name, shopIds: keys.map((key) => this.shop(key)) })
    await stepRound(this.site, this.coordinator, {
      roundId,
      version: 0,
      event: { type: 'OPEN_WISHES', until: `${addDays(day, 10)}T10:00:00.000Z` },
    })
    await this.at(addDays(day, 3))
    for (const [key, wished] of Object.entries(wishes))
      await submitWishes(this.site, this.owner(key), { roundId, shopId: this.shop(key), wishes: wished.map((other) => this.shop(other)) })
    await this.at(addDays(day, 11))
    const { version } = await readRound(this.site, this.coordinator, { roundId })
    const { pairs } = await readProposal(this.site, this.coordinator, { roundId })
    await acceptMatching(this.site, this.coordinator, { roundId, version, expected: pairs.map(({ west, east }) => [west, east] as const) })
    return roundId
  }

  private async pairingOf(key: string, roundId: string) {
    const lines = await listPairings(this.site, this.coordinator, { roundId })
    const { id, east } = present(
      lines.find(({ west }) => west.id === this.shop(key)),
      `pairing of ${key}`,
    )
    const [helper] = present(
      [...this.shopIds].find(([, shopId]) => shopId === east.id),
      'shop of the plan',
    )
    return { pairingId: id, west: key, east: helper }
  }

  private async agree({ pairingId, west, east }: Pair) {
    for (const key of [west, east]) await answerPairing(this.site, this.owner(key), { pairingId, agrees: true })
    await runUntilIdle(this.site, workflows)
  }

  /** Both sides report on the last two weeks. */
  private async contact({ pairingId, west, east }: Pair, done: string, next: string) {
    await submitCheckIn(this.site, this.owner(west), {
      pairingId,
      ...this.fromPhone(west),
      contacted: true,
      mood: 'well',
      done,
      next,
      aboutOther: '教得耐心，问什么都答。',
    })
    await submitCheckIn(this.site, this.owner(east), {
      pairingId,
      ...this.fromPhone(east),
      contacted: true,
      mood: 'well',
      done: `一起${done}`,
      next,
      aboutOther: '肯学，做得快。',
    })
    await runUntilIdle(this.site, workflows)
  }

  /** Proves each goal as it requires; some are confirmed. */
  private async reach({ pairingId, west }: Pair, goals: readonly string[], isConfirmed = true) {
    const plan = (await readPairing(this.site, this.owner(west), { pairingId })).goals.filter(({ goal }) => goals.includes(goal))
    for (const { goal, proofKind } of plan) {
      const proof =
        proofKind === 'link'
          ? { proof: 'https://shop.example.invalid/item/1' }
          : proofKind === 'figure'
            ? { proof: '12' }
            : { picture: await makePicture('#3a7d44') }
      await submitGoalProof(this.site, this.owner(west), { pairingId, goal, ...proof })
      if (isConfirmed) await confirmGoal(this.site, this.coordinator, { pairingId, goal })
    }
  }

  private async month(key: string, month: string, sales: number, { buys = 0, confirm = true, picture = false } = {}) {
    const { staff, registeredStaff } = present(
      planned().find((shop) => shop.key === key),
      `shop ${key}`,
    )
    const resultId = await reportMonth(this.site, this.owner(key), {
      shopId: this.shop(key),
      month,
      sales,
      orders: Math.round(sales / 85),
      employed: staff,
      employedRegistered: registeredStaff ?? 0,
      boughtByEast: buys,
      ...(picture ? { picture: await makePicture('#8a5a2b') } : {}),
    })
    if (confirm) await confirmMonth(this.site, this.coordinator, { resultId })
  }

  /** Both sides assess the pairings whose time is over. */
  private async assess(pairs: readonly Pair[]) {
    for (const { pairingId, west, east } of pairs) {
      const { state } = await readPairing(this.site, this.coordinator, { pairingId })
      if (!isEvaluating(state)) continue
      await assessPairing(this.site, this.owner(west), {
        pairingId,
        helped: west === 'w5' ? 'some' : 'much',
        words: '学会了看数据，订单多了。',
      })
      await assessPairing(this.site, this.owner(east), { pairingId, helped: 'much', words: '多了一条稳当的货源。' })
    }
    await runUntilIdle(this.site, workflows)
  }

  /**
   * The round of 2019: five pairs, one of which was dissolved and matched again; evaluated and closed. The holders of
   * these certificates work in the first shops.
   */
  async liveRoundOf2019(certificateCodes: readonly string[]) {
    this.setClock('2019-07-29', '09:00')
    await this.enterShops(({ key }) => ['w1', 'w2', 'w3', 'w4', 'w5', 'e1', 'e2', 'e3', 'e4'].includes(key))
    const roundId = await this.matchedRound('2019 年下半年结对', [...this.shopIds.keys()], '2019-08-01', {
      w1: ['e1'],
      w2: ['e2'],
      w3: ['e3'],
      w4: ['e4', 'e1'],
      w5: ['e4'],
      e1: ['w1'],
      e2: ['w2'],
    })
    await this.at('2019-08-14')
    const pairs = await Promise.all(['w1', 'w2', 'w3', 'w4', 'w5'].map((key) => this.pairingOf(key, roundId)))
    for (const pair of pairs) await this.agree(pair)
    const [tea, potatoes, meat, honey] = pairs as [Pair, Pair, Pair, Pair, Pair]
    for (const [i, code] of certificateCodes.entries())
      await addShopPerson(this.site, this.owner(`w${(i % 3) + 1}`), { shopId: this.shop(`w${(i % 3) + 1}`), code })
    await this.at('2019-08-24')
    for (const pair of pairs) await this.contact(pair, '把商品图重新拍了一遍', '改标题和详情页')
    await this.reach(tea, ['first-listing'])
    await this.reach(potatoes, ['first-listing'])
    await this.at('2019-09-04')
    for (const pair of pairs) if (pair !== meat) await this.contact(pair, '看了后台数据', '试一次小推广')
    const { version } = await readPairing(this.site, this.owner(meat.west), { pairingId: meat.pairingId })
    await stepPairing(this.site, this.owner(meat.east), {
      pairingId: meat.pairingId,
      version,
      event: { type: 'DISSOLVE', reason: '店里换了负责人，抽不出人手。' },
    })
    const replaced = {
      pairingId: await rematch(this.site, this.coordinator, { pairingId: meat.pairingId, eastShopId: this.shop('e1') }),
      west: 'w3',
      east: 'e1',
    }
    await this.at('2019-09-05')
    await this.agree(replaced)
    const going = [tea, potatoes, honey, pairs[4]!, replaced]
    for (const day of ['2019-09-16', '2019-09-28', '2019-10-10', '2019-10-22', '2019-11-03']) {
      await this.at(day)
      for (const pair of going) await this.contact(pair, '一起理了库存和发货', '准备下一次活动')
    }
    await this.reach(tea, ['five-photos', 'first-order', 'ten-orders'])
    await this.reach(potatoes, ['first-order', 'packing-standard'])
    await this.reach(honey, ['first-listing', 'first-order'], false)
    for (const [key, figures, buys] of [
      ['w1', [3600, 5200, 6900], 2000],
      ['w2', [21000, 26000, 31000], 12000],
      ['w3', [4000, 4800, 7600], 0],
      ['w4', [2500, 3100, 4400], 800],
      ['w5', [5400, 5600, 6100], 1500],
    ] as const) {
      for (const [i, month] of ['2019-08', '2019-09', '2019-10'].entries())
        await this.month(key, month, figures[i]!, {
          buys: i === 0 ? 0 : buys,
          confirm: key !== 'w5',
          picture: key === 'w1' || (key === 'w5' && i === 2),
        })
    }
    await recordFact(this.site, this.coordinator, {
      shopId: this.shop('w1'),
      kind: 'standardMet',
      happenedOn: '2019-10-20',
      words: '抽检三份茶样，包装和标签都合格。',
    })
    await recordFact(this.site, this.coordinator, {
      shopId: this.shop('w1'),
      kind: 'complaintAnswered',
      happenedOn: '2019-10-28',
      words: '顾客说少发一包，当天补发。',
    })
    await rateShop(this.site, this.coordinator, { shopId: this.shop('w1') })
    await this.at('2019-11-13')
    const round = await readRound(this.site, this.coordinator, { roundId })
    await stepRound(this.site, this.coordinator, { roundId, version: round.version, event: { type: 'EVALUATE' } })
    await this.assess(going)
    await this.at('2019-12-05') // the one that was matched again began later
    await this.assess(going)
    await this.at('2019-12-20')
    const { version: last } = await readRound(this.site, this.coordinator, { roundId })
    await stepRound(this.site, this.coordinator, { roundId, version: last, event: { type: 'CLOSE' } })
  }

  /** The round that runs today: begun some seven weeks ago. */
  async liveRunningRound(today: string) {
    const day = (ago: number) => addDays(today, -ago)
    this.setClock(day(61), '09:00')
    await this.enterShops(({ key }) => !this.shopIds.has(key) && !isNotInRound(key))
    const roundId = await this.matchedRound('今年的结对', [...this.shopIds.keys()], day(60), {
      w1: ['e1'],
      w6: ['e1', 'e4'],
      w7: ['e5'],
      w8: ['e2'],
      e5: ['w7'],
    })
    await this.at(day(46))
    const lines = await listPairings(this.site, this.coordinator, { roundId })
    const keys = [...this.shopIds].filter(([, shopId]) => lines.some(({ west }) => west.id === shopId)).map(([key]) => key)
    const pairs = new Map(await Promise.all(keys.map(async (key) => [key, await this.pairingOf(key, roundId)] as const)))
    for (const pair of pairs.values()) await this.agree(pair)
    const all = [...pairs.values()]
    const tea = present(pairs.get('w1'), 'pairing of w1')
    const [leaving, late, pausing] = all.filter(({ west }) => west !== 'w1')
    await this.at(day(36))
    for (const pair of all) await this.contact(pair, '认识了对方的店，定了前三个月做什么', '先上架第一件')
    await this.reach(tea, ['first-listing'])
    await this.at(day(24))
    for (const pair of all) if (pair !== late) await this.contact(pair, '重拍了主图', '改详情页')
    await sendMessage(this.site, this.owner(tea.east), {
      pairingId: tea.pairingId,
      ...this.fromPhone(tea.east),
      text: '图收到了，背景换成白的会更清楚，我发一张您看看。',
      picture: await makePicture('#1d6147'),
    })
    await sendMessage(this.site, this.owner(tea.west), {
      pairingId: tea.pairingId,
      ...this.fromPhone(tea.west),
      text: '好，明天早上光好，我再拍。',
    })
    if (leaving) {
      const messageId = await sendMessage(this.site, this.owner(leaving.east), {
        pairingId: leaving.pairingId,
        ...this.fromPhone(leaving.east),
        text: '先交三千元代运营费，我才教。',
      })
      await reportMessage(this.site, this.owner(leaving.west), { messageId, reason: '要收钱才肯教' })
    }
    await this.at(day(14))
    await this.reach(tea, ['five-photos'], false)
    await this.contact(tea, '试了一场小直播', '把回头客拉到群里')
    for (const month of [1, 0])
      await this.month('w1', monthBefore(today, month), 7400 + 900 * (1 - month), {
        buys: 1500,
        confirm: month === 1,
        picture: month === 0,
      })
    await this.othersTell(today)
    for (const pair of all) if (pair !== tea && pair !== late && pair !== leaving) await this.contact(pair, '对了一遍发货', '备货')
    if (leaving) {
      const { version } = await readPairing(this.site, this.owner(leaving.west), { pairingId: leaving.pairingId })
      await stepPairing(this.site, this.owner(leaving.west), {
        pairingId: leaving.pairingId,
        version,
        event: { type: 'DISSOLVE', reason: '对方要收钱才肯教。' },
      })
    }
    if (pausing) {
      const { version } = await readPairing(this.site, this.owner(pausing.west), { pairingId: pausing.pairingId })
      await stepPairing(this.site, this.owner(pausing.west), {
        pairingId: pausing.pairingId,
        version,
        event: { type: 'PAUSE', reason: '收果子，忙不过来。', until: addDays(today, 6) },
      })
    }
    for (let ago = 13; ago > 10; ago--) await this.at(day(ago), '08:00')
  }

  /** Shops without a mentor report the same two months, as a comparison group. */
  private async othersTell(today: string) {
    await this.enterShops(({ key }) => isNotInRound(key))
    for (const [i, { key, startingSales }] of planned()
      .filter(({ key }) => isNotInRound(key))
      .entries()) {
      for (const month of [1, 0])
        await this.month(key, monthBefore(today, month), Math.round(startingSales! * (1.02 + 0.03 * i - 0.01 * month)))
    }
  }

  /** What happened since, up to yesterday: the coordinator finds another helper for an owner who lost hers. */
  async liveLastDays(today: string) {
    await this.at(addDays(today, -1), '16:00')
    const dissolved = (await listPairings(this.site, this.coordinator, { which: isDissolved })).at(0)
    if (!dissolved) return
    const { pairs } = await readProposal(this.site, this.coordinator, { roundId: dissolved.roundId })
    const found = pairs.find(({ west }) => west === dissolved.west.id)
    if (found) await rematch(this.site, this.coordinator, { pairingId: dissolved.id, eastShopId: found.east })
  }
}

interface Pair {
  pairingId: string
  west: string
  east: string
}
