// A shop's credit rating for its owner: each point links to its fact, and an appeal while it is possible.
import type { Viewer } from '#app/access/viewer.ts'
import { toDay, formatDay, formatTerm } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { ownerNav } from '#app/shell/owner-nav.ts'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { Badge, Empty, ErrorSummary } from '#app/ui/notice.tsx'
import type { RatingView } from '#app/modules/ratings/ratings.server.ts'
import { OutboxForm, WaitingForms } from '#app/shell/outbox-form.tsx'
import { OwnerScript } from './owner-script.tsx'
import { RatingFacts } from '#app/modules/ratings/pages/rating-facts.tsx'
import { isCurrent, acceptsAppeal } from '#app/modules/ratings/rating.states.ts'
import { formatRatingState } from '#app/modules/ratings/labels.ts'

interface MyRatingPageProps {
  viewer: Viewer
  script: string
  shopId: string
  /** The shop's name. */
  name: string
  ratings: readonly RatingView[]
  now: Date
  refused: Refused | null
}

export function MyRatingPage({ viewer, script, shopId, name, ratings, now, refused }: MyRatingPageProps) {
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
            <Badge kind={isCurrent(rating.state) ? 'good' : 'info'}>{formatRatingState(rating.state)}</Badge> 有效到
            {formatDay(toDay(new Date(rating.context.validUntil)))}
          </p>
          <RatingFacts facts={rating.facts} />
          {rating.context.appeal && <p>您的申诉：{rating.context.appeal}</p>}
          {rating.context.decision && <p>决定：{rating.context.decision}</p>}
          {rating.context.measures.map(({ kind, words, at }) => (
            <p key={at}>
              {kind === 'reward' ? '奖励' : '处罚'}：{words}
            </p>
          ))}
          {acceptsAppeal(rating, now) && (
            <details open={refused?.entered.ratingId === rating.id}>
              <summary>我不同意，要申诉</summary>
              <OutboxForm what="appeal" about={shopId} words="申诉" next={paths.myRating(shopId)} does={{ ratingId: rating.id }}>
                <input type="hidden" name="version" value={rating.version} />
                <TextField
                  id={`reason-${rating.id}`}
                  label="哪里不对"
                  hint={`${formatTerm(new Date(rating.context.appealUntil))}可以申诉；决定以前，评级不用来奖惩`}
                  name="reason"
                  required
                  defaultValue={refused?.entered.reason}
                  errors={refused?.refused.fields.reason}
                />
                <Button wide>申诉</Button>
              </OutboxForm>
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
