// One round: where it stands, what can be done now, who takes part and who has wished, weights and rulings.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { addDays, dayOf, sayTerm, startOfDay } from '#app/calendar.ts'
import { day, id, longText, shortText, version } from '#app/fields.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { categoryName } from '#app/modules/shops/categories.ts'
import { partNames, scoreParts, type Weights } from '#app/modules/matching/score.ts'
import { joinRound, leaveRound, proposeMatching, readRound, ruleOnPair, setWeights, stepRound } from '#app/modules/rounds/rounds.server.ts'
import { listPairings } from '#app/modules/pairings/pairings.server.ts'
import { listShops } from '#app/modules/shops/shops.server.ts'
import { roundStateKinds, roundStates } from '#app/modules/rounds/round-words.ts'
import { sayList, sideNames } from '#app/modules/shops/shop.ts'
import { pairingStateKinds, sayPairingState } from '#app/modules/pairings/pairing-words.ts'
import { regionOn } from '#app/modules/regions/regions.server.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Badge, ErrorSummary, Notice } from '#app/ui/notice.tsx'

export const links = deskLinks
export const meta = () => [{ title: '结对批次 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'pairings.coordinate')
  const { site } = asked.context
  const roundId = asked.params.round!
  const today = dayOf(site.now())
  return orRefuse(async () => {
    const round = await readRound(site, viewer, { roundId })
    const others =
      round.state === 'preparing' || round.state === 'collecting' || round.state === 'matching'
        ? (await listShops(site, viewer)).filter(({ id }) => !round.shops.some((shop) => shop.id === id))
        : []
    return {
      viewer,
      round: {
        ...round,
        wishesUntil: round.wishesUntil && sayTerm(new Date(round.wishesUntil)),
        answersUntil: round.answersUntil && sayTerm(new Date(round.answersUntil)),
      },
      shops: round.shops.map((shop) => ({
        ...shop,
        place: regionOn(shop.regionCode, today)?.name ?? shop.regionCode,
        goods: sayList(shop.categories.map(categoryName)),
      })),
      others: others.map(({ id, name, side }) => ({ id, name, side })),
      pairings: await listPairings(site, viewer, { roundId }),
      /** Whom nobody helps while the round goes on, with why and what would help. */
      left: round.state === 'confirming' || round.state === 'running' ? (await proposeMatching(site, viewer, { roundId })).unmatched : [],
      inTenDays: addDays(today, 10),
      tomorrow: addDays(today, 1),
      isSaved: new URL(asked.request.url).searchParams.has('saved'),
    }
  })
}

const Asked = z.discriminatedUnion('do', [
  z.object({ do: z.enum(['OPEN_WISHES', 'REOPEN_WISHES']), version: version(), until: day('请选志愿收到哪天。') }),
  z.object({ do: z.enum(['CLOSE_WISHES', 'EVALUATE', 'CLOSE']), version: version() }),
  z.object({ do: z.enum(['join', 'leave']), shopId: id() }),
  z.object({ do: z.literal('weights'), leastScore: shortText(), ...Object.fromEntries(scoreParts.map((part) => [part, shortText()])) } as {
    do: z.ZodLiteral<'weights'>
    leastScore: z.ZodString
  } & Record<keyof Weights, z.ZodString>),
  z.object({ do: z.enum(['pin', 'conflict']), west: id(), east: id(), reason: longText() }),
  z.object({ do: z.literal('takeBack'), pair: shortText() }),
])

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'pairings.coordinate')
    const { site } = asked.context
    const roundId = asked.params.round!
    const form = await readForm(request, Asked)
    switch (form.do) {
      case 'join':
        await joinRound(site, viewer, { roundId, shopId: form.shopId })
        break
      case 'leave':
        await leaveRound(site, viewer, { roundId, shopId: form.shopId })
        break
      case 'weights': {
        const { do: _do, leastScore, ...weights } = form
        await setWeights(site, viewer, { roundId, leastScore: leastScore as unknown as number, weights: weights as unknown as Weights })
        break
      }
      case 'pin':
      case 'conflict':
        await ruleOnPair(site, viewer, { roundId, west: form.west, east: form.east, ruling: form.do, reason: form.reason })
        break
      case 'takeBack': {
        const [west = '', east = ''] = form.pair.split(' ')
        await ruleOnPair(site, viewer, { roundId, west, east, ruling: null, reason: '' })
        break
      }
      case 'OPEN_WISHES':
      case 'REOPEN_WISHES':
        // To the end of the chosen day.
        await stepRound(site, viewer, {
          roundId,
          version: form.version,
          event: { type: form.do, until: startOfDay(addDays(form.until, 1)).toISOString() },
        })
        break
      default:
        await stepRound(site, viewer, { roundId, version: form.version, event: { type: form.do } })
    }
    return redirect(`${paths.round(roundId)}?saved`)
  })

