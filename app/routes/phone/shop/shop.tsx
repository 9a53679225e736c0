// What an owner's shop says of itself; matching goes by it.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { dayOf } from '#app/calendar.ts'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { takeShop } from '#app/http/owner-forms.server.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { readMyShop } from '#app/modules/shops/shops.server.ts'
import { OwnerForm, OwnerScript, WaitingForms } from '#app/modules/mentorship/pages/owner-form.tsx'
import { ownerNav } from '#app/shell/owner-nav.ts'
import { ShopFields } from '#app/modules/shops/pages/shop-fields.tsx'
import { childrenOf, regionOn } from '#app/modules/regions/regions.server.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PhonePage } from '#app/shell/phone-page.tsx'

export const meta = () => [{ title: '店里的情况 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireViewer(asked)
  const { site } = asked.context
  const shop = await orRefuse(() => readMyShop(site, viewer, asked.params.shop!))
  const today = dayOf(site.now())
  const county = shop.regionCode.slice(0, 6)
  const places = [county, ...childrenOf(county, today).map(({ code }) => code), shop.regionCode]
  return {
    viewer,
    script: islandUrl('owner.js'),
    shop,
    isSaved: new URL(asked.request.url).searchParams.has('saved'),
    places: [...new Set(places)].map((code) => ({ code, name: regionOn(code, today)?.name ?? code })),
  }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireViewer(asked)
    const shopId = asked.params.shop!
    await takeShop(asked.context.site, viewer, shopId, await formOf(request))
    return redirect(`${paths.myShop(shopId)}?saved`)
  })

export default function MyShopPage() {
  const { viewer, script, shop, places, isSaved } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
  return (
    <PhonePage title={shop.name} back={{ href: paths.myShops(), label: '我的店' }} nav={ownerNav(viewer)}>
      {isSaved && (
        <Notice kind="good">
          <p>存好了。</p>
        </Notice>
      )}
      <ErrorSummary refused={refused?.refused} />
      <h1>店里的情况</h1>
      <p>照实填。结对时按这些来配。</p>
      <WaitingForms />
      <OwnerForm what="shop" about={shop.id} words="店里的情况" next={`${paths.myShop(shop.id)}?saved`}>
        <ShopFields shop={shop} places={places} entered={refused?.entered} ticked={refused?.ticked} errors={refused?.refused.fields} />
        <Button wide>存好</Button>
      </OwnerForm>
      <OwnerScript account={viewer.accountId} keep={[paths.myShops()]} src={script} />
    </PhonePage>
  )
}
