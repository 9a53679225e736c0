// One pairing at the desk: how it stands, its plan with proofs, what both told, what it brought, and what can be done.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { addDays, dayOf, sayDay, sayMoment, sayMonth, sayTerm } from '#app/calendar.ts'
import { day, id, longText, shortText, version } from '#app/fields.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { hasDuty } from '#app/access/viewer.ts'
import { MonthsChart } from '#app/modules/shops/pages/months-chart.tsx'
import { monthLabels } from '#app/modules/shops/figure-labels.ts'
import { sayContactDue } from '#app/modules/pairings/in-touch.ts'
import { confirmGoal, readPairing, settleMessage, stepPairing, substitutionsOf } from '#app/modules/pairings/pairings.server.ts'
import { confirmMonth, correctMonth } from '#app/modules/shops/shops.server.ts'
import { readResults } from '#app/modules/outcomes/outcomes.server.ts'
import { rematch, rematchChoices } from '#app/modules/rounds/rounds.server.ts'
import { OtherShop } from '#app/modules/pairings/pages/other-shop.tsx'
import { helpedWords, pairingStateKinds, sayPairingState } from '#app/modules/pairings/pairing-words.ts'
import { ReportedMessage } from '#app/modules/pairings/pages/reported-message.tsx'
import { ScoreParts } from '#app/modules/pairings/pages/score-parts.tsx'
import { fewestToCompare, sayChange } from '#app/modules/outcomes/results.ts'
import { ToldList } from '#app/modules/pairings/pages/told.tsx'
import { regionOn } from '#app/modules/regions/regions.server.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'

export const links = deskLinks
export const meta = () => [{ title: '结对 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'pairings.see')
  const { site } = asked.context
  const pairingId = asked.params.pairing!
  const today = dayOf(site.now())
  const dayIn = (moment: string | null) => moment && dayOf(new Date(moment))
  return orRefuse(async () => {
    const pairing = await readPairing(site, viewer, { pairingId })
    const { context } = pairing
    const coordinates = hasDuty(viewer, 'pairings.coordinate') && pairing.side === null
    return {
      viewer,
      coordinates,
      pairing: {
        ...pairing,
        checkIns: [],
        messages: pairing.messages.map((message) => ({
          ...message,
          at: sayMoment(message.at),
          settledAt: message.settledAt && sayMoment(message.settledAt),
        })),
        goals: pairing.goals.map(({ goal, title, dueOn, proof, proofFileId, reachedOn, confirmedBy }) => ({
          goal,
          title,
          dueOn,
          proof,
          proofFileId,
          reachedOn,
          isConfirmed: confirmedBy !== null,
        })),
      },
      told: pairing.checkIns
        .map((one) => ({
          ...one,
          who: pairing[one.side].name,
          when: sayMoment(one.at),
          picture: one.pictureId && paths.shopFile(one.pictureId),
          voice: one.voiceId && paths.shopFile(one.voiceId),
        }))
        .reverse(),
      days: {
        answerUntil: dayIn(context.answerUntil),
        endsAt: dayIn(context.endsAt),
        pausedUntil: dayIn(context.pausedUntil),
        evaluateUntil: dayIn(context.evaluateUntil),
      },
      contactDue: context.contactDue && sayContactDue(context.contactDue, site.now()),
      places: {
        west: regionOn(pairing.west.regionCode, today)?.name ?? '',
        east: regionOn(pairing.shops.east.regionCode, today)?.name ?? '',
      },
      chain: await substitutionsOf(site, viewer, { pairingId }),
      results: pairing.side === 'east' ? null : await readResults(site, viewer, { shopId: pairing.west.id }),
      choices: coordinates && pairing.steps.includes('REPLACE') ? await rematchChoices(site, viewer, { pairingId }) : [],
      tomorrow: addDays(today, 1),
      inTwoWeeks: addDays(today, 14),
    }
  })
}

const reason = longText()
const Asked = z.discriminatedUnion('do', [
  z.object({ do: z.literal('PAUSE'), version: version(), reason, until: day('请选到哪天恢复。') }),
  z.object({ do: z.literal('DISSOLVE'), version: version(), reason }),
  z.object({ do: z.enum(['RESUME', 'EVALUATE']), version: version() }),
  z.object({ do: z.literal('rematch'), eastShopId: id().min(1, '请选一家东部店。') }),
  z.object({ do: z.literal('confirmGoal'), goal: id() }),
  z.object({ do: z.literal('confirmMonth'), resultId: id() }),
  z.object({ do: z.literal('settle'), messageId: id(), settlement: longText() }),
  z.object({
    do: z.literal('correctMonth'),
    resultId: id(),
    reason,
    sales: shortText(),
    orders: shortText(),
    employed: shortText(),
    employedRegistered: shortText(),
    boughtByEast: shortText(),
  }),
])

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'pairings.see')
    const { site } = asked.context
    const pairingId = asked.params.pairing!
    const form = await readForm(request, Asked)
    await readPairing(site, viewer, { pairingId }) // 404 before anything else is said
    switch (form.do) {
      case 'rematch':
        return redirect(paths.pairingAtDesk(await rematch(site, viewer, { pairingId, eastShopId: form.eastShopId })))
      case 'confirmGoal':
        await confirmGoal(site, viewer, { pairingId, goal: form.goal })
        break
      case 'confirmMonth':
        await confirmMonth(site, viewer, { resultId: form.resultId })
        break
      case 'settle':
        await settleMessage(site, viewer, { messageId: form.messageId, reason: form.settlement })
        return redirect(`${paths.pairingAtDesk(pairingId)}#messages`)
      case 'correctMonth': {
        const { do: _do, ...figures } = form
        await correctMonth(site, viewer, figures)
        break
      }
      case 'PAUSE':
        await stepPairing(site, viewer, {
          pairingId,
          version: form.version,
          event: { type: 'PAUSE', reason: form.reason, until: form.until },
        })
        break
      case 'DISSOLVE':
        await stepPairing(site, viewer, { pairingId, version: form.version, event: { type: 'DISSOLVE', reason: form.reason } })
        break
      default:
        await stepPairing(site, viewer, { pairingId, version: form.version, event: { type: form.do } })
    }
    return redirect(paths.pairingAtDesk(pairingId))
  })

