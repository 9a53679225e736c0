// Makes the forms of the editor from the component table: attributes are fields, their rules the form's rules.
import { lessonComponents } from '#app/lesson/components.tsx'
import type { AttributeRule, LessonComponent } from '#app/lesson/lesson-component.ts'
import type { ComponentForm, FieldForm } from './component-form.ts'
import { formNotes } from './form-notes.ts'

/** The words of a pattern like `^(tip|warn)$`, or the endings of one like `^[a-z0-9-]+\.(svg|jpg)$`. */
const wordsIn = (pattern: string, shape: RegExp) => shape.exec(pattern)?.[1]?.split('|') ?? []

function describeField(component: string, name: string, { label, isRequired, holds }: AttributeRule): FieldForm {
  const notes = formNotes[component]
  const pattern = holds?.pattern.source ?? null
  const endings = pattern ? wordsIn(pattern, /^\^\[a-z0-9-\]\+\\\.\(?([a-z0-9|]+)\)?\$$/) : []
  const words = pattern ? wordsIn(pattern, /^\^\(([a-z|-]+)\)\$$/) : []
  const kind =
    name === 'id'
      ? 'id'
      : pattern === '^$'
        ? 'tick'
        : endings.length > 0
          ? 'file'
          : words.length > 0
            ? 'choice'
            : pattern !== null && /\\d/.test(pattern)
              ? 'number'
              : notes?.long?.includes(name)
                ? 'text'
                : 'line'
  return {
    name,
    label,
    hint: notes?.hints?.[name] ?? null,
    kind,
    isRequired: isRequired === true,
    pattern: kind === 'tick' ? null : pattern,
    reason: holds?.reason ?? '',
    choices: words.map((value) => ({ value, label: notes?.values?.[name]?.[value] ?? value })),
    endings,
    usual: words[0] ?? null,
    isRare: notes?.rare?.includes(name) ?? false,
  }
}

const all: Record<string, LessonComponent> = lessonComponents

function describeComponent(name: string, { label, attributes, children, within, holdsOnly }: LessonComponent): ComponentForm {
  const notes = formNotes[name]
  const parts = holdsOnly ? [holdsOnly] : Object.keys(all).filter((other) => all[other]?.within === name)
  return {
    name,
    label,
    hint: notes?.hint ?? '',
    fields: Object.entries(attributes).map(([field, rule]) => describeField(name, field, rule)),
    inner: children === 'none' ? 'none' : (notes?.inner ?? (parts.length > 0 ? 'parts' : 'text')),
    innerLabel: notes?.innerLabel ?? '里面写什么',
    isInnerNeeded: children === 'some',
    parts,
    atLeast: notes?.atLeast ?? (parts.length > 0 ? 1 : 0),
    onlyOne: notes?.onlyOne ?? null,
    isWithin: within !== undefined && within !== 'lesson',
    titleField: notes?.title ?? null,
  }
}

/** The forms of all components, by name. */
export const describeComponents = (): Record<string, ComponentForm> =>
  Object.fromEntries(Object.entries(all).map(([name, component]) => [name, describeComponent(name, component)]))
