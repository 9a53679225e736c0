// Tables of spells: what held, from when to when, and since when it is known.
import type { ReactNode } from 'react'
import { formatDay, formatMoment } from '#app/calendar.ts'
import { type Column, DataTable } from '#app/ui/data-table.tsx'
import { earliestDay } from '../spells.ts'

/** Something that held for some days, and from when until when it was believed. */
export interface ShownSpell {
  id: string
  from: string
  to: string | null
  knownAt: Date
  supersededAt: Date | null
}

/** What is no longer believed is struck out, but stays readable. */
export const Believed = ({ spell, children }: { spell: ShownSpell; children: ReactNode }) =>
  spell.supersededAt ? <s className="soft">{children}</s> : <>{children}</>

const spellColumns: Column<ShownSpell>[] = [
  {
    head: '从',
    kind: 'day',
    cell: (spell) => <Believed spell={spell}>{spell.from === earliestDay ? '最初' : formatDay(spell.from)}</Believed>,
  },
  { head: '到（不含）', kind: 'day', cell: (spell) => <Believed spell={spell}>{spell.to ? formatDay(spell.to) : '现在'}</Believed> },
  { head: '什么时候知道的', kind: 'day', cell: (spell) => formatMoment(spell.knownAt) },
  { head: '作废', cell: (spell) => spell.supersededAt && `${formatMoment(spell.supersededAt)} 更正` },
]

interface SpellTableProps<Spell extends ShownSpell> {
  caption: string
  rows: readonly Spell[]
  empty?: string
  /** Columns for what held; those for the days follow them. */
  columns: readonly Column<Spell>[]
}

export const SpellTable = <Spell extends ShownSpell>({ columns, ...table }: SpellTableProps<Spell>) => (
  <DataTable {...table} rowKey={({ id }) => id} columns={[...columns, ...spellColumns]} />
)

/** The residences of a household or person; nothing if they never changed. */
export const ResidenceTable = ({ rows }: { rows: readonly (ShownSpell & { place: string })[] }) =>
  rows.length > 0 && (
    <SpellTable
      caption="住址"
      rows={rows}
      columns={[{ head: '住在', cell: (spell) => <Believed spell={spell}>{spell.place}</Believed> }]}
    />
  )

/** A correction by hand: when, by whom, of what, and why. */
export const correctionColumns: Column<{ at: Date; by: string; says: string; reason: string }>[] = [
  { head: '时间', kind: 'day', cell: ({ at }) => formatMoment(at) },
  { head: '谁', cell: ({ by }) => by },
  { head: '更正为', cell: ({ says }) => says },
  { head: '原因', cell: ({ reason }) => reason },
]
