// A step that ends a shop's rating: what it does, and doing it.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { RatingStepPage } from '#app/modules/ratings/pages/rating-step-page.tsx'
import { readRatingStep, takeRatingStep } from '#app/modules/ratings/ratings.server.ts'
import { stepForm } from '#app/modules/shops/step-form.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '信用评级 · 梯队' }]

const asked = (args: LoaderFunctionArgs) => ({
  shopId: param(args, 'shop'),
  step: param(args, 'step'),
  ratingId: new URL(args.request.url).searchParams.get('rating'),
})

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.coordinate')
  return throwRefusals(async () => ({ viewer, ...(await readRatingStep(args.context.site, viewer, asked(args))) }))
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'pairings.coordinate')
    const question = asked(args)
    await takeRatingStep(args.context.site, viewer, { ...question, form: await readForm(request, stepForm) })
    return redirect(paths.shopRating(question.shopId))
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <RatingStepPage {...useLoaderData<typeof loader>()} refused={getRefused(answer)} />
}
