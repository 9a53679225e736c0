// The template of the first 90 days: changing it, previewing the effect on running pairings, and publishing it.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { skills } from '#app/modules/shops/shop.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { useProgramme } from '#app/shell/programme-context.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { CellField, Field } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { minDays, maxGoals, type PlanChange, type PlanTemplate, proofKinds } from '../plan/plan.ts'
import type { TemplateEntry } from '../plan/templates.server.ts'

interface PlanTemplatePageProps {
  viewer: Viewer
  template: PlanTemplate
  isSaved: boolean
  /** A draft with its changes to running pairings; null before a preview. */
  preview: {
    draft: TemplateEntry
    toRunning: boolean
    impact: readonly { pairingId: string; name: string; changes: readonly PlanChange[] }[]
  } | null
  refused: Refused | null
}

export function PlanTemplatePage({ viewer, template, isSaved, preview, refused }: PlanTemplatePageProps) {
  const given = refused?.entered ?? {}
  const errors = refused?.refused.fields ?? {}
  const rows = toRows(template, preview?.draft.goals ?? template.goals, refused)
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.planTemplate()}
      title={`前 ${useProgramme().terms.pairingDays} 天的帮扶计划`}
      crumbs={[{ href: paths.pairings(), label: '结对' }]}
    >
      <ErrorSummary refused={refused?.refused} />
      {isSaved && !refused && !preview && (
        <Notice kind="good">
          <p>发布了。以后新结的对按这一版。</p>
        </Notice>
      )}
      <p>现在用的是第 {template.version} 版。结对生效时，按西部店需要什么，从这里取目标。</p>
      {preview && <ImpactSection impact={preview.impact} />}
      <PostForm id="field-goals">
        <GoalRows rows={rows} errors={errors} />
        <div className="filters save-bar">
          <Button kind="plain" name="do" value="preview">
            先看看影响
          </Button>
          <Field label="为什么改" name="why" defaultValue={preview?.draft.why ?? given?.why} errors={errors.why} />
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
      </PostForm>
    </DeskFrame>
  )
}

/** A goal as it stands in its row, to be changed. */
interface GoalRow {
  goal: string
  title: string
  /** Within how many days, as a draft or the template says it. */
  after: unknown
  proofKind: string
  needs: readonly string[]
  isNew: boolean
}

/** The goals shown and an empty row for another one. */
function toRows(template: PlanTemplate, shown: readonly Omit<GoalRow, 'isNew'>[], refused: Refused | null): GoalRow[] {
  const blank = {
    goal: `added-${template.version + 1}-${shown.length}`,
    title: '',
    after: '',
    proofKind: 'link',
    needs: [] as string[],
    isNew: true,
  }
  // Refused rows are shown as they were entered.
  const given = refused?.entered ?? {}
  return refused
    ? (refused.ticked.goal ?? []).slice(0, maxGoals).map((goal, i) => ({
        goal,
        title: given[`title-${i}`] ?? '',
        after: given[`after-${i}`] ?? '',
        proofKind: given[`proof-${i}`] ?? 'link',
        needs: refused.ticked[`needs-${i}`] ?? [],
        isNew: goal === blank.goal,
      }))
    : [...shown.map((goal) => ({ ...goal, isNew: false })), blank]
}

/** What a draft would change in running pairings. */
const ImpactSection = ({ impact }: Pick<NonNullable<PlanTemplatePageProps['preview']>, 'impact'>) => (
  <section className="card">
    <h2>对正在帮扶的结对有什么影响</h2>
    {impact.length === 0 ? (
      <p>没有影响。</p>
    ) : (
      <ul>
        {impact.map(({ pairingId, name, changes }) => (
          <li key={pairingId}>
            <a href={paths.pairingAtDesk(pairingId)}>{name}</a>：{changes.map(({ words }) => words).join('；')}
          </li>
        ))}
      </ul>
    )}
    <p className="soft">已经做到的目标不会变。新加的和提前的目标，从今天起至少给 {minDays} 天；结对期满更早的，给到期满那天。</p>
  </section>
)

const GoalRows = ({ rows, errors }: { rows: readonly GoalRow[]; errors: Refused['refused']['fields'] }) => (
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
            <CellField
              name={`title-${i}`}
              label={isNew ? '新的目标' : `第 ${i + 1} 个目标`}
              placeholder={isNew ? '可以再加一个' : undefined}
              defaultValue={title}
              errors={errors[`title-${i}`]}
            />
          </>
        ),
      },
      {
        head: '第几天前',
        kind: 'short',
        cell: ({ after, i }) => (
          <input name={`after-${i}`} aria-label={`第 ${i + 1} 个目标的天数`} inputMode="numeric" size={4} defaultValue={String(after)} />
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
                <input type="checkbox" name={`needs-${i}`} value={skill} defaultChecked={needs.includes(skill)} /> {words}
              </label>
            ))}
          </div>
        ),
      },
    ]}
  />
)
