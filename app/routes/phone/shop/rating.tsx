// A shop's credit rating for its owner: each point open to its fact, and an appeal while it may be made.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { dayOf, sayDay, sayTerm } from '#app/calendar.ts'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { takeAppeal } from '#app/http/owner-forms.server.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { readMyShop } from '#app/modules/shops/shops.server.ts'
import { readRatings } from '#app/modules/ratings/ratings.server.ts'
import { OwnerForm, OwnerScript, WaitingForms } from '#app/modules/mentorship/pages/owner-form.tsx'
import { ownerNav } from '#app/shell/owner-nav.ts'
import { RatingFacts } from '#app/modules/ratings/pages/rating-facts.tsx'
import { sayRatingState } from '#app/modules/ratings/words.ts'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { Badge, Empty, ErrorSummary } from '#app/ui/notice.tsx'
import { PhonePage } from '#app/shell/phone-page.tsx'

export const meta = () => [{ title: '信用评级 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireViewer(asked)
  const { site } = asked.context
  const shopId = asked.params.shop!
  return orRefuse(async () => {
    const { name } = await readMyShop(site, viewer, shopId)
    const now = site.now().toISOString()
    const ratings = (await readRatings(site, viewer, { shopId })).map((rating) => ({
      ...rating,
      validUntil: dayOf(new Date(rating.context.validUntil)),
      appealUntil:
        rating.state === 'current' && rating.context.appeal === null && now < rating.context.appealUntil
          ? sayTerm(new Date(rating.context.appealUntil))
          : null,
    }))
    return { viewer, script: islandUrl('owner.js'), shopId, name, ratings }
  })
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireViewer(asked)
    const shopId = asked.params.shop!
    await takeAppeal(asked.context.site, viewer, shopId, await formOf(request))
    return redirect(paths.myRating(shopId))
  })

export default function MyRatingPage() {
  const { viewer, script, shopId, name, ratings } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
  return (
    <PhonePage title="信用评级" back={{ href: paths.myShops(), label: '我的店' }} nav={ownerNav(viewer)}>
      <ErrorSummary refused={refused?.refused} />
      <h1>{name}</h1>
      <WaitingForms />
      {ratings.length === 0 && <Empty>还没有评级。核实过的事满三件才评。</Empty>}
      {ratings.map((rating) => (
        <section key={rating.id} className="card">
          <h2>
            {rating.grade} 级，{rating.points} 分
          </h2>
          <p>
            <Badge kind={rating.state === 'current' ? 'good' : 'info'}>{sayRatingState(rating.state)}</Badge> 有效到
            {sayDay(rating.validUntil)}
          </p>
          <RatingFacts facts={rating.facts} />
          {rating.context.appeal && <p>您的申诉：{rating.context.appeal}</p>}
          {rating.context.decision && <p>决定：{rating.context.decision}</p>}
          {rating.context.measures.map(({ kind, words, at }) => (
            <p key={at}>
              {kind === 'reward' ? '奖励' : '处罚'}：{words}
            </p>
          ))}
          {rating.appealUntil && (
            <details open={refused?.entered.ratingId === rating.id}>
              <summary>我不同意，要申诉</summary>
              <OwnerForm what="appeal" about={shopId} words="申诉" next={paths.myRating(shopId)} does={{ ratingId: rating.id }}>
                <input type="hidden" name="version" value={rating.version} />
                <TextField
                  id={`reason-${rating.id}`}
                  label="哪里不对"
                  hint={`${rating.appealUntil}可以申诉；决定以前，评级不用来奖惩`}
                  name="reason"
                  required
                  defaultValue={refused?.entered.reason}
                  errors={refused?.refused.fields.reason}
                />
                <Button wide>申诉</Button>
              </OwnerForm>
            </details>
          )}
        </section>
      ))}
      <p>
        <a href={paths.ratingRules()}>分是怎么算的</a>
      </p>
      <OwnerScript account={viewer.accountId} keep={[paths.myShops()]} src={script} />
    </PhonePage>
  )
}