export default function RoundPage() {
  const { viewer, round, shops, others, pairings, left, inTenDays, tomorrow, isSaved } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
  const errors = refused?.refused.fields
  const entered = refused?.entered
  const isOpen = ['preparing', 'collecting', 'matching'].includes(round.state)
  const nameOf = (id: string) => shops.find((shop) => shop.id === id)?.name ?? id
  const wished = shops.filter((shop) => shop.wished).length
  const can = (step: string) => round.steps.includes(step)
  const asks = (step: 'OPEN_WISHES' | 'REOPEN_WISHES', label: string) =>
    can(step) && (
      <Form method="post" className="filters">
        <input type="hidden" name="version" value={round.version} />
        <Field
          id={`until-${step}`}
          label="志愿收到哪天（含）"
          name="until"
          type="date"
          min={tomorrow}
          required
          defaultValue={entered?.until ?? inTenDays}
          errors={errors?.until}
        />
        <Button kind={step === 'OPEN_WISHES' ? 'main' : 'plain'} name="do" value={step}>
          {label}
        </Button>
      </Form>
    )
  const plain = (step: string, label: string, words: string) =>
    can(step) && (
      <Form method="post" className="row">
        <input type="hidden" name="version" value={round.version} />
        <Button name="do" value={step} kind={step === 'CLOSE_WISHES' ? 'plain' : 'main'}>
          {label}
        </Button>
        <span className="soft">{words}</span>
      </Form>
    )
  return (
    <DeskFrame viewer={viewer} at={paths.rounds()} title={round.name} crumbs={[{ href: paths.rounds(), label: '结对批次' }]}>
      <ErrorSummary refused={refused?.refused} />
      {isSaved && !refused && (
        <Notice kind="good">
          <p>存好了。</p>
        </Notice>
      )}
      <p>
        <Badge kind={roundStateKinds[round.state]}>{roundStates[round.state]}</Badge> 西部{' '}
        {shops.filter(({ side }) => side === 'west').length} 家，东部 {shops.filter(({ side }) => side === 'east').length} 家，填了志愿的{' '}
        {wished} 家{round.wishesUntil && <> · 志愿{round.wishesUntil}收</>}
        {round.answersUntil && <> · 双方{round.answersUntil}答复</>} · <a href={paths.workflow('pairingRound')}>看流程图</a>
      </p>
      {asks('OPEN_WISHES', '开始收志愿')}
      {plain('CLOSE_WISHES', '停止收志愿', `到期会自己停；还有 ${shops.length - wished} 家没填，不填也会配。`)}
      {round.state === 'matching' && (
        <p>
          <ButtonLink href={paths.matching(round.id)}>看匹配结果</ButtonLink>
        </p>
      )}
      {asks('REOPEN_WISHES', '重新收志愿')}
      {plain('EVALUATE', '开始评估', '帮扶中和暂停的结对都请双方写评价。')}
      {plain('CLOSE', '结束批次', '每一对都评完了才能结束。')}

      {pairings.length > 0 && (
        <DataTable
          caption={`结对（${pairings.length}）`}
          rows={pairings}
          rowKey={({ id }) => id}
          columns={[
            { head: '西部店', cell: ({ id, west }) => <a href={paths.pairingAtDesk(id)}>{west.name}</a> },
            { head: '东部店', cell: ({ east }) => east.name },
            { head: '状态', kind: 'short', cell: ({ state }) => <Badge kind={pairingStateKinds(state)}>{sayPairingState(state)}</Badge> },
          ]}
        />
      )}
      {left.length > 0 && (
        <DataTable
          caption={`还没有店帮的西部店（${left.length}）`}
          rows={left}
          rowKey={({ west }) => west}
          columns={[
            { head: '西部店', kind: 'short', cell: ({ west }) => <a href={paths.shop(west)}>{nameOf(west)}</a> },
            { head: '为什么', cell: ({ why }) => why },
            { head: '怎样能配上', cell: ({ help }) => help },
          ]}
        />
      )}
      <DataTable
        caption={`参加的店（${shops.length}）`}
        rows={shops}
        rowKey={({ id }) => id}
        columns={[
          { head: '店', kind: 'short', cell: ({ id, name }) => <a href={paths.shop(id)}>{name}</a> },
          { head: '哪一方', kind: 'short', cell: ({ side }) => sideNames[side] },
          { head: '在哪里', kind: 'short', cell: ({ place }) => place },
          { head: '卖什么', cell: ({ goods }) => goods },
          { head: '愿意帮', kind: 'short', cell: ({ side, willHelp }) => (side === 'east' ? `${willHelp} 家` : '') },
          { head: '志愿', kind: 'short', cell: ({ wished: has }) => (has ? '填了' : '没填') },
        ]}
      />
      {round.isAccepted && (
        <p>
          <a href={paths.matching(round.id)}>当时采用的匹配结果</a>
        </p>
      )}
      {isOpen && shops.length > 0 && (
        <Form method="post" className="filters">
          <SelectField id="leaving" label="退出的店" name="shopId">
            {shops.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <Button kind="plain" name="do" value="leave">
            让它退出
          </Button>
        </Form>
      )}
      {others.length > 0 && (
        <Form method="post" className="filters">
          <SelectField label="再加一家店" name="shopId">
            {others.map(({ id, name, side }) => (
              <option key={id} value={id}>
                {name}（{sideNames[side]}）
              </option>
            ))}
          </SelectField>
          <Button kind="plain" name="do" value="join">
            加进来
          </Button>
        </Form>
      )}
      <section className="card">
        <h2>指定和回避</h2>
        {round.rulings.length === 0 && <p className="soft">没有指定的结对，也没有要回避的。</p>}
        <ul>
          {round.rulings.map(({ west, east, kind, reason }) => (
            <li key={`${west} ${east}`}>
              {kind === 'pin' ? '指定' : '回避'}：{nameOf(west)} 和 {nameOf(east)}（{reason}）
              {isOpen && (
                <Form method="post" className="one-line">
                  <input type="hidden" name="pair" value={`${west} ${east}`} />
                  <Button kind="plain" name="do" value="takeBack" aria-label={`收回：${nameOf(west)} 和 ${nameOf(east)}`}>
                    收回
                  </Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
        {isOpen && (
          <Form method="post" className="filters">
            {(['west', 'east'] as const).map((side) => (
              <SelectField key={side} label={side === 'west' ? '西部店' : '东部店'} name={side} defaultValue={entered?.[side]}>
                {shops
                  .filter((shop) => shop.side === side)
                  .map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
              </SelectField>
            ))}
            <Field label="原因" name="reason" required defaultValue={entered?.reason} errors={errors?.reason} />
            <Button kind="plain" name="do" value="pin">
              指定结对
            </Button>
            <Button kind="plain" name="do" value="conflict">
              有利益关系，回避
            </Button>
          </Form>
        )}
      </section>
      <section className="card">
        <h2>匹配的权重</h2>
        <p className="soft">每项 0 到 100，0 就是不看这一项。抽签号 {round.seed}：分数一样时按它排先后，谁都能重算一遍。</p>
        <Form method="post" className="filters">
          {scoreParts.map((part) => (
            <Field
              key={part}
              label={partNames[part]}
              name={part}
              inputMode="numeric"
              size={4}
              disabled={!isOpen}
              defaultValue={entered?.[part] ?? round.weights[part]}
              errors={errors?.[part] ?? (part === scoreParts[0] ? errors?.weights : undefined)}
            />
          ))}
          <Field
            label="最低分（‰）"
            name="leastScore"
            inputMode="numeric"
            size={5}
            disabled={!isOpen}
            defaultValue={entered?.leastScore ?? round.leastScore}
            errors={errors?.leastScore}
          />
          {isOpen && (
            <Button kind="plain" name="do" value="weights">
              存权重
            </Button>
          )}
        </Form>
      </section>
    </DeskFrame>
  )
}
