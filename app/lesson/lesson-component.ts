// What a lesson component is: its attributes, its allowed place and content, and its markup.
import type { ReactNode } from 'react'

export interface AttributeRule {
  /** What its field is called on screen. */
  label: string
  isRequired?: true
  /** The pattern that the value must match, and what to tell the author if it does not. */
  holds?: { pattern: RegExp; reason: string }
}

/** A component inside another, as the parser found it. */
export interface Part {
  type: string
  name?: string | null | undefined
  ordered?: boolean | null
  attributes?: { type: string; name?: string; value?: unknown }[]
  value?: unknown
  children?: Part[]
}

export interface LessonComponent {
  /** What it is called on screen. */
  label: string
  /** The allowed attributes; all values are text. */
  attributes: Record<string, AttributeRule>
  /** Whether it must, or must not, have children. Anything is allowed by default. */
  children?: 'some' | 'none'
  /** The only parent that it may have; 'lesson' is the lesson itself, outside any component. */
  within?: string
  /** The only component that it may contain. */
  holdsOnly?: string
  /** Returns what is wrong with its parts and attributes, in a sentence for the author; null if nothing. */
  faultOf?: (parts: readonly Part[], given: ReadonlyMap<string, string>) => string | null
  render: (props: never) => ReactNode
}

type Props<A extends Record<string, AttributeRule>> = {
  [Name in keyof A]: A[Name] extends { isRequired: true } ? string : string | undefined
} & { children?: ReactNode }

/** Defines a component: its attributes, its rules, and its markup. */
export const component = <const A extends Record<string, AttributeRule>>(
  attributes: A,
  rules: Omit<LessonComponent, 'attributes' | 'render'>,
  render: (props: Props<A>) => ReactNode,
) => ({ ...rules, attributes, render: render as (props: never) => ReactNode }) satisfies LessonComponent as LessonComponent

/** Kinds of attributes, each with its label: any text, text that must be there, a name for what is stored, an amount, a mark, a size. */
export const text = (label: string) => ({ label })
export const needed = (label: string) => ({ label, isRequired: true }) as const
export const id = { label: '编号', isRequired: true, holds: { pattern: /^[a-z0-9-]+$/, reason: '只能用小写字母、数字和 -。' } } as const
export const amount = (label: string) => ({ label, holds: { pattern: /^\d{1,6}(\.\d{1,2})?$/, reason: '要写一个数，最多两位小数。' } })
export const bare = (label: string) => ({ label, holds: { pattern: /^$/, reason: '只写名字，后面不写 =。' } })
export const size = (label: string) => ({ label, holds: { pattern: /^\d{2,4}$/, reason: '要写一个整数。' } })

/** The name of a file of the course's folder. */
export const file = (endings: string, what: string) =>
  ({ pattern: new RegExp(`^[a-z0-9-]+\\.(${endings})$`), reason: `这个地址不能用，要写课程文件夹里的${what}。` }) as const

/** Returns an attribute of a part as it was written; undefined if it has none of this name. */
export const attributeOf = (part: Part, name: string) => part.attributes?.find((attribute) => attribute.name === name)
