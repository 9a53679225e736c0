// The form of the plan's template as it is posted: a row for each goal.
import type { TemplateEntry } from './templates.server.ts'

/** Rows of the form, those without a title left out. A new goal is named by its place and version. */
export function readTemplate(form: FormData): TemplateEntry {
  const rows = form.getAll('goal').map((goal, i) => ({
    goal: String(goal),
    title: String(form.get(`title-${i}`) ?? '').trim(),
    after: String(form.get(`after-${i}`) ?? ''),
    proofKind: String(form.get(`proof-${i}`) ?? '') as 'link',
    needs: form.getAll(`needs-${i}`).map(String) as never[],
  }))
  return { goals: rows.filter(({ title }) => title !== ''), why: String(form.get('why') ?? '') }
}
