// A shop's credit rating at the desk: confirmed facts, rating by the public rules, appeals, rewards and penalties.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { id, longText, shortText, version } from '#app/fields.ts'
import { dayOf, sayDay } from '#app/calendar.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { hasDuty } from '#app/access/viewer.ts'
import { enterFact, rateShop, readRatings, stepRating } from '#app/modules/ratings/ratings.server.ts'
import { readRegister } from '#app/modules/shops/shops.server.ts'
import { RatingFacts } from '#app/modules/ratings/pages/rating-facts.tsx'
import { factKinds } from '#app/modules/ratings/rules.ts'
import { sayRatingState } from '#app/modules/ratings/words.ts'
import { notFound } from '#app/refusal.ts'
import { Button } from '#app/ui/button.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Badge, Empty, ErrorSummary } from '#app/ui/notice.tsx'

export const links = deskLinks
export const meta = () => [{ title: '信用评级 · 梯队' }]

/** What an officer enters; the other kinds follow from goals and months that were confirmed. */
const entered = ['complaintAnswered', 'standardMet', 'complaintIgnored', 'standardBroken'] as const

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'pairings.see')
  const { site } = asked.context
  const shopId = asked.params.shop!
  return orRefuse(async () => {
    const [shop] = await readRegister(site, viewer, { shopId })
    if (!shop) throw notFound('网店')
    const ratings = (await readRatings(site, viewer, { shopId })).map((rating) => ({
      ...rating,
      validUntil: dayOf(new Date(rating.context.validUntil)),
    }))
    return {
      viewer,
      coordinates: hasDuty(viewer, 'pairings.coordinate'),
      shop: { id: shop.id, name: shop.name },
      ratings,
      today: dayOf(site.now()),
    }
  })
}

const Asked = z.discriminatedUnion('do', [
  z.object({ do: z.literal('fact'), kind: z.enum(entered, '请选是什么事。'), happenedOn: shortText(), words: longText() }),
  z.object({ do: z.literal('rate') }),
  z.object({ do: z.enum(['UPHOLD', 'WITHDRAW']), ratingId: id(), version: version(), reason: longText(), wrongFact: id().default('') }),
  z.object({ do: z.enum(['reward', 'penalty']), ratingId: id(), version: version(), measure: longText() }),
])

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'pairings.see')
    const { site } = asked.context
    const shopId = asked.params.shop!
    const form = await readForm(request, Asked)
    switch (form.do) {
      case 'fact':
        await enterFact(site, viewer, { shopId, kind: form.kind, happenedOn: form.happenedOn, words: form.words })
        break
      case 'rate':
        await rateShop(site, viewer, { shopId })
        break
      case 'UPHOLD':
      case 'WITHDRAW':
        await stepRating(site, viewer, {
          ratingId: form.ratingId,
          version: form.version,
          event: { type: form.do, reason: form.reason, wrongFacts: form.wrongFact ? [form.wrongFact] : [] },
        })
        break
      default:
        await stepRating(site, viewer, {
          ratingId: form.ratingId,
          version: form.version,
          event: { type: 'MEASURE', kind: form.do, words: form.measure },
        })
    }
    return redirect(paths.shopRating(shopId))
  })

export default function ShopRatingPage() {
  const { viewer, coordinates, shop, ratings, today } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
  const errors = refused?.refused.fields
  const given = refused?.entered
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
        只按核实过的事给分。<a href={paths.ratingRules()}>公开的规则</a> · <a href={paths.workflow('rating')}>看流程图</a>
      </p>
      {ratings.length === 0 && <Empty>还没有评级。</Empty>}
      {ratings.map((rating) => (
        <section key={rating.id} className="card">
          <h2>
            {rating.grade} 级，{rating.points} 分{' '}
            <Badge kind={rating.state === 'current' ? 'good' : rating.state === 'appealed' ? 'warn' : 'info'}>
              {sayRatingState(rating.state)}
            </Badge>
          </h2>
          <p className="soft">
            规则第 {rating.rulesVersion} 版，有效到{sayDay(rating.validUntil)}
          </p>
          <RatingFacts facts={rating.facts} />
          {rating.context.appeal && <p>店主申诉：{rating.context.appeal}</p>}
          {rating.context.decision && <p>决定：{rating.context.decision}</p>}
          {rating.context.measures.map(({ kind, words, at }) => (
            <p key={at}>
              {kind === 'reward' ? '奖励' : '处罚'}：{words}
            </p>
          ))}
          {coordinates && rating.state === 'appealed' && (
            <Form method="post" className="filters">
              <input type="hidden" name="ratingId" value={rating.id} />
              <input type="hidden" name="version" value={rating.version} />
              <Field label="决定和理由" name="reason" required defaultValue={given?.reason} errors={errors?.reason} />
              <SelectField label="撤销时，划掉记错的事" name="wrongFact" defaultValue={given?.wrongFact} errors={errors?.wrongFacts}>
                <option value="">没有记错的</option>
                {rating.facts
                  .filter(({ kind }) => (entered as readonly string[]).includes(kind))
                  .map(({ id, kindName, words }) => (
                    <option key={id} value={id}>
                      {kindName}：{words}
                    </option>
                  ))}
              </SelectField>
              <Button kind="plain" name="do" value="UPHOLD">
                维持评级
              </Button>
              <Button kind="plain" name="do" value="WITHDRAW">
                撤销评级
              </Button>
            </Form>
          )}
          {coordinates && rating.state === 'current' && (
            <Form method="post" className="filters">
              <input type="hidden" name="ratingId" value={rating.id} />
              <input type="hidden" name="version" value={rating.version} />
              <Field
                id={`measure-${rating.id}`}
                label="奖励或处罚的内容"
                name="measure"
                required
                defaultValue={given?.measure}
                errors={errors?.words}
              />
              <Button kind="plain" name="do" value="reward">
                奖励
              </Button>
              <Button kind="plain" name="do" value="penalty">
                处罚
              </Button>
            </Form>
          )}
        </section>
      ))}
      <section className="card">
        <h2>登记一件核实过的事</h2>
        <Form method="post" className="filters">
          <SelectField label="什么事" name="kind" defaultValue={given?.kind} errors={errors?.kind}>
            {entered.map((kind) => (
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
          <Field label="经过" name="words" required defaultValue={given?.words} errors={errors?.words} />
          <Button kind="plain" name="do" value="fact">
            登记
          </Button>
        </Form>
      </section>
      {coordinates && (
        <Form method="post" className="row">
          <Button name="do" value="rate">
            按现在的事实评级
          </Button>
          <span className="soft">核实过的事满三件才评；评了新的，旧的就不用了。</span>
        </Form>
      )}
    </DeskFrame>
  )
}
