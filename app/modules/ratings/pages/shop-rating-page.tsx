// A shop's credit rating at the desk: confirmed facts, rating by the public rules, appeals, rewards and penalties.
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Badge, Empty, ErrorSummary } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import type { RatingView } from '../queries.server.ts'
import { enteredKinds } from '../rating-form.ts'
import { factKinds } from '../rules.ts'
import { formatRatingState } from '../labels.ts'
import { RatingFacts } from './rating-facts.tsx'
import { isAppealed, isCurrent } from '../rating.states.ts'

interface ShopRatingPageProps {
  viewer: Viewer
  coordinates: boolean
  shop: { id: string; name: string }
  ratings: readonly (RatingView & { validUntil: string })[]
  today: string
  refused: Refused | null
}

export function ShopRatingPage({ viewer, coordinates, shop, ratings, today, refused }: ShopRatingPageProps) {
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.shops()}
      title="信用评级"
      crumbs={[
        { href: paths.shops(), label: '网店名录' },
        { href: paths.shop(shop.id), label: shop.name },
      ]}
    >
      <ErrorSummary refused={refused?.refused} />
      <p>
        只按核实过的事给分。<a href={paths.ratingRules()}>公开的规则</a> · <a href={paths.workflow('rating', ratings[0]?.id)}>看流程图</a>
      </p>
      {ratings.length === 0 && <Empty>还没有评级。</Empty>}
      {ratings.map((rating) => (
        <RatingSection key={rating.id} shopId={shop.id} rating={rating} coordinates={coordinates} refused={refused} />
      ))}
      <EnterFactSection today={today} refused={refused} />
      {coordinates && (
        <p className="row">
          <ButtonLink href={paths.ratingStep(shop.id, 'rate')}>按现在的事实评级……</ButtonLink>
          <span className="soft">核实过的事满三件才评；评了新的，旧的就不用了。</span>
        </p>
      )}
    </DeskFrame>
  )
}

interface RatingProps {
  shopId: string
  rating: ShopRatingPageProps['ratings'][number]
  refused: Refused | null
}

/** One rating with its facts, and what can be done with it. */
const RatingSection = ({ shopId, rating, coordinates, refused }: RatingProps & { coordinates: boolean }) => (
  <section className="card">
    <h2>
      {rating.grade} 级，{rating.points} 分{' '}
      <Badge kind={isCurrent(rating.state) ? 'good' : isAppealed(rating.state) ? 'warn' : 'info'}>{formatRatingState(rating.state)}</Badge>
    </h2>
    <p className="soft">
      规则第 {rating.rulesVersion} 版，有效到{formatDay(rating.validUntil)}
    </p>
    <RatingFacts facts={rating.facts} />
    {rating.context.appeal && <p>店主申诉：{rating.context.appeal}</p>}
    {rating.context.decision && <p>决定：{rating.context.decision}</p>}
    {rating.context.measures.map(({ kind, words, at }) => (
      <p key={at}>
        {kind === 'reward' ? '奖励' : '处罚'}：{words}
      </p>
    ))}
    {coordinates && isAppealed(rating.state) && <AppealForm shopId={shopId} rating={rating} refused={refused} />}
    {coordinates && isCurrent(rating.state) && <MeasureForm shopId={shopId} rating={rating} refused={refused} />}
  </section>
)

/** Deciding an appeal. */
function AppealForm({ shopId, rating, refused }: RatingProps) {
  const errors = refused?.refused.fields
  const given = refused?.entered
  return (
    <PostForm className="filters">
      <input type="hidden" name="ratingId" value={rating.id} />
      <input type="hidden" name="version" value={rating.version} />
      <Field label="决定和理由" name="reason" required defaultValue={given?.reason} errors={errors?.reason} />
      <Button kind="plain" name="do" value="UPHOLD">
        维持评级
      </Button>
      <ButtonLink kind="plain" href={paths.ratingStep(shopId, 'withdraw', { rating: rating.id })}>
        撤销评级……
      </ButtonLink>
    </PostForm>
  )
}

/** A reward or a penalty for a current rating. */
function MeasureForm({ rating, refused }: RatingProps) {
  const errors = refused?.refused.fields
  const given = refused?.entered
  return (
    <PostForm className="filters">
      <input type="hidden" name="ratingId" value={rating.id} />
      <input type="hidden" name="version" value={rating.version} />
      <Field
        id={`measure-${rating.id}`}
        label="奖励或处罚的内容"
        name="measure"
        required
        defaultValue={given?.measure}
        errors={given?.measure === undefined ? undefined : (errors?.measure ?? errors?.words)}
      />
      <Button kind="plain" name="do" value="reward">
        奖励
      </Button>
      <Button kind="plain" name="do" value="penalty">
        处罚
      </Button>
    </PostForm>
  )
}

function EnterFactSection({ today, refused }: Pick<ShopRatingPageProps, 'today' | 'refused'>) {
  const errors = refused?.refused.fields
  const given = refused?.entered
  return (
    <section className="card">
      <h2>登记一件核实过的事</h2>
      <PostForm className="filters">
        <SelectField label="什么事" name="kind" defaultValue={given?.kind} errors={errors?.kind}>
          {enteredKinds.map((kind) => (
            <option key={kind} value={kind}>
              {factKinds[kind]}
            </option>
          ))}
        </SelectField>
        <Field
          label="哪一天"
          name="happenedOn"
          type="date"
          max={today}
          required
          defaultValue={given?.happenedOn ?? today}
          errors={errors?.happenedOn}
        />
        <Field
          label="经过"
          name="words"
          required
          defaultValue={given?.words}
          errors={given?.words === undefined ? undefined : errors?.words}
        />
        <Button kind="plain" name="do" value="fact">
          登记
        </Button>
      </PostForm>
    </section>
  )
}
