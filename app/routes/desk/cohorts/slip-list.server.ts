// The people of a class to whom slips can be issued, as their form lists them, and issuing them.
import type { ActionFunctionArgs } from '@remix-run/node'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { askBack, runOnce } from '#app/http/idempotency.server.ts'
import { param } from '#app/http/params.server.ts'
import { toPublicUrl } from '#app/http/public-address.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { toPrintedSlip } from '#app/modules/accounts/pages/printed-slips.tsx'
import { fieldsToRepeat } from '#app/modules/accounts/pages/void-slips.tsx'
import { findSlipsToVoid, issueSlips, type listClassSlips } from '#app/modules/cohorts/cohorts.server.ts'
import { slipsForm } from '#app/modules/cohorts/forms/slips-form.ts'
import { needsSlip, slipList } from '#app/modules/cohorts/lists.ts'
import { paths } from '#app/shell/paths.ts'
import { arrange, listTicked } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'

/**
 * Returns the page that is asked for, with who is ticked on all pages and the reasons that were chosen: what was posted, at first those of
 * the page who need a slip.
 */
export function loadSlipList(
  { cohort, lines }: Awaited<ReturnType<typeof listClassSlips>>,
  asked: URLSearchParams,
  posted: FormData | null,
) {
  const list = arrange(lines, parseTableQuery(asked, slipList), slipList)
  const shown = new Set(list.rows)
  const ticked = listTicked(lines, list, {
    definition: slipList,
    value: ({ enrolmentId }) => enrolmentId,
    isTicked: (line) => shown.has(line) && needsSlip(line),
    posted: posted && posted.getAll('enrolment').map(String),
  })
  const names = new Set(lines.map(({ enrolmentId }) => `reason-${enrolmentId}`))
  const chosen = [...(posted ?? [])].flatMap(([name, reason]) =>
    typeof reason === 'string' && reason !== '' && names.has(name) ? [[name, reason] as const] : [],
  )
  return { cohort, list, ticked, reasons: Object.fromEntries(chosen), without: lines.filter(needsSlip).length }
}

/** Issues slips to the ticked, or to all who need one, once; asks back before slips that can be used become void. */
export async function issueTicked(args: ActionFunctionArgs, form: FormData) {
  const viewer = await requireDuty(args, 'slips.issue')
  const { request } = args
  const order = { cohortId: param(args, 'cohort'), ...(await readForm(request, slipsForm)) }
  const { site } = args.context
  return runOnce({ site, viewer, request }, async () => {
    const voided = await findSlipsToVoid(site, viewer, order)
    if (voided) return askBack({ voided, fields: fieldsToRepeat(form) })
    const { slips, withheld } = await issueSlips(site, viewer, order)
    return {
      slips: slips.map((slip) => toPrintedSlip(slip, (code) => toPublicUrl(args, paths.slip(code)))),
      withheld: withheld.map(({ why }) => why),
    }
  })
}
