// What an action ends, and for whom, before it is done: the body of a page of its own.
import type { ReactNode } from 'react'
import { Button, ButtonLink } from './button.tsx'
import { Notice } from './notice.tsx'
import { PostForm } from './forms/post-form.tsx'

/** People or things that the action changes in one way. */
export interface TouchedGroup {
  /** What becomes of them: “会记为未结业”. */
  outcome: string
  /** Names of some or all of them. */
  names: readonly string[]
  total: number
  /** The word to count them with: 人, 对, 张. */
  unit: string
}

/** More names than this are counted only. */
const maxNames = 20
/** What is longer is not only a name. */
const longestName = 16

interface ConsequencesProps {
  touched: readonly TouchedGroup[]
  /** What should have happened before, in sentences; the action is possible all the same. */
  missing?: readonly string[]
  /** What it means for them, in sentences: what is kept, what ends. */
  means?: readonly string[]
  /** Whether and how it can be undone, in a sentence. */
  undo: string
  /** What the button does: “结业”; null if it is not possible now, for what `missing` says. */
  action: string | null
  /** Where one goes who does not do it. */
  back: string
  /** The form's hidden fields, and what must be entered: a reason. */
  children?: ReactNode
}

/** Posts to the page's own address. */
export function Consequences({ touched, missing = [], means = [], undo, action, back, children }: ConsequencesProps) {
  return (
    <PostForm className="consequences">
      <WhatItDoes touched={touched} missing={missing} />
      {means.length > 0 && (
        <ul>
          {means.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {action !== null && <p>{undo}</p>}
      {action !== null && children}
      <div className="row">
        {action !== null && <Button kind="danger">{action}</Button>}
        <ButtonLink kind="plain" href={back}>
          {action === null ? '回去' : '不做，回去'}
        </ButtonLink>
      </div>
    </PostForm>
  )
}

/** Whom it touches and what is missing, at a desk as on a phone. */
export const WhatItDoes = ({ touched, missing = [] }: Pick<ConsequencesProps, 'touched' | 'missing'>) => (
  <>
    {missing.length > 0 && (
      <Notice kind="warn">
        <ul>
          {missing.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Notice>
    )}
    {touched.map(({ outcome, names, total, unit }) => (
      <section key={outcome}>
        <h2>
          {outcome}：{total} {unit}
        </h2>
        <Names {...{ names, total, unit }} />
      </section>
    ))}
  </>
)

/** Names in a sentence; what is longer than a name, such as a pairing with its reason, on a line each. */
function Names({ names, total, unit }: Omit<TouchedGroup, 'outcome'>) {
  if (names.length === 0) return null
  if (names.every((name) => name.length <= longestName)) return <p>{formatNames(names, total, unit)}</p>
  return (
    <ul>
      {names.slice(0, maxNames).map((name) => (
        <li key={name}>{name}</li>
      ))}
      {total > Math.min(names.length, maxNames) && <li>{`……共 ${total} ${unit}`}</li>}
    </ul>
  )
}

/** Lists names; of many only the first ones, with the number of all. */
function formatNames(names: readonly string[], total: number, unit: string): string {
  const shown = names.slice(0, maxNames)
  return total > shown.length ? `${shown.join('、')}……共 ${total} ${unit}` : shown.join('、')
}
