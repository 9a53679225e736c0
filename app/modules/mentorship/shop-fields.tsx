// The fields of a shop's form, for its owner's phone and the coordinator's desk alike.
import { Field, SelectField } from '#app/ui/field.tsx'
import { categories, lineage } from './categories.ts'
import { handlings, platforms, salesBands, skills } from './shop.ts'

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

type Entered = Record<string, string> | undefined

interface Several {
  legend: string
  name: string
  options: readonly (readonly [code: string, words: string])[]
  chosen: readonly string[]
  errors?: readonly string[]
}

/** Several of a list, as boxes to tick. */
function SeveralOf({ legend, name, options, chosen, errors = [] }: Several) {
  return (
    <fieldset className="several" id={`field-${name}`}>
      <legend>{legend}</legend>
      {options.map(([code, words]) => (
        <label key={code}>
          <input type="checkbox" name={name} value={code} defaultChecked={chosen.includes(code)} /> {words}
        </label>
      ))}
      {errors.length > 0 && <span className="field-error">{errors.join(' ')}</span>}
    </fieldset>
  )
}

const leaves = categories.filter(({ code }) => !categories.some((other) => other.code.startsWith(`${code}.`)))
/** The tree as a list, each with what it lies under. */
const categoryOptions = leaves.map(({ code, name }): [string, string] => [code, lineage(code).length > 1 ? name : `${name}（全部）`])
/** A shop may also stand for a whole branch; then that is offered too. */
const optionsWith = (chosen: readonly string[]) => [...categoryOptions, ...categories.filter(({ code }) => chosen.includes(code) && !leaves.some((leaf) => leaf.code === code)).map(({ code, name }): [string, string] => [code, `${name}（全部）`])]

interface ShopFieldsProps {
  shop: ShopFacts
  places: readonly { code: string; name: string }[]
  /** What was entered and refused comes back; lists come back as they were saved. */
  entered?: Entered
  errors?: Record<string, string[]>
}

export function ShopFields({ shop, places, entered, errors }: ShopFieldsProps) {
  const number = (name: keyof ShopFacts & string, label: string, hint?: string) => (
    <Field label={label} hint={hint} name={name} inputMode="numeric" defaultValue={entered?.[name] ?? (shop[name] as number | null) ?? ''} errors={errors?.[name]} />
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
      <SeveralOf legend="在哪些平台卖" name="platforms" options={Object.entries(platforms)} chosen={shop.platforms} errors={errors?.platforms} />
      <SeveralOf legend="卖什么" name="categories" options={optionsWith(shop.categories)} chosen={shop.categories} errors={errors?.categories} />
      <SelectField label="一年大约卖多少" name="band" defaultValue={entered?.band ?? shop.band} errors={errors?.band}>
        {salesBands.map((words, band) => (
          <option key={words} value={band}>
            {words}
          </option>
        ))}
      </SelectField>
      {number('staff', '店里几个人')}
      {shop.side === 'west' ? (
        <>
          {number('registeredStaff', '其中建档立卡户几个人', '只填人数，不填名字；对面的店看不到')}
          {number('startingSales', '帮扶以前，一个月卖多少元')}
          {number('startingOrders', '帮扶以前，一个月几单')}
          <SeveralOf legend="想学什么" name="needs" options={Object.entries(skills)} chosen={shop.needs} errors={errors?.needs} />
          <SeveralOf legend="要发什么样的货" name="ships" options={Object.entries(handlings)} chosen={shop.ships} errors={errors?.ships} />
        </>
      ) : (
        <>
          {number('willHelp', '愿意帮几家店', '现在不方便就填 0')}
          <SeveralOf legend="会教什么" name="teaches" options={Object.entries(skills)} chosen={shop.teaches} errors={errors?.teaches} />
          <SeveralOf legend="发过什么样的货" name="handles" options={Object.entries(handlings)} chosen={shop.handles} errors={errors?.handles} />
          <SeveralOf legend="想从西部采购什么" name="buys" options={optionsWith(shop.buys)} chosen={shop.buys} errors={errors?.buys} />
        </>
      )}
    </>
  )
}
