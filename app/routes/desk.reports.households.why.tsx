// Why is this household in the figure, or not? The conditions in order, and the first that fails.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { sayDay } from '#app/calendar.ts'
import { parseForm } from '#app/http/forms.server.ts'
import { deskLinks, type PageHandle } from '#app/http/page.ts'
import { paths } from '#app/http/paths.ts'
import { orRefuse } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/modules/accounts/desk-frame.tsx'
import { asOfOf, asSearch, filledIn, reportQuery } from '#app/modules/reports/report-query.ts'
import { defaultQuery, findHousehold, whyHousehold } from '#app/modules/reports/reports.server.ts'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { Badge, Notice } from '#app/ui/notice.tsx'

export const handle: PageHandle = { page: 'reading' }
export const links = deskLinks
export const meta = () => [{ title: '这一户在不在内 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'reports.see')
  const { site } = asked.context
  const search = new URL(asked.request.url).searchParams
  return orRefuse(async () => {
    const query = parseForm(filledIn(search, await defaultQuery(site, viewer)), reportQuery)
    const number = search.get('number')?.trim() ?? ''
    const householdId = search.get('household') ?? (number ? await findHousehold(site, viewer, { number, region: query.region }) : null)
    return { viewer, query, number, why: householdId ? await whyHousehold(site, viewer, { ...query, ...asOfOf(query), householdId }) : null }
  })
}

export default function WhyPage() {
  const { viewer, query, number, why } = useLoaderData<typeof loader>()
  return (
    <DeskFrame viewer={viewer} at="/desk/reports/households" title="这一户在不在内" crumbs={[{ href: paths.householdReport(asSearch({ ...query, cohort: undefined })), label: '培训到户报表' }]}>
      <p>
        报告期：{sayDay(query.from)}至{sayDay(query.to)}。{query.knownOn && `按${sayDay(query.knownOn)}结束时知道的情况。`}
      </p>
      <form method="get" className="filters">
        <input type="hidden" name="from" value={query.from} />
        <input type="hidden" name="to" value={query.to} />
        <input type="hidden" name="region" value={query.region} />
        {query.knownOn && <input type="hidden" name="knownOn" value={query.knownOn} />}
        <Field label="户编号" name="number" required defaultValue={why?.household.number ?? number} />
        <Button>查</Button>
      </form>
      {number && !why && <Notice kind="warn">没有找到户编号是“{number}”的户。请核对编号，或看看它在不在您的范围内。</Notice>}
      {why && (
        <>
          <Notice kind={why.registered ? 'good' : 'warn'}>
            <p>
              <a href={paths.household(why.household.id)}>户 {why.household.number}</a>
              {why.registered ? '在建档立卡户培训数之内。' : why.counted ? '在培训户数之内，不在建档立卡户培训数之内。' : '不在培训户数之内。'}
            </p>
            {why.fails && <p>卡在这一条：{why.fails.sentence}</p>}
          </Notice>
          <ol className="conditions">
            {why.conditions.map((condition) => (
              <li key={condition.name}>
                <Badge kind={condition.holds ? 'good' : 'bad'}>{condition.holds ? '✓ 符合' : '✗ 不符合'}</Badge> {condition.sentence}
              </li>
            ))}
          </ol>
        </>
      )}
    </DeskFrame>
  )
}
