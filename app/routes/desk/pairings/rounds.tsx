// All rounds of pairing, and planning a new one.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { toDay, formatDay } from '#app/calendar.ts'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listHelpedShops } from '#app/modules/pairings/pairings.server.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import { RoundsPage } from '#app/modules/rounds/pages/rounds-page.tsx'
import { listRounds, planRound } from '#app/modules/rounds/rounds.server.ts'
import { categoryNames } from '#app/modules/shops/categories.ts'
import { type JoiningLine, joiningList } from '#app/modules/shops/lists.ts'
import { formatList } from '#app/modules/shops/shop.ts'
import { listShops } from '#app/modules/shops/shops.server.ts'
import { invalidInput } from '#app/refusal.ts'
import { getSideLabels } from '#app/programme/programme.ts'
import { paths } from '#app/shell/paths.ts'
import { arrange, tickedElsewhere } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
export const links = deskLinks
export const meta = () => [{ title: '结对批次 · 梯队' }]
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.coordinate')
  const { site } = args.context
  const today = toDay(site.now())
  return throwRefusals(async () => {
    const helped = await listHelpedShops(site, viewer)
    const shops = (await listShops(site, viewer)).map(({ id, name, side, regionCode, categories, willHelp }): JoiningLine => ({
      ...{ id, name, side, regionCode, willHelp },
      sideName: getSideLabels(site.programme)[side],
      place: findRegionOn(regionCode, today)?.name ?? regionCode,
      goods: formatList(categoryNames(site.programme.goods, categories)),
      isHelped: helped.has(id),
    }))
    const list = arrange(shops, parseTableQuery(new URL(args.request.url).searchParams, joiningList), joiningList)
    return {
      viewer,
      rounds: (await listRounds(site, viewer)).map((round) => ({ ...round, begun: formatDay(toDay(round.begunAt)) })),
      list,
      elsewhere: tickedElsewhere(shops, list, { definition: joiningList, value: ({ id }) => id, isTicked: ({ isHelped }) => !isHelped }),
    }
  })
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'pairings.coordinate')
    const form = await readFormData(request)
    const shopIds = form.getAll('shop').map(String)
    if (shopIds.length === 0) throw invalidInput({ shop: ['请勾选参加的店。'] })
    return redirect(paths.round(await planRound(args.context.site, viewer, { name: String(form.get('name') ?? ''), shopIds })))
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <RoundsPage {...useLoaderData<typeof loader>()} refused={getRefused(answer)} />
}
