// The template of the first 90 days: changed, looked at against the running pairings, and published.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { draftTemplate, publishTemplate, type TemplateEntry, templateImpact, templateInUse } from '#app/modules/pairings/pairings.server.ts'
import { leastDays, proofKinds } from '#app/modules/pairings/plan/plan.ts'
import { skills } from '#app/modules/shops/shop.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'

export const links = deskLinks
export const meta = () => [{ title: '帮扶计划 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'pairings.coordinate')
  return { viewer, template: await templateInUse(asked.context.site.read), isSaved: new URL(asked.request.url).searchParams.has('saved') }
}

/** Rows of the form, those without a title left out. A new goal is named by its place and version. */
function readTemplate(form: FormData): TemplateEntry {
  const rows = form.getAll('goal').map((goal, i) => ({
    goal: String(goal),
    title: String(form.get(`title-${i}`) ?? '').trim(),
    after: String(form.get(`after-${i}`) ?? ''),
    proofKind: String(form.get(`proof-${i}`) ?? '') as 'link',
    needs: form.getAll(`needs-${i}`).map(String) as never[],
  }))
  return { goals: rows.filter(({ title }) => title !== ''), why: String(form.get('why') ?? '') }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'pairings.coordinate')
    const { site } = asked.context
    const form = await formOf(request)
    const entry = readTemplate(form)
    if (form.get('do') === 'preview')
      return {
        draft: entry,
        toRunning: form.get('toRunning') === 'yes',
        impact: await templateImpact(site, viewer, await draftTemplate(site, { ...entry, why: entry.why || '先看看' })),
      }
    await publishTemplate(site, viewer, { ...entry, toRunning: form.get('toRunning') === 'yes' })
    return redirect(`${paths.planTemplate()}?saved`)
  })

export default function PlanTemplatePage() {
  const { viewer, template, isSaved } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
  const preview = answer && 'impact' in answer ? answer : null
  const given = refused?.entered
  const shown = preview?.draft.goals ?? template.goals
  const blank = {
    goal: `added-${template.version + 1}-${shown.length}`,
    title: '',
    after: '',
    proofKind: 'link',
    needs: [] as string[],
    isNew: true,
  }
  // What was refused stands as it was entered, row by row.
  const rows = refused
    ? (refused.ticked.goal ?? []).map((goal, i) => ({
        goal,
        title: given![`title-${i}`] ?? '',
        after: given![`after-${i}`] ?? '',
        proofKind: given![`proof-${i}`] ?? 'link',
        needs: refused.ticked[`needs-${i}`] ?? [],
        isNew: goal === blank.goal,
      }))
    : [...shown.map((goal) => ({ ...goal, isNew: false })), blank]
  return (
    <DeskFrame viewer={viewer} at={paths.planTemplate()} title="前 90 天的帮扶计划" crumbs={[{ href: paths.pairings(), label: '结对' }]}>
      <ErrorSummary refused={refused?.refused} />
      {isSaved && !answer && (
        <Notice kind="good">
          <p>发布了。以后新结的对按这一版。</p>
        </Notice>
      )}
      <p>现在用的是第 {template.version} 版。结对生效时，按西部店需要什么，从这里取目标。</p>
      {preview && (
        <section className="card">
          <h2>对正在帮扶的结对有什么影响</h2>
          {preview.impact.length === 0 ? (
            <p>没有影响。</p>
          ) : (
            <ul>
              {preview.impact.map(({ pairingId, name, changes }) => (
                <li key={pairingId}>
                  <a href={paths.pairingAtDesk(pairingId)}>{name}</a>：{changes.map(({ words }) => words).join('；')}
                </li>
              ))}
            </ul>
          )}
          <p className="soft">已经做到的目标不会变。新加的和提前的目标，从今天起至少给 {leastDays} 天；结对期满更早的，给到期满那天。</p>
        </section>
      )}
      <Form method="post" id="field-goals">
        <DataTable
          caption="目标"
          rows={rows.map((row, i) => ({ ...row, i }))}
          rowKey={({ goal }) => goal}
          columns={[
            {
              head: '目标（清空就是去掉）',
              cell: ({ goal, title, i, isNew }) => (
                <>
                  <input type="hidden" name="goal" value={goal} />
                  <input
                    name={`title-${i}`}
                    aria-label={isNew ? '新的目标' : `第 ${i + 1} 个目标`}
                    placeholder={isNew ? '可以再加一个' : undefined}
                    defaultValue={title}
                  />
                </>
              ),
            },
            {
              head: '第几天前',
              kind: 'short',
              cell: ({ after, i }) => (
                <input
                  name={`after-${i}`}
                  aria-label={`第 ${i + 1} 个目标的天数`}
                  inputMode="numeric"
                  size={4}
                  defaultValue={String(after)}
                />
              ),
            },
            {
              head: '凭据',
              kind: 'short',
              cell: ({ proofKind, i }) => (
                <select name={`proof-${i}`} aria-label={`第 ${i + 1} 个目标的凭据`} defaultValue={proofKind}>
                  {Object.entries(proofKinds).map(([kind, words]) => (
                    <option key={kind} value={kind}>
                      {words}
                    </option>
                  ))}
                </select>
              ),
            },
            {
              head: '只给需要这些的店（都不勾就是都给）',
              cell: ({ needs, i }) => (
                <div className="choice-row">
                  {Object.entries(skills).map(([skill, words]) => (
                    <label key={skill}>
                      <input
                        type="checkbox"
                        name={`needs-${i}`}
                        value={skill}
                        defaultChecked={(needs as readonly string[]).includes(skill)}
                      />{' '}
                      {words}
                    </label>
                  ))}
                </div>
              ),
            },
          ]}
        />
        <div className="filters">
          <Button kind="plain" name="do" value="preview">
            先看看影响
          </Button>
          <Field label="为什么改" name="why" defaultValue={preview?.draft.why ?? given?.why} errors={refused?.refused.fields.why} />
          <div className="choice-row">
            <label className="one-line">
              <input
                type="checkbox"
                name="toRunning"
                value="yes"
                defaultChecked={preview ? preview.toRunning : given?.toRunning === 'yes'}
              />{' '}
              正在帮扶的结对也照着改
            </label>
          </div>
          <Button name="do" value="publish">
            发布
          </Button>
        </div>
      </Form>
    </DeskFrame>
  )
}
