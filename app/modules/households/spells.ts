// What becomes of the believed spells when something is stated to hold from a day to a day.
import { isValidOn } from '#app/calendar.ts'

export interface Spell {
  from: string
  /** First day on which it no longer holds; null while it goes on. */
  to: string | null
}

/** The first day of what was always so: before anybody in the register lived. */
export const earliestDay = '1900-01-01'

export interface OverlayResult<S extends Spell> {
  /** Spells that are no longer believed. */
  superseded: S[]
  /** What remains of them before and after; each keeps all other values of the spell that it was cut from. */
  remains: { of: S; from: string; to: string | null }[]
  /** The range of the statement, joined with equal spells right before or after. */
  said: Spell
}

const isBefore = (one: string, other: string | null) => other === null || one < other
const laterEnd = (one: string | null, other: string | null) => (one === null || other === null ? null : one > other ? one : other)

/**
 * Overlays the believed spells with a statement, so that each day has one value. Returns null if all of it was believed already. `isSame`
 * tells whether a spell states the same.
 */
export function overlaySpells<S extends Spell>(
  believed: readonly S[],
  { from, to }: Spell,
  isSame: (spell: S) => boolean,
): OverlayResult<S> | null {
  if (believed.some((spell) => isSame(spell) && spell.from <= from && laterEnd(spell.to, to) === spell.to)) return null
  const said: Spell = { from, to }
  const superseded: S[] = []
  const remains: OverlayResult<S>['remains'] = []
  for (const spell of believed) {
    const meets = isBefore(spell.from, to) && isBefore(from, spell.to)
    const touches = spell.to === from || spell.from === to
    if (isSame(spell) && (meets || touches)) {
      superseded.push(spell)
      if (spell.from < said.from) said.from = spell.from
      said.to = laterEnd(said.to, spell.to)
    } else if (meets) {
      superseded.push(spell)
      if (spell.from < from) remains.push({ of: spell, from: spell.from, to: from })
      if (to !== null && isBefore(to, spell.to)) remains.push({ of: spell, from: to, to: spell.to })
    }
  }
  return { superseded, remains, said }
}

/** The result of a statement that something was so on a day. */
export type StatementResult<S extends Spell> =
  /** To be stated for these days, instead of what was believed of them, if anything was. */
  | (Spell & { instead: S | null })
  /** Not stated: what it would replace is known to have ended on a later day. */
  | { newerSince: string }

/**
 * Compares a statement about one day with what is believed: it says nothing of what begins or ended later. Returns null if it agrees with
 * what is believed of that day.
 */
export function applyStatement<S extends Spell>(
  believed: readonly S[],
  day: string,
  isSame: (spell: S) => boolean,
): StatementResult<S> | null {
  const instead = believed.find((spell) => isValidOn(spell, day)) ?? null
  if (instead && isSame(instead)) return null
  if (instead?.to) return { newerSince: instead.to }
  const next =
    believed
      .map(({ from }) => from)
      .filter((from) => from > day)
      .sort()[0] ?? null
  return { from: day, to: next, instead }
}
