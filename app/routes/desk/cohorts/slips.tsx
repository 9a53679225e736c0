// Slips for a class: who has one, issued with one button, shown once, printed.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm, readFormData } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { askBack, newIdempotencyKey, runOnce } from '#app/http/idempotency.server.ts'
import { findUselessAddress, toPublicUrl } from '#app/http/public-address.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { toPrintedSlip } from '#app/modules/accounts/pages/printed-slips.tsx'
import { fieldsToRepeat } from '#app/modules/accounts/pages/void-slips.tsx'
import { findSlipsToVoid, issueSlips, listClassSlips } from '#app/modules/cohorts/cohorts.server.ts'
import { SlipsPage } from '#app/modules/cohorts/pages/slips-page.tsx'
import { parseSlipState, slipsForm } from '#app/modules/cohorts/forms/slips-form.ts'
import { parsePosition } from '#app/paging.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '登录条 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'slips.issue')
  const query = new URL(args.request.url).searchParams
  const view = { cohortId: param(args, 'cohort'), show: parseSlipState(query.get('show')), position: parsePosition(query) }
  const slips = await throwRefusals(() => listClassSlips(args.context.site, viewer, view))
  return { viewer, press: newIdempotencyKey(), slips, show: view.show, address: findUselessAddress(args) }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'slips.issue')
    const order = { cohortId: param(args, 'cohort'), ...(await readForm(request, slipsForm)) }
    const { site } = args.context
    return runOnce({ site, viewer, request }, async () => {
      const voided = await findSlipsToVoid(site, viewer, order)
      if (voided) return askBack({ voided, fields: fieldsToRepeat(await readFormData(request)) })
      const { slips, withheld } = await issueSlips(site, viewer, order)
      return {
        slips: slips.map((slip) => toPrintedSlip(slip, (code) => toPublicUrl(args, paths.slip(code)))),
        withheld: withheld.map(({ why }) => why),
      }
    })
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return (
    <SlipsPage
      {...useLoaderData<typeof loader>()}
      isRepeated={answer !== undefined && 'repeated' in answer}
      asked={answer && 'voided' in answer ? answer : null}
      issued={answer && 'slips' in answer ? answer : null}
      refused={getRefused(answer)}
    />
  )
}
