// All rounds of pairing, and planning a new one.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { dayOf, sayDay } from '#app/calendar.ts'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { categoryName } from '#app/modules/shops/categories.ts'
import { helpedShops } from '#app/modules/pairings/pairings.server.ts'
import { listRounds, planRound } from '#app/modules/rounds/rounds.server.ts'
import { listShops } from '#app/modules/shops/shops.server.ts'
import { roundStateKinds, roundStates } from '#app/modules/rounds/round-words.ts'
import { sayList, sideNames } from '#app/modules/shops/shop.ts'
import { regionOn } from '#app/modules/regions/regions.server.ts'
import { wrongInput } from '#app/refusal.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field } from '#app/ui/field.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'

export const links = deskLinks
export const meta = () => [{ title: '结对批次 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'pairings.coordinate')
  const { site } = asked.context
  const today = dayOf(site.now())
  return orRefuse(async () => {
    const helped = await helpedShops(site, viewer)
    return {
      viewer,
      rounds: (await listRounds(site, viewer)).map((round) => ({ ...round, begun: sayDay(dayOf(round.begunAt)) })),
      shops: (await listShops(site, viewer)).map(({ id, name, side, regionCode, categories, willHelp }) => ({
        id,
        name,
        side,
        place: regionOn(regionCode, today)?.name ?? regionCode,
        goods: sayList(categories.map(categoryName)),
        willHelp,
        isHelped: helped.has(id),
      })),
    }
  })
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'pairings.coordinate')
    const form = await formOf(request)
    const shopIds = form.getAll('shop').map(String)
    if (shopIds.length === 0) throw wrongInput({ shop: ['请勾选参加的店。'] })
    return redirect(paths.round(await planRound(asked.context.site, viewer, { name: String(form.get('name') ?? ''), shopIds })))
  })

export default function RoundsPage() {
  const { viewer, rounds, shops } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
  return (
    <DeskFrame viewer={viewer} at={paths.rounds()} title="结对批次">
      <DataTable
        caption={`批次（${rounds.length}）`}
        rows={rounds}
        rowKey={({ id }) => id}
        empty="还没有办过结对批次。"
        columns={[
          { head: '批次', cell: ({ id, name }) => <a href={paths.round(id)}>{name}</a> },
          { head: '开始', kind: 'short', cell: ({ begun }) => begun },
          { head: '状态', kind: 'short', cell: ({ state }) => <Badge kind={roundStateKinds[state]}>{roundStates[state]}</Badge> },
        ]}
      />
      <details className="card" open={refused !== null || rounds.length === 0}>
        <summary>办一个新批次</summary>
        <ErrorSummary refused={refused?.refused} />
        <Form method="post" id="field-shop">
          <Field
            label="批次名"
            hint="例如：2020 年上半年结对"
            name="name"
            required
            defaultValue={refused?.entered.name}
            errors={refused?.refused.fields.name}
          />
          <DataTable
            caption="参加的店"
            rows={shops}
            rowKey={({ id }) => id}
            empty="名录里还没有店，请先登记或导入网店。"
            columns={[
              {
                head: '参加',
                cell: ({ id, name, isHelped }) => (
                  <input
                    type="checkbox"
                    name="shop"
                    value={id}
                    defaultChecked={refused ? (refused.ticked.shop ?? []).includes(id) : !isHelped}
                    aria-label={`${name}参加`}
                  />
                ),
              },
              { head: '店', kind: 'short', cell: ({ name }) => name },
              { head: '哪一方', kind: 'short', cell: ({ side }) => sideNames[side] },
              { head: '在哪里', kind: 'short', cell: ({ place }) => place },
              { head: '卖什么', cell: ({ goods }) => goods },
              {
                head: '愿意帮几家',
                kind: 'short',
                cell: ({ side, willHelp, isHelped }) => (side === 'east' ? `${willHelp} 家` : isHelped ? '已有店在帮' : ''),
              },
            ]}
          />
          <Button>建批次</Button>
        </Form>
      </details>
    </DeskFrame>
  )
}
