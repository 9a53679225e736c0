// The fields of a shop's form, shared by the owner's phone and the coordinator's desk.
import { Fragment } from 'react'
import { Field, SelectField } from '#app/ui/field.tsx'
import { useProgramme } from '#app/shell/programme-context.ts'
import { categories, type Category, listGoods, listAncestors, isDescendantOf } from '../categories.ts'
import { shopLabels } from '../figure-labels.ts'
import { handlings, platforms, salesBands, shippingOf, skills } from '../shop.ts'

export interface ShopFacts {
  side: 'west' | 'east'
  name: string
  regionCode: string
  platforms: string[]
  categories: string[]
  band: number
  staff: number
  registeredStaff: number | null
  startingSales: number | null
  startingOrders: number | null
  needs: string[]
  ships: string[]
  willHelp: number
  teaches: string[]
  handles: string[]
  buys: string[]
}

interface Options {
  heading?: string
  options: readonly (readonly [code: string, words: string])[]
}

interface MultiChoiceProps {
  legend: string
  name: string
  groups: readonly Options[]
  chosen: readonly string[]
  errors?: readonly string[] | undefined
}

/** Checkboxes for several values of a list. */
function MultiChoice({ legend, name, groups, chosen, errors = [] }: MultiChoiceProps) {
  return (
    <fieldset className="several" id={`field-${name}`} aria-describedby={errors.length > 0 ? `field-${name}-error` : undefined}>
      <legend>{legend}</legend>
      {groups.map(({ heading, options }) => (
        <Fragment key={heading ?? name}>
          {heading && <strong>{heading}</strong>}
          {options.map(([code, words]) => (
            <label key={code}>
              <input type="checkbox" name={name} value={code} defaultChecked={chosen.includes(code)} /> {words}
            </label>
          ))}
        </Fragment>
      ))}
      {errors.length > 0 && (
        <span className="field-error" id={`field-${name}-error`}>
          {errors.join(' ')}
        </span>
      )}
    </fieldset>
  )
}

const among = (words: Record<string, string>): Options[] => [{ options: Object.entries(words) }]

const isLeaf = (code: string) => !categories.some((other) => other.code.startsWith(`${code}.`))
/** Returns the tree by branches. If a shop has a whole branch as its category, that is offered too. */
const treeWith = (goods: readonly Category[], chosen: readonly string[]): Options[] =>
  goods
    .filter(({ code }) => listAncestors(code).length === 1)
    .map(({ code: branch, name: heading }) => ({
      heading,
      options: goods
        .filter(({ code }) => isDescendantOf(code, branch) && (isLeaf(code) || chosen.includes(code)))
        .map(({ code, name }) => [code, isLeaf(code) ? name : `${name}（全部）`] as const),
    }))

interface ShopFieldsProps {
  shop: ShopFacts
  places: readonly { code: string; name: string }[]
  /** Refused values are shown again, including ticked boxes. */
  entered?: Record<string, string> | undefined
  ticked?: Record<string, string[]> | undefined
  errors?: Record<string, string[]> | undefined
}

type SeveralName = 'platforms' | 'categories' | 'needs' | 'ships' | 'teaches' | 'handles' | 'buys'

export function ShopFields({ shop, places, entered, ticked, errors }: ShopFieldsProps) {
  const goods = listGoods(useProgramme())
  // No box ticked is an answer too: once something was entered, the saved values no longer count.
  const several = (legend: string, name: SeveralName, groupsWith: (chosen: readonly string[]) => Options[]) => {
    const saved = name === 'ships' || name === 'handles' ? shippingOf(shop) : shop[name]
    const chosen = ticked ? (ticked[name] ?? []) : saved
    return <MultiChoice legend={legend} name={name} groups={groupsWith([...saved, ...chosen])} chosen={chosen} errors={errors?.[name]} />
  }
  const number = (name: keyof typeof shopLabels, hint?: string) => (
    <Field
      label={shopLabels[name]}
      hint={hint}
      name={name}
      inputMode="numeric"
      defaultValue={entered?.[name] ?? shop[name] ?? ''}
      errors={errors?.[name]}
    />
  )
  return (
    <>
      <Field label="店名" name="name" required defaultValue={entered?.name ?? shop.name} errors={errors?.name} />
      <SelectField label="在哪里" name="regionCode" defaultValue={entered?.regionCode ?? shop.regionCode} errors={errors?.regionCode}>
        {places.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      {several('在哪些平台卖', 'platforms', () => among(platforms))}
      {several('卖什么', 'categories', (chosen) => treeWith(goods, chosen))}
      <SelectField label="一年大约卖多少" name="band" defaultValue={entered?.band ?? shop.band} errors={errors?.band}>
        {salesBands.map((words, band) => (
          <option key={words} value={band}>
            {words}
          </option>
        ))}
      </SelectField>
      {number('staff')}
      {shop.side === 'west' ? (
        <>
          {number('registeredStaff', '只填人数，不填名字；对面的店看不到')}
          {number('startingSales')}
          {number('startingOrders')}
          {several('想学什么', 'needs', () => among(skills))}
          {several('要发什么样的货', 'ships', () => among(handlings))}
        </>
      ) : (
        <>
          {number('willHelp', '现在不方便就填 0')}
          {several('会教什么', 'teaches', () => among(skills))}
          {several('发过什么样的货', 'handles', () => among(handlings))}
          {several('想从西部采购什么', 'buys', (chosen) => treeWith(goods, chosen))}
        </>
      )}
    </>
  )
}
