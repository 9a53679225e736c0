// What matching proposes, with its reasons, before it is accepted; what a change would do to it; and afterwards, what was accepted.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { figure } from '#app/figure-field.ts'
import { id, shortText, version } from '#app/fields.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import type { Pair } from '#app/modules/matching/instance.ts'
import { partNames, scoreParts } from '#app/modules/matching/score.ts'
import type { Change } from '#app/modules/matching/what-if.ts'
import { acceptMatching, askWhatIf, proposeMatching, readRound, repeatMatching } from '#app/modules/rounds/rounds.server.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'

export const links = deskLinks
export const meta = () => [{ title: '匹配结果 · 梯队' }]

const fares = { better: '更合适', worse: '不如原来', unknown: '不在它的名单里' } as const

const WhatIf = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('place'), east: id().min(1) }),
  z.object({ kind: z.literal('pin'), west: id().min(1), east: id().min(1) }),
  z.object({ kind: z.literal('unpin'), west: id().min(1) }),
  z.object({ kind: z.literal('weight'), part: z.enum(scoreParts), weight: figure('权重', { most: 100 }) }),
])

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'pairings.coordinate')
  const { site } = asked.context
  const roundId = asked.params.round!
  const search = new URL(asked.request.url).searchParams
  const wanted = Object.fromEntries(search)
  const change = search.has('kind') ? WhatIf.safeParse(wanted) : null
  return orRefuse(async () => {
    const round = await readRound(site, viewer, { roundId })
    const repeated = round.isAccepted ? await repeatMatching(site, viewer, { roundId }) : null
    const answer = change?.success ? await askWhatIf(site, viewer, { roundId, change: change.data as Change }) : null
    return {
      viewer,
      round: {
        id: round.id,
        name: round.name,
        state: round.state,
        version: round.version,
        seed: round.seed,
        weights: round.weights,
        pins: round.rulings.filter(({ kind }) => kind === 'pin').map(({ west }) => west),
      },
      names: Object.fromEntries(round.shops.map(({ id, name }) => [id, name])),
      west: round.shops.filter(({ side }) => side === 'west').map(({ id, name }) => ({ id, name })),
      east: round.shops.filter(({ side }) => side === 'east').map(({ id, name }) => ({ id, name })),
      outcome: round.state === 'matching' ? await proposeMatching(site, viewer, { roundId }) : (repeated?.outcome ?? null),
      isTheSame: repeated?.isTheSame ?? true,
      wanted,
      isMistaken: change !== null && !change.success,
      answer,
    }
  })
}

const Accept = z.object({ version: version(), expected: shortText() })

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'pairings.coordinate')
    const roundId = asked.params.round!
    const { version, expected } = await readForm(request, Accept)
    const pairs = expected
      .split(' ')
      .filter(Boolean)
      .map((pair) => pair.split('/') as unknown as Pair)
    await acceptMatching(asked.context.site, viewer, { roundId, version, expected: pairs })
    return redirect(paths.round(roundId))
  })