const money = (yuan: number) => yuan.toLocaleString('zh-CN')

export default function PairingAtDeskPage() {
  const { viewer, coordinates, pairing, told, days, places, chain, results, choices, contactDue, tomorrow, inTwoWeeks } =
    useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
  const errors = refused?.refused.fields
  const entered = refused?.entered
  const can = (step: string) => coordinates && pairing.steps.includes(step)
  const { context } = pairing
  const facts = [
    pairing.state === 'proposed' &&
      `请在${sayTerm(new Date(context.answerUntil))}答复：西部${context.westAcceptedAt ? '同意了' : '还没答复'}，东部${context.eastAcceptedAt ? '同意了' : '还没答复'}`,
    contactDue && pairing.state !== 'paused' && `帮扶记录：${contactDue}`,
    context.contacts > 0 && `双方都说联系过的 ${context.contacts} 次`,
    days.pausedUntil && `暂停，${sayDay(days.pausedUntil)}恢复`,
    days.endsAt && `期满${sayDay(days.endsAt)}`,
    pairing.state === 'evaluating' && days.evaluateUntil && `评价请在${sayTerm(new Date(context.evaluateUntil!))}写好`,
    context.reason && `原因：${context.reason}`,
  ].filter((it) => typeof it === 'string')
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.pairings()}
      title={`${pairing.west.name} 和 ${pairing.east.name}`}
      crumbs={[{ href: paths.pairings(), label: '结对' }]}
      actions={
        coordinates && (
          <ButtonLink kind="plain" href={paths.round(pairing.roundId)}>
            看批次
          </ButtonLink>
        )
      }
    >
      <ErrorSummary refused={refused?.refused} />
      <p>
        <Badge kind={pairingStateKinds(pairing.state)}>{sayPairingState(pairing.state)}</Badge> {facts.join(' · ')} ·{' '}
        <a href={paths.workflow('pairing')}>看流程图</a>
      </p>
      <p>
        为什么配这一对：{pairing.why} {pairing.score && <a href="#why">看各项分数</a>}
      </p>
      {chain.length > 1 && (
        <section className="card">
          <h2>换人的经过</h2>
          <ol>
            {chain.map((line) => (
              <li key={line.id}>
                {line.id === pairing.id ? <strong>{line.east.name}</strong> : <a href={paths.pairingAtDesk(line.id)}>{line.east.name}</a>}：
                {sayPairingState(line.state)}
              </li>
            ))}
          </ol>
        </section>
      )}
      {choices.length > 0 && (
        <section className="card">
          <h2>另找一家东部店</h2>
          <Form method="post" className="filters">
            <SelectField label="东部店" name="eastShopId" defaultValue={entered?.eastShopId} errors={errors?.eastShopId}>
              {choices
                .filter(({ against }) => against === null)
                .map(({ id, name, places: free }) => (
                  <option key={id} value={id}>
                    {name}（空 {free} 个名额）
                  </option>
                ))}
            </SelectField>
            <Button name="do" value="rematch">
              请双方答复
            </Button>
          </Form>
          <ul>
            {choices.map(({ id, name, why, against }) => (
              <li key={id}>
                {name}：{against ? <span className="soft">{against}</span> : why}
              </li>
            ))}
          </ul>
        </section>
      )}
      {coordinates && (
        <div className="columns">
          {can('PAUSE') && (
            <details className="card" open={entered?.do === 'PAUSE'}>
              <summary>暂停</summary>
              <Form method="post">
                <input type="hidden" name="version" value={pairing.version} />
                <Field
                  label="到哪天恢复"
                  name="until"
                  type="date"
                  min={tomorrow}
                  required
                  defaultValue={entered?.until ?? inTwoWeeks}
                  errors={errors?.until}
                />
                <Field id="pause-reason" label="原因" name="reason" required defaultValue={entered?.reason} errors={errors?.reason} />
                <Button kind="plain" name="do" value="PAUSE">
                  暂停
                </Button>
              </Form>
            </details>
          )}
          {can('RESUME') && (
            <Form method="post" className="card">
              <input type="hidden" name="version" value={pairing.version} />
              <Button kind="plain" name="do" value="RESUME">
                现在恢复
              </Button>
            </Form>
          )}
          {can('EVALUATE') && (
            <Form method="post" className="card">
              <input type="hidden" name="version" value={pairing.version} />
              <Button kind="plain" name="do" value="EVALUATE">
                提前评估
              </Button>
            </Form>
          )}
          {can('DISSOLVE') && (
            <details className="card" open={entered?.do === 'DISSOLVE'}>
              <summary>解除结对</summary>
              <Form method="post">
                <input type="hidden" name="version" value={pairing.version} />
                <Field
                  id="dissolve-reason"
                  label="原因"
                  hint="解除后不能恢复，可以另找一家"
                  name="reason"
                  required
                  defaultValue={entered?.reason}
                  errors={errors?.reason}
                />
                <Button kind="danger" name="do" value="DISSOLVE">
                  解除
                </Button>
              </Form>
            </details>
          )}
        </div>
      )}

      <DataTable
        caption={`前 90 天要做到的（${pairing.goals.filter(({ isConfirmed }) => isConfirmed).length}/${pairing.goals.length} 已核实）`}
        rows={pairing.goals}
        rowKey={({ goal }) => goal}
        empty="双方都同意以后才有。"
        columns={[
          { head: '目标', cell: ({ title }) => title },
          { head: '到哪天', kind: 'short', cell: ({ dueOn }) => sayDay(dueOn) },
          { head: '做到的日子', kind: 'short', cell: ({ reachedOn }) => (reachedOn ? sayDay(reachedOn) : '还没有') },
          {
            head: '凭据',
            cell: ({ proof, proofFileId, title }) =>
              proofFileId ? (
                <a href={paths.shopFile(proofFileId)} aria-label={`看图片：${title}`}>
                  看图片
                </a>
              ) : (
                (proof ?? '')
              ),
          },
          {
            head: '核实',
            kind: 'short',
            cell: ({ goal, title, reachedOn, isConfirmed }) =>
              isConfirmed
                ? '已核实'
                : reachedOn &&
                  pairing.side === null && (
                    <Form method="post">
                      <input type="hidden" name="goal" value={goal} />
                      <Button kind="plain" name="do" value="confirmGoal" aria-label={`核实：${title}`}>
                        核实
                      </Button>
                    </Form>
                  ),
          },
        ]}
      />

      {results && (
        <section>
          <h2>{results.name}的销售</h2>
          <p className="soft">
            帮扶以前：
            {results.startingSales === null ? '没有填' : `每月 ${money(results.startingSales)} 元，${results.startingOrders ?? 0} 单`}
            。数字的来历：店主自报、有凭据（图片）、专干核实。没结对的同类店取中位数，不到 {fewestToCompare} 家不比。
          </p>
          {results.months.length > 1 && <MonthsChart months={results.months} start={results.startingSales} narrow={false} />}
          <DataTable
            caption={`每月（${results.months.length}）`}
            rows={results.months}
            rowKey={({ id }) => id}
            empty="还没有报过。"
            columns={[
              { head: '月份', kind: 'short', cell: ({ month }) => sayMonth(month) },
              { group: '销售额', head: '元', kind: 'number', cell: ({ sales }) => money(sales) },
              {
                group: '销售额',
                head: '比帮扶前',
                kind: 'short',
                cell: ({ salesChange }) => (salesChange === null ? '' : sayChange(salesChange)),
              },
              { group: '订单', head: '单', kind: 'number', cell: ({ orders }) => orders },
              {
                group: '订单',
                head: '比帮扶前',
                kind: 'short',
                cell: ({ ordersChange }) => (ordersChange === null ? '' : sayChange(ordersChange)),
              },
              { group: '东部采购', head: '元', kind: 'number', cell: ({ boughtByEast }) => money(boughtByEast) },
              { group: '用工', head: '人', kind: 'number', cell: ({ employed }) => employed },
              { group: '用工', head: '建档立卡', kind: 'number', cell: ({ employedRegistered }) => employedRegistered },
              { group: '没结对的同类店', head: '报数的', kind: 'number', cell: ({ compared }) => `${compared.shops} 家` },
              {
                group: '没结对的同类店',
                head: '销售额',
                kind: 'short',
                cell: ({ compared }) => (compared.change === null ? '太少' : sayChange(compared.change)),
              },
              {
                group: '没结对的同类店',
                head: '订单',
                kind: 'short',
                cell: ({ compared }) => (compared.ordersChange === null ? '太少' : sayChange(compared.ordersChange)),
              },
              {
                head: '来历',
                kind: 'short',
                cell: ({ id, month, source, sourceName, proofFileId }) => (
                  <>
                    {proofFileId ? <a href={paths.shopFile(proofFileId)}>{sourceName}</a> : sourceName}
                    {source !== 'confirmed' && (
                      <Form method="post">
                        <input type="hidden" name="resultId" value={id} />
                        <Button kind="plain" name="do" value="confirmMonth" aria-label={`核实${sayMonth(month)}的数字`}>
                          核实
                        </Button>
                      </Form>
                    )}
                  </>
                ),
              },
            ]}
          />
          {results.months.some(({ source }) => source === 'confirmed') && (
            <details className="card" open={entered?.do === 'correctMonth'}>
              <summary>更正一个核实过的月份</summary>
              <Form method="post" className="filters">
                <SelectField label="哪个月" name="resultId" defaultValue={entered?.resultId}>
                  {results.months
                    .filter(({ source }) => source === 'confirmed')
                    .map(({ id, month, sales }) => (
                      <option key={id} value={id}>
                        {sayMonth(month)}（{money(sales)} 元）
                      </option>
                    ))}
                </SelectField>
                {Object.entries(monthLabels).map(([name, label]) => (
                  <Field
                    key={name}
                    label={label}
                    name={name}
                    inputMode="numeric"
                    size={7}
                    required
                    defaultValue={entered?.[name]}
                    errors={errors?.[name]}
                  />
                ))}
                <Field
                  id="correct-reason"
                  label="为什么要改"
                  name="reason"
                  required
                  defaultValue={entered?.do === 'correctMonth' ? entered.reason : undefined}
                  errors={errors?.reason}
                />
                <Button kind="plain" name="do" value="correctMonth">
                  更正
                </Button>
              </Form>
              <p className="soft">原来的数字会留着，查得到是谁、什么时候、为什么改的。</p>
            </details>
          )}
        </section>
      )}

      <h2>帮扶记录</h2>
      {told.length === 0 ? <p className="soft">还没有。</p> : <ToldList told={told} blind="说对方的话，只有双方和协调员看得到。" />}
      {pairing.messages.length > 0 && (
        <section id="messages">
          <h2>反映上来的留言</h2>
          {pairing.messages.map((message) => (
            <ReportedMessage
              key={message.id}
              message={message}
              from={pairing[message.side].name}
              picture={message.pictureId && paths.shopFile(message.pictureId)}
              canSettle={coordinates}
              refused={entered?.messageId === message.id ? { entered: entered.settlement, errors: errors?.settlement } : undefined}
            />
          ))}
        </section>
      )}
      {pairing.assessments.length > 0 && (
        <section>
          <h2>双方的评价</h2>
          {pairing.assessments.map(({ side, helped, words }) => (
            <p key={side} className="card">
              <strong>{pairing[side].name}</strong>：{helpedWords[helped]}。{words}
            </p>
          ))}
        </section>
      )}
      {pairing.score && (
        <section id="why">
          <h2>为什么配这一对</h2>
          <ScoreParts score={pairing.score} />
        </section>
      )}
      <div className="columns">
        {(['west', 'east'] as const).map((side) => (
          <section key={side} className="card">
            <h2>{pairing[side].name}</h2>
            <OtherShop shop={pairing.shops[side]} place={places[side]} />
          </section>
        ))}
      </div>
    </DeskFrame>
  )
}
