// Saying what holds from a day to a day, over what was believed before.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { overlaySpells, type Spell, applyStatement } from '#app/modules/households/spells.ts'

interface Said extends Spell {
  value: string
}

const dayOf = (n: number) => new Date(Date.UTC(2019, 0, 1) + n * 86_400_000).toISOString().slice(0, 10)
const days = Array.from({ length: 40 }, (_, n) => dayOf(n))
const holds = ({ from, to }: Spell, day: string) => from <= day && (to === null || to > day)

function say(believed: Said[], said: Said): Said[] {
  const change = overlaySpells(believed, said, (spell) => spell.value === said.value)
  if (!change) return believed
  return [
    ...believed.filter((spell) => !change.superseded.includes(spell)),
    ...change.remains.map(({ of, ...days }) => ({ ...of, ...days })),
    { value: said.value, ...change.said },
  ]
}

const said = fc
  .record({
    from: fc.nat({ max: 35 }),
    length: fc.option(fc.integer({ min: 1, max: 20 })),
    value: fc.constantFrom('registered', 'lifted', 'none'),
  })
  .map(({ from, length, value }): Said => ({ from: dayOf(from), to: length === null ? null : dayOf(from + length), value }))

test('whatever is said in whatever order, each day has what was said last for it, in as few spells as can be', () => {
  fc.assert(
    fc.property(fc.array(said, { maxLength: 12 }), (all) => {
      const believed = all.reduce(say, [])
      const last = days.map((day) => all.findLast((one) => holds(one, day))?.value)
      expect(days.map((day) => believed.filter((spell) => holds(spell, day)).map(({ value }) => value))).toEqual(
        last.map((value) => (value === undefined ? [] : [value])),
      )
      for (const spell of believed) expect(believed.some((other) => other.value === spell.value && other.from === spell.to)).toBe(false)
    }),
  )
})

test('what is believed already is no change', () => {
  const believed: Said[] = [
    { from: '2019-01-01', to: '2019-03-01', value: 'registered' },
    { from: '2019-03-01', to: null, value: 'lifted' },
  ]
  const isSame = (value: string) => (spell: Said) => spell.value === value
  expect(overlaySpells(believed, { from: '2019-01-01', to: '2019-03-01' }, isSame('registered'))).toBeNull()
  expect(overlaySpells(believed, { from: '2019-01-05', to: '2019-02-01' }, isSame('registered'))).toBeNull()
  expect(overlaySpells(believed, { from: '2019-04-01', to: null }, isSame('lifted'))).toBeNull()
  expect(overlaySpells(believed, { from: '2019-01-05', to: null }, isSame('registered'))).not.toBeNull()
})

test('a statement about a day is believed of that day unless what it would replace has ended since, and changes nothing of before, nor of what began later', () => {
  fc.assert(
    fc.property(fc.array(said, { maxLength: 8 }), said, (all, { from: day, value }) => {
      const believed = all.reduce(say, [])
      const on = (spells: Said[], one: string) => spells.find((spell) => holds(spell, one))?.value
      const comes = applyStatement(believed, day, (spell) => spell.value === value)
      if (comes === null) return void expect(on(believed, day)).toBe(value)
      if ('newerSince' in comes) return void expect(on(believed, comes.newerSince) ?? null).not.toBe(on(believed, day))
      const after = say(believed, { from: comes.from, to: comes.to, value })
      expect(on(after, day)).toBe(value)
      const beganLater = (one: string) => believed.some((spell) => spell.from > day && spell.from <= one)
      for (const one of days.filter((one) => one < day || beganLater(one))) expect(on(after, one)).toBe(on(believed, one))
    }),
  )
})

/** Those of the spells that are made here, and one after them all. */
const allDays = Array.from({ length: 60 }, (_, n) => dayOf(n))

test('what neither shares a day with what is said nor says the same right beside it is left as it is', () => {
  fc.assert(
    fc.property(fc.array(said, { maxLength: 8 }), said, (all, next) => {
      const believed = all.reduce(say, [])
      const change = overlaySpells(believed, next, ({ value }) => value === next.value)
      for (const spell of change?.superseded ?? []) {
        const sharesADay = allDays.some((day) => holds(spell, day) && holds(next, day))
        const isBeside = spell.value === next.value && (spell.to === next.from || spell.from === next.to)
        expect(sharesADay || isBeside).toBe(true)
      }
    }),
  )
})

test('a statement about a day agrees with what is believed, gives way to what ended since, or says for how long and instead of what', () => {
  const [first, second, third]: Said[] = [
    { from: '2019-01-01', to: '2019-02-01', value: 'none' },
    { from: '2019-03-01', to: '2019-04-01', value: 'registered' },
    { from: '2019-04-01', to: null, value: 'lifted' },
  ]
  const on = (day: string, value: string) => applyStatement([third!, first!, second!], day, (spell) => spell.value === value)
  expect([on('2019-01-01', 'none'), on('2019-04-01', 'lifted')]).toEqual([null, null])
  expect([on('2019-01-31', 'lifted'), on('2019-03-31', 'none')]).toEqual([{ newerSince: '2019-02-01' }, { newerSince: '2019-04-01' }])
  expect(on('2018-06-01', 'none')).toEqual({ from: '2018-06-01', to: '2019-01-01', instead: null })
  expect(on('2019-02-01', 'none')).toEqual({ from: '2019-02-01', to: '2019-03-01', instead: null })
  expect(on('2019-04-01', 'none')).toEqual({ from: '2019-04-01', to: null, instead: third })
  expect(on('2019-06-01', 'none')).toEqual({ from: '2019-06-01', to: null, instead: third })
})