export default function MatchingPage() {
  const { viewer, round, names, west, east, outcome, isTheSame, wanted, isMistaken, answer } = useLoaderData<typeof loader>()
  const done = useActionData<typeof action>()
  const refused = done && 'refused' in done ? done.refused : null
  const nameOf = (id: string) => names[id] ?? id
  const isOpen = round.state === 'matching'
  const shopsOf = (shops: readonly { id: string; name: string }[]) =>
    shops.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.rounds()}
      title="匹配结果"
      crumbs={[
        { href: paths.rounds(), label: '结对批次' },
        { href: paths.round(round.id), label: round.name },
      ]}
    >
      <ErrorSummary refused={refused} />
      {!outcome ? (
        <Notice>
          <p>
            这个批次现在不在匹配。<a href={paths.round(round.id)}>回到批次</a>
          </p>
        </Notice>
      ) : (
        <>
          {!isOpen && (
            <Notice kind={isTheSame ? 'info' : 'bad'}>
              <p>
                {isTheSame
                  ? '这是当时采用的结果：按那时记下的店、志愿、权重和抽签数重算了一遍，一对不差。'
                  : '按当时记下的店、志愿、权重和抽签数重算，和采用的对子不一样。请告诉管理员。'}
              </p>
            </Notice>
          )}
          <p>
            配成 {outcome.pairs.length} 对，{outcome.unmatched.length} 家西部店没有配上，东部还空{' '}
            {outcome.free.reduce((sum, { places }) => sum + places, 0)} 个名额。
          </p>
          <Notice kind={outcome.blocking.length === 0 ? 'good' : 'bad'}>
            <p>
              {outcome.blocking.length === 0
                ? '另一套程序核对过：没有一对店宁愿撇开现在的结果、自己结对（不稳定的对子 0 对，指定的不算）。'
                : `不稳定的对子 ${outcome.blocking.length} 对：${outcome.blocking.map(([one, other]) => `${nameOf(one)} 和 ${nameOf(other)}`).join('；')}。请不要采用，并告诉管理员。`}
            </p>
          </Notice>
          {outcome.faults.length > 0 && (
            <Notice kind="bad">
              <p>{outcome.faults.join('')}上面的结果没有算这样的指定。请先到批次里取消，才能采用。</p>
            </Notice>
          )}
          <DataTable
            caption={`配成的对子（${outcome.pairs.length}）`}
            rows={outcome.pairs}
            rowKey={({ west: id }) => id}
            empty="一对也没有配成。"
            columns={[
              { head: '西部店', kind: 'short', cell: (pair) => nameOf(pair.west) },
              { head: '东部店', kind: 'short', cell: (pair) => nameOf(pair.east) },
              {
                head: '为什么',
                cell: (pair) => (
                  <>
                    {pair.why}
                    <details>
                      <summary>
                        分数：西部 {pair.score.west}‰，东部 {pair.score.east}‰
                      </summary>
                      <ul>
                        {pair.score.parts.map(({ part, name, value, weight, words, counts }) => (
                          <li key={part}>
                            {name}（权重 {weight}
                            {counts.west && counts.east ? '' : counts.west ? '，只算西部' : '，只算东部'}）：{Math.round(value * 100)} 分，
                            {words}
                          </li>
                        ))}
                      </ul>
                    </details>
                  </>
                ),
              },
            ]}
          />
          <DataTable
            caption={`没配上的西部店（${outcome.unmatched.length}）`}
            rows={outcome.unmatched}
            rowKey={({ west: id }) => id}
            empty="都配上了。"
            columns={[
              { head: '西部店', kind: 'short', cell: (one) => nameOf(one.west) },
              { head: '为什么', cell: ({ why }) => why },
              { head: '怎样能配上', cell: ({ help }) => help },
            ]}
          />
          <DataTable
            caption={`还有空名额的东部店（${outcome.free.length}）`}
            rows={outcome.free}
            rowKey={({ east: id }) => id}
            empty="名额都用上了。"
            columns={[
              { head: '东部店', kind: 'short', cell: (one) => nameOf(one.east) },
              { head: '空几个', kind: 'number', cell: (one) => one.places },
              { head: '为什么', cell: (one) => one.why },
              { head: '怎样能配上', cell: (one) => one.help },
            ]}
          />

          {isOpen && (
            <section className="card" id="what-if">
              <h2>要是改一改</h2>
              <p className="soft">只是看看，不会存下来。要真的改，请回批次里改。</p>
              {isMistaken && (
                <Notice kind="bad">
                  <p>请选好要改的店或权重（0 到 100 的整数）。</p>
                </Notice>
              )}
              {answer && (
                <Notice kind={answer.faults.length > 0 ? 'bad' : 'info'}>
                  <p>{answer.says}</p>
                  {answer.moves.length > 0 && (
                    <ul>
                      {answer.moves.map((move) => (
                        <li key={move.west}>
                          {nameOf(move.west)}：{move.from ? nameOf(move.from) : '没配上'} → {move.to ? nameOf(move.to) : '没配上'}（
                          {fares[move.fares]}）
                        </li>
                      ))}
                    </ul>
                  )}
                </Notice>
              )}
              <div className="columns">
                <form method="get" action="#what-if" className="filters">
                  <input type="hidden" name="kind" value="place" />
                  <SelectField
                    id="place-east"
                    label="这家东部店多一个名额"
                    name="east"
                    defaultValue={wanted.kind === 'place' ? wanted.east : undefined}
                  >
                    {shopsOf(east)}
                  </SelectField>
                  <Button kind="plain">看看</Button>
                </form>
                <form method="get" action="#what-if" className="filters">
                  <input type="hidden" name="kind" value="weight" />
                  <SelectField label="权重" name="part" defaultValue={wanted.part}>
                    {scoreParts.map((part) => (
                      <option key={part} value={part}>
                        {partNames[part]}（现在 {round.weights[part]}）
                      </option>
                    ))}
                  </SelectField>
                  <Field label="改为" name="weight" inputMode="numeric" size={4} required defaultValue={wanted.weight} />
                  <Button kind="plain">看看</Button>
                </form>
                <form method="get" action="#what-if" className="filters">
                  <input type="hidden" name="kind" value="pin" />
                  <SelectField id="pin-west" label="指定西部店" name="west" defaultValue={wanted.kind === 'pin' ? wanted.west : undefined}>
                    {shopsOf(west)}
                  </SelectField>
                  <SelectField id="pin-east" label="和东部店" name="east" defaultValue={wanted.kind === 'pin' ? wanted.east : undefined}>
                    {shopsOf(east)}
                  </SelectField>
                  <Button kind="plain">看看</Button>
                </form>
                {round.pins.length > 0 && (
                  <form method="get" action="#what-if" className="filters">
                    <input type="hidden" name="kind" value="unpin" />
                    <SelectField
                      id="unpin-west"
                      label="不再指定"
                      name="west"
                      defaultValue={wanted.kind === 'unpin' ? wanted.west : undefined}
                    >
                      {shopsOf(west.filter(({ id }) => round.pins.includes(id)))}
                    </SelectField>
                    <Button kind="plain">看看</Button>
                  </form>
                )}
              </div>
            </section>
          )}
          {isOpen && outcome.pairs.length > 0 && (
            <Form method="post" className="row">
              <input type="hidden" name="version" value={round.version} />
              <input type="hidden" name="expected" value={outcome.pairs.map((pair) => `${pair.west}/${pair.east}`).join(' ')} />
              <Button>采用这个结果，请双方答复</Button>
              <span className="soft">双方有 7 天答复。</span>
            </Form>
          )}
        </>
      )}
    </DeskFrame>
  )
}
