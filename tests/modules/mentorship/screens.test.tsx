// What the screens of mentorship say: what is missing, who is waited for, and what was entered when a form is refused.
import type { data } from '@remix-run/node'
import { Children, isValidElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { respond } from '#app/http/respond.server.ts'
import { scoreParts, defaultWeights } from '#app/modules/matching/score.ts'
import { readOwnShops, readPairingDesk } from '#app/modules/mentorship/mentorship.server.ts'
import { MonthsSection } from '#app/modules/mentorship/pages/desk/months-section.tsx'
import { PairingSteps } from '#app/modules/mentorship/pages/desk/pairing-steps.tsx'
import { TaskList } from '#app/modules/mentorship/pages/task-list.tsx'
import { ScoreParts } from '#app/modules/pairings/pages/score-parts.tsx'
import { submitCheckIn, draftTemplate, readPairing, loadCurrentTemplate } from '#app/modules/pairings/pairings.server.ts'
import { setWeights } from '#app/modules/rounds/rounds.server.ts'
import { ShopFields } from '#app/modules/shops/pages/shop-fields.tsx'
import { loadProgramme } from '#app/programme/programme.server.ts'
import { invalidInput } from '#app/refusal.ts'
import { ProgrammeContext } from '#app/shell/programme-context.ts'
import { anActivePairing, told } from '#tests/modules/pairings/makers.ts'
import { aCollectingRound } from '#tests/modules/rounds/makers.ts'
import { aShop, coordinator, eastEntry, westEntry } from '#tests/modules/shops/makers.ts'

const day = 24 * 60 * 60 * 1000
const to = { wishes: () => '/w', pairing: () => '/p', checkIn: () => '/c', months: () => '/m', rating: () => '/r', shop: () => '/s' }

test('a shop that lacks what matching goes by is asked for it, and for nothing else', async () => {
  const { site } = await aCollectingRound()
  const west = await aShop(site, '活龙坪茶店', { ...westEntry, needs: [], startingOrders: null })
  const east = await aShop(site, '塘栖食品', { ...eastEntry, handles: [] })
  const tasksOf = async (owner: typeof west.owner) => (await readOwnShops(site, owner))[0]!.tasks
  expect(await tasksOf(west.owner)).toEqual([{ kind: 'fill', shopId: west.shopId, missing: ['needs', 'start'] }])
  expect(await tasksOf(east.owner)).toEqual([{ kind: 'fill', shopId: east.shopId, missing: ['handles'] }])
  expect(renderToStaticMarkup(<TaskList tasks={await tasksOf(west.owner)} to={to} />)).toContain('还没填：想学什么、帮扶以前卖多少')
})

test('once a contact counted, nobody is asked again before the next is near or the other has told', async () => {
  const { site, pairingId, helped, helper } = await anActivePairing()
  const asked = async (owner: typeof helped.owner) =>
    (await readOwnShops(site, owner)).flatMap(({ tasks }) => tasks.filter(({ kind }) => kind === 'checkIn')).length
  expect([await asked(helped.owner), await asked(helper.owner)]).toEqual([1, 1])
  await submitCheckIn(site, helped.owner, { pairingId, ...told(1, true) })
  await submitCheckIn(site, helper.owner, { pairingId, ...told(2, true) })
  await site.settle()
  expect([await asked(helped.owner), await asked(helper.owner)]).toEqual([0, 0])
  await submitCheckIn(site, helped.owner, { pairingId, ...told(3, true) })
  expect([await asked(helped.owner), await asked(helper.owner)]).toEqual([0, 1])
  site.clock.forward(9 * day)
  expect([await asked(helped.owner), await asked(helper.owner)]).toEqual([0, 1])
})

test('the desk says which side a late check-in waits for', async () => {
  const { site, pairingId, helped, helper } = await anActivePairing()
  await submitCheckIn(site, helped.owner, { pairingId, ...told(1, true) })
  await submitCheckIn(site, helper.owner, { pairingId, ...told(2, false) })
  site.clock.forward(15 * day)
  await site.settle()
  const waiting = (await readPairingDesk(site, coordinator)).waiting.filter(({ line }) => line.id === pairingId)
  expect(waiting).toMatchObject([{ what: 'checkIn', whom: ['east'] }])
})

test('a refused form comes back with its boxes as they were ticked', async () => {
  const form = new URLSearchParams([
    ['name', '店'],
    ['needs', 'photos'],
    ['needs', 'pages'],
    ['pin', '123456'],
  ])
  const request = new Request('http://localhost/shop', { method: 'POST', body: form })
  const answer = (await respond(request, () => Promise.reject(invalidInput({ staff: ['人数要填数字'] })))) as unknown as ReturnType<
    typeof data<{ entered: Record<string, string>; ticked: Record<string, string[]> }>
  >
  expect(answer.data).toMatchObject({ entered: { name: '店', needs: 'pages' }, ticked: { needs: ['photos', 'pages'] } })
  expect(JSON.stringify(answer.data)).not.toContain('123456')

  const shop = {
    ...westEntry,
    name: '店',
    band: 1,
    staff: 4,
    ships: ['ambient'],
    needs: ['live'],
    platforms: [],
    teaches: [],
    handles: [],
    buys: [],
    willHelp: 0,
    registeredStaff: 1,
    startingSales: null,
    startingOrders: null,
  }
  const html = renderToStaticMarkup(
    <ProgrammeContext.Provider value={loadProgramme(null)}>
      <ShopFields shop={shop} places={[]} entered={answer.data.entered} ticked={answer.data.ticked} errors={{ needs: ['请选'] }} />
    </ProgrammeContext.Provider>,
  )
  expect([...html.matchAll(/<input[^>]*checked=""[^>]*>/g)].map(([input]) => input.match(/value="([\w.]+)"/)![1])).toEqual([
    'photos',
    'pages',
  ])
  expect(html).toContain('id="field-needs"')
})

test('the coordinator reads why two were paired part by part, and in whose total each part counts', async () => {
  const { site, pairingId } = await anActivePairing()
  const { score } = await readPairing(site, coordinator, { pairingId })
  const html = renderToStaticMarkup(<ScoreParts score={score!} />)
  const rows = [...html.matchAll(/<tr><td[^>]*>(.*?)<\/tr>/g)].map(([, row]) =>
    row!
      .replace(/<[^>]+>/g, ' ')
      .replace(/ +/g, ' ')
      .trim(),
  )
  expect(html).toContain(`西部店看这一对 ${score!.west} 分，东部店看 ${score!.east} 分`)
  expect(rows).toHaveLength(scoreParts.length)
  expect(rows).toEqual(
    expect.arrayContaining([
      '会教所需 所需的拍照东部店都会教 100 25 双方',
      '志愿 双方都没有点名 0 30 各算自己的',
      '余力 东部店眼下没有帮扶别家 100 5 西部店',
    ]),
  )
})

test('a weight out of range stands under its own field, and a goal of the template is named', async () => {
  const { site, roundId } = await aCollectingRound()
  await expect(
    setWeights(site, coordinator, { roundId, weights: { ...defaultWeights, skills: 101 }, leastScore: 0 }),
  ).rejects.toMatchObject({
    fields: { skills: ['权重最多 100'] },
  })
  await expect(setWeights(site, coordinator, { roundId, weights: defaultWeights, leastScore: Number('很少') })).rejects.toMatchObject({
    fields: { leastScore: ['最低分要填数字'] },
  })
  const { goals } = await loadCurrentTemplate(site.read)
  const entry = {
    goals: [
      ...goals.map((goal) => ({ ...goal, needs: [...goal.needs] })),
      { goal: 'added-2-7', title: '寄第一箱样品', after: '很快', proofKind: 'link' as const, needs: [] },
    ],
    why: '加一个',
  }
  await expect(draftTemplate(site, entry)).rejects.toMatchObject({ status: 422, fields: { goals: ['「寄第一箱样品」天数要填数字。'] } })
})

/** The ids of the fields that are said to be wrong. */
const wrongIn = (node: ReactNode): string[] =>
  Children.toArray(node).flatMap((part) => {
    if (!isValidElement<{ id?: string; errors?: string[]; refused?: unknown; children?: ReactNode }>(part)) return []
    const { type, props } = part
    if (typeof type === 'function' && props.refused) return wrongIn((type as (given: typeof props) => ReactNode)(props))
    const { id, errors, children } = props
    return [...(id && errors?.length ? [id] : []), ...wrongIn(children)]
  })

test('what is wrong with one of a pairing’s forms is said at that form alone', () => {
  const month = { id: 'm', month: '2019-02', source: 'confirmed', sales: 1 }
  const results = { name: '茶店', startingSales: null, startingOrders: null, months: [month] as never[] }
  const wrongAfter = (asked: string) => {
    const refused = {
      refused: { status: 422, message: '请写原因', fields: { reason: ['请写原因'], words: ['请写清楚'] } },
      entered: { do: asked },
      ticked: {},
      chosen: [],
    }
    const pairing = { id: 'p', version: 1, steps: ['PAUSE', 'RESUME', 'NOTE', 'EVALUATE', 'DISSOLVE'] }
    return [
      ...wrongIn(PairingSteps({ pairing, tomorrow: '2019-03-05', inTwoWeeks: '2019-03-18', refused })),
      ...wrongIn(MonthsSection({ results, refused })),
    ]
  }
  expect(['PAUSE', 'NOTE', 'correctMonth'].map(wrongAfter)).toEqual([['pause-reason'], ['note-words'], ['correct-reason']])
})
