// A western shop's months: reported by its owner, compared with its own start and with shops without a mentor.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { toDay } from '#app/calendar.ts'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { handleMonthForm } from '#app/http/phone-forms/owner-forms.server.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { readOwnShop } from '#app/modules/shops/shops.server.ts'
import { readResults } from '#app/modules/outcomes/outcomes.server.ts'
import { MyMonthsPage } from '#app/modules/mentorship/pages/my-months-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '每月的销售数字 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args)
  const { site } = args.context
  const shopId = param(args, 'shop')
  const results = await throwRefusals(async () => {
    await readOwnShop(site, viewer, shopId)
    return readResults(site, viewer, { shopId })
  })
  const isSaved = new URL(args.request.url).searchParams.has('saved')
  return { viewer, script: islandUrl('owner.js'), shopId, results, today: toDay(site.now()), isSaved }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireViewer(args)
    const shopId = param(args, 'shop')
    await handleMonthForm(args.context.site, viewer, shopId, await readFormData(request))
    return redirect(`${paths.myMonths(shopId)}?saved`)
  })

export default function MyMonthsRoute() {
  return <MyMonthsPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
