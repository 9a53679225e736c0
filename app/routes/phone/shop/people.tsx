// Which certified people work in a western shop.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { takePerson } from '#app/http/owner-forms.server.ts'
import { param } from '#app/http/params.server.ts'
import { refusedIn } from '#app/http/refused.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { peopleOfShop, readMyShop } from '#app/modules/shops/shops.server.ts'
import { MyPeoplePage } from '#app/modules/mentorship/pages/my-people-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '店里有证书的人 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireViewer(asked)
  const { site } = asked.context
  const shopId = param(asked, 'shop')
  return orRefuse(async () => {
    const { name: shop } = await readMyShop(site, viewer, shopId)
    return { viewer, script: islandUrl('owner.js'), shopId, shop, people: await peopleOfShop(site, viewer, { shopId }) }
  })
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireViewer(asked)
    const shopId = param(asked, 'shop')
    await takePerson(asked.context.site, viewer, shopId, await formOf(request))
    return redirect(paths.myPeople(shopId))
  })

export default function MyPeopleRoute() {
  return <MyPeoplePage {...useLoaderData<typeof loader>()} refused={refusedIn(useActionData<typeof action>())} />
}
