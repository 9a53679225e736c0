// The forms of lesson components, as the editor gets them: plain data, made from the component table and labels.

export interface FieldForm {
  name: string
  label: string
  hint: string | null
  /** How it is entered. `id` is made by itself; `file` is a file of the course with one of the endings. */
  kind: 'line' | 'text' | 'choice' | 'tick' | 'file' | 'id' | 'number'
  isRequired: boolean
  /** What the value must match, and what is said if it does not. */
  pattern: string | null
  reason: string
  choices: { value: string; label: string }[]
  endings: string[]
  /** What a new component has. */
  usual: string | null
  /** Rarely needed: folded away. */
  isRare: boolean
}

export interface ComponentForm {
  name: string
  label: string
  /** What it is for, in a line. */
  hint: string
  fields: FieldForm[]
  inner: 'none' | 'text' | 'steps' | 'parts'
  innerLabel: string
  isInnerNeeded: boolean
  /** The names of the components in it. */
  parts: string[]
  /** The number of parts that it must have. */
  atLeast: number
  /** A mark that exactly one part must have. */
  onlyOne: { field: string; reason: string } | null
  /** Whether it is always within another. */
  isWithin: boolean
  /** The attribute that tells one from the other in the text. */
  titleField: string | null
}
