// Which certified people work in a western shop.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { sayDay } from '#app/calendar.ts'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { takePerson } from '#app/http/owner-forms.server.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { peopleOfShop, readMyShop } from '#app/modules/shops/shops.server.ts'
import { OwnerForm, OwnerScript, WaitingForms } from '#app/modules/mentorship/pages/owner-form.tsx'
import { ownerNav } from '#app/shell/owner-nav.ts'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { Empty, ErrorSummary } from '#app/ui/notice.tsx'
import { PhonePage } from '#app/shell/phone-page.tsx'

export const meta = () => [{ title: '店里有证书的人 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireViewer(asked)
  const { site } = asked.context
  const shopId = asked.params.shop!
  return orRefuse(async () => ({
    viewer,
    script: islandUrl('owner.js'),
    shopId,
    shop: (await readMyShop(site, viewer, shopId)).name,
    people: await peopleOfShop(site, viewer, { shopId }),
  }))
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireViewer(asked)
    const shopId = asked.params.shop!
    await takePerson(asked.context.site, viewer, shopId, await formOf(request))
    return redirect(paths.myPeople(shopId))
  })

export default function MyPeoplePage() {
  const { viewer, script, shopId, shop, people } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
  return (
    <PhonePage title="有证书的人" back={{ href: paths.myShops(), label: '我的店' }} nav={ownerNav(viewer)}>
      <ErrorSummary refused={refused?.refused} />
      <h1>{shop}里有证书的人</h1>
      {people.length === 0 && <Empty>还没有登记。</Empty>}
      <ul className="list">
        {people.map(({ entryId, name, course, issuedOn, number }) => (
          <li key={entryId} className="card">
            <strong>{name}</strong>
            <br />
            {course}，{sayDay(issuedOn)}，{number}
            <OwnerForm what="person" about={shopId} words={`${name}不在店里了`} next={paths.myPeople(shopId)} does={{ entryId }}>
              <Button kind="plain" aria-label={`${name}不在店里了`}>
                不在店里了
              </Button>
            </OwnerForm>
          </li>
        ))}
      </ul>
      <h2>添一个人</h2>
      <WaitingForms />
      <OwnerForm what="person" about={shopId} words="添一个有证书的人" next={paths.myPeople(shopId)}>
        <Field
          label="证书上的验证码"
          hint="在方块图下面"
          name="code"
          required
          autoComplete="off"
          defaultValue={refused?.entered.code}
          errors={refused?.refused.fields.code}
        />
        <Button wide>添上</Button>
      </OwnerForm>
      <OwnerScript account={viewer.accountId} keep={[paths.myShops()]} src={script} />
    </PhonePage>
  )
}
