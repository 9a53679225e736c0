// Says in words what the form of a component asks for: made from the same forms that the editor opens.
import { lessonComponents } from '#app/lesson/components.tsx'
import type { LessonComponent } from '#app/lesson/lesson-component.ts'
import type { ComponentForm, FieldForm } from '../editor/component-form.ts'
import { describeComponents } from '../editor/describe-components.ts'
import { blockExamples, componentExamples, type Example, groups } from './examples.ts'

export interface ToldField {
  label: string
  says: string
}

export interface ToldComponent extends Omit<Example, 'rules'> {
  name: string
  label: string
  fields: ToldField[]
  rules: string[]
}

export interface ToldGroup {
  label: string
  entries: ToldComponent[]
}

const components: Record<string, LessonComponent> = lessonComponents

/** What is entered, by kind of field. */
function formatKind({ kind, choices, endings, reason }: FieldForm): string {
  if (kind === 'choice') return `选一样：${choices.map(({ label }) => label).join('、')}。`
  if (kind === 'tick') return '要就勾上。'
  if (kind === 'file') return `选这门课的一个文件（${endings.join('、')}）。`
  if (kind === 'text') return `写一两句。${reason}`
  return kind === 'line' ? reason || '写一行。' : reason
}

const formatField = (field: FieldForm, within = ''): ToldField => ({
  label: within + field.label,
  says: [formatKind(field), field.isRequired || field.kind === 'tick' ? '' : '可以不写。', field.hint ?? ''].join(''),
})

/** The fields of a component, of what is in it, and of its parts. An id is made by the editor, and is no field for authors. */
function formatFields(form: ComponentForm, forms: Record<string, ComponentForm>, within = ''): ToldField[] {
  const parts = form.parts.flatMap((part) => (forms[part] ? formatFields(forms[part], forms, `${forms[part].label} › `) : []))
  const inner = form.inner === 'text' || form.inner === 'steps' ? [{ label: within + form.innerLabel, says: formatInner(form) }] : []
  return [...form.fields.filter(({ kind }) => kind !== 'id').map((field) => formatField(field, within)), ...inner, ...parts]
}

const formatInner = ({ inner, isInnerNeeded }: ComponentForm) =>
  inner === 'steps' ? '一行写一步，编号自动加。' : `写课文，可以分几段、加粗。${isInnerNeeded ? '' : '可以不写。'}`

function formatRules({ name, atLeast, onlyOne }: ComponentForm, rules: readonly string[] = []): string[] {
  const least = atLeast > 1 && !rules.some((rule) => rule.startsWith(`${atLeast} 到`)) ? [`里面至少要有 ${atLeast} 个。`] : []
  return [
    ...rules,
    ...least,
    ...(onlyOne ? [onlyOne.reason] : []),
    ...(components[name]?.within === 'lesson' ? ['自己站一行，不能放在别的组件里。'] : []),
  ]
}

/** What every button and every component of the editor's menu is for. Throws if one has no example. */
export function tellComponents(): ToldGroup[] {
  const forms = describeComponents()
  const told = (name: string): ToldComponent => {
    const [form, example] = [forms[name], componentExamples[name]]
    if (!form || !example) throw new Error(`The component ${name} has no example.`)
    return { ...example, name, label: form.label, fields: formatFields(form, forms), rules: formatRules(form, example.rules) }
  }
  const blocks = Object.entries(blockExamples).map(([label, example]) => ({
    ...example,
    name: label,
    label,
    fields: [],
    rules: [...(example.rules ?? [])],
  }))
  return [{ label: '文字', entries: blocks }, ...groups.map(({ label, components }) => ({ label, entries: components.map(told) }))]
}
