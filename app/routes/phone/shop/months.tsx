// A western shop's months: told by its owner, against its own start and against shops without a mentor.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { dayOf } from '#app/calendar.ts'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { takeMonth } from '#app/http/owner-forms.server.ts'
import { param } from '#app/http/params.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { readMyShop } from '#app/modules/shops/shops.server.ts'
import { readResults } from '#app/modules/outcomes/outcomes.server.ts'
import { MyMonthsPage } from '#app/modules/mentorship/pages/my-months-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '每月的销售数字 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireViewer(asked)
  const { site } = asked.context
  const shopId = param(asked, 'shop')
  const results = await orRefuse(async () => {
    await readMyShop(site, viewer, shopId)
    return readResults(site, viewer, { shopId })
  })
  const isSaved = new URL(asked.request.url).searchParams.has('saved')
  return { viewer, script: islandUrl('owner.js'), shopId, results, today: dayOf(site.now()), isSaved }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireViewer(asked)
    const shopId = param(asked, 'shop')
    await takeMonth(asked.context.site, viewer, shopId, await formOf(request))
    return redirect(`${paths.myMonths(shopId)}?saved`)
  })

export default function MyMonthsRoute() {
  return <MyMonthsPage {...useLoaderData<typeof loader>()} refused={refusedIn(useActionData<typeof action>())} />
}
