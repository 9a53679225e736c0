// Slips for a class: who has one, issued with one button, shown once, printed.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { newIdempotencyKey } from '#app/http/idempotency.server.ts'
import { findUselessAddress } from '#app/http/public-address.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respondBeside, throwRefusals } from '#app/http/respond.server.ts'
import { readShown, readTurn } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listClassSlips } from '#app/modules/cohorts/cohorts.server.ts'
import { SlipsPage } from '#app/modules/cohorts/pages/slips-page.tsx'
import { issueTicked, loadSlipList } from './slip-list.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '登录条 · 梯队' }]

async function show(args: LoaderFunctionArgs, asked: URLSearchParams, form: FormData | null = null) {
  const viewer = await requireDuty(args, 'slips.issue')
  const slips = await throwRefusals(() => listClassSlips(args.context.site, viewer, { cohortId: param(args, 'cohort') }))
  return { viewer, press: newIdempotencyKey(), ...loadSlipList(slips, asked, form), address: findUselessAddress(args) }
}

export const loader = (args: LoaderFunctionArgs) => show(args, new URL(args.request.url).searchParams)

/** Issues slips, or shows another page with the same people ticked. */
export async function action(args: ActionFunctionArgs) {
  const form = await throwRefusals(() => readFormData(args.request))
  const turn = readTurn(args.request, form)
  const again = () => show(args, turn ?? readShown(args.request), form)
  return turn ? again() : respondBeside(args.request, () => issueTicked(args, form), again)
}

export default function Route() {
  const answer = useActionData<typeof action>()
  return (
    <SlipsPage
      {...useLoaderData<typeof loader>()}
      {...(answer && 'list' in answer ? answer : null)}
      isRepeated={answer !== undefined && 'repeated' in answer}
      asked={answer && 'voided' in answer ? answer : null}
      issued={answer && 'slips' in answer ? answer : null}
      refused={getRefused(answer)}
    />
  )
}
