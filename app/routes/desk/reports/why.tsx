// Why is this household in the figure, or not? The conditions in order, and the first that fails.
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { sayDay } from '#app/calendar.ts'
import { formOf, parseForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse, orSay } from '#app/http/respond.server.ts'
import { readSearch } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { asOfOf, asSearch, filledIn, reportQuery } from '#app/modules/reports/report-query.ts'
import { defaultQuery, findHousehold, whyHousehold } from '#app/modules/reports/reports.server.ts'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { Badge, ErrorSummary, Notice } from '#app/ui/notice.tsx'

export const links = deskLinks
export const meta = () => [{ title: '这一户在不在内 · 梯队' }]

async function ask(asked: LoaderFunctionArgs, search: URLSearchParams, number = '') {
  const viewer = await requireDuty(asked, 'reports.see')
  const { site } = asked.context
  const entered = filledIn(search, await defaultQuery(site, viewer))
  const { found, refused } = await orSay(async () => {
    const query = parseForm(entered, reportQuery)
    const householdId = search.get('household') ?? (number ? await findHousehold(site, viewer, { number, region: query.region }) : null)
    return { query, why: householdId ? await whyHousehold(site, viewer, { ...query, ...asOfOf(query), householdId }) : null }
  })
  return data({ viewer, entered: Object.fromEntries(entered), number, found, refused }, { status: refused ? 422 : 200 })
}

export const loader = (asked: LoaderFunctionArgs) => ask(asked, new URL(asked.request.url).searchParams)

/** A household's number is posted, so that it stands in no address; lists link here by an id that says nothing. */
export async function action(asked: ActionFunctionArgs) {
  const form = await orRefuse(() => formOf(asked.request))
  const entered = new URLSearchParams([...form].map(([name, value]) => [name, String(value)]))
  return ask(asked, entered, readSearch(form, 'number'))
}

export default function WhyPage() {
  const { viewer, entered, number, found, refused } = { ...useLoaderData<typeof loader>(), ...useActionData<typeof action>() }
  const why = found?.why ?? null
  return (
    <DeskFrame
      viewer={viewer}
      at="/desk/reports/households"
      title="这一户在不在内"
      crumbs={[{ href: paths.householdReport(found ? asSearch({ ...found.query, cohort: undefined }) : ''), label: '培训到户报表' }]}
    >
      <ErrorSummary refused={refused} />
      {found && (
        <p>
          报告期：{sayDay(found.query.from)}至{sayDay(found.query.to)}。
          {found.query.knownOn && `按${sayDay(found.query.knownOn)}结束时知道的情况。`}
        </p>
      )}
      <form method="post" className="filters">
        <input type="hidden" name="region" value={entered.region} />
        {entered.knownOn && <input type="hidden" name="knownOn" value={entered.knownOn} />}
        <Field label="报告期从" name="from" type="date" required defaultValue={entered.from} errors={refused?.fields.from} />
        <Field label="到" name="to" type="date" required defaultValue={entered.to} errors={refused?.fields.to} />
        <Field label="户编号" name="number" required defaultValue={why?.household.number ?? number} />
        <Button>查</Button>
      </form>
      {found && number && !why && <Notice kind="warn">没有找到户编号是“{number}”的户。请核对编号，或看看它在不在您的范围内。</Notice>}
      {why && (
        <>
          <Notice kind={why.registered ? 'good' : 'warn'}>
            <p>
              <a href={paths.household(why.household.id)}>户 {why.household.number}</a>
              {why.registered
                ? '在建档立卡户培训数之内。'
                : why.counted
                  ? '在培训户数之内，不在建档立卡户培训数之内。'
                  : '不在培训户数之内。'}
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
