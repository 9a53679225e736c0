// Which certified people work in a western shop.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { handlePersonForm } from '#app/http/phone-forms/owner-forms.server.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { listShopPeople, readOwnShop } from '#app/modules/shops/shops.server.ts'
import { MyPeoplePage } from '#app/modules/mentorship/pages/my-people-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '店里有证书的人 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args)
  const { site } = args.context
  const shopId = param(args, 'shop')
  return throwRefusals(async () => {
    const { name: shop } = await readOwnShop(site, viewer, shopId)
    return { viewer, script: islandUrl('owner.js'), shopId, shop, people: await listShopPeople(site, viewer, { shopId }) }
  })
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireViewer(args)
    const shopId = param(args, 'shop')
    await handlePersonForm(args.context.site, viewer, shopId, await readFormData(request))
    return redirect(paths.myPeople(shopId))
  })

export default function MyPeopleRoute() {
  return <MyPeoplePage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
