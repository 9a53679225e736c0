// What the search found, by kind, each with what it was found by.
import type { ReactNode } from 'react'
import type { Viewer } from '#app/access/viewer.ts'
import { hasDuty } from '#app/access/viewer.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { SearchWorkbook } from '#app/ui/data-table.tsx'
import { Empty, Notice } from '#app/ui/notice.tsx'
import { type FoundKind, type FoundOf, foundKinds } from '../found-kinds.ts'
import { FoundPassages } from './found-passages.tsx'
import type { DeskSearch } from '../found.ts'

interface SearchPageProps {
  viewer: Viewer
  /** The search text; empty if nothing was searched yet. */
  search: string
  found: DeskSearch
  /** The places of the people, households and shops found, by code. */
  places: Record<string, string>
  /** Why the search was refused, if it was. */
  refused?: string | null
}

export function SearchPage({ viewer, search, found, places, refused = null }: SearchPageProps) {
  const { people, households, trainees, cohorts, courses, passages, certificates, shops, pairings, waiting } = found
  const count = [people, households, trainees, cohorts, courses, passages, certificates, shops, pairings].reduce(
    (sum, { rows }) => sum + rows.length,
    0,
  )
  return (
    <DeskFrame viewer={viewer} at="" title={search ? `找“${search}”` : '查找'} searched={search}>
      {refused && <Notice kind="bad">{refused}</Notice>}
      {search && !refused && count === 0 && <Empty>没有找到“{search}”。</Empty>}
      {(!search || count === 0) && <WhatToType viewer={viewer} />}
      {waiting > 0 && <Notice kind="warn">查找用的目录还在整理，还有 {waiting} 人没有编进去。现在没有找到的人，过一会儿再查。</Notice>}
      <Results kind="people" found={people} places={places} href={({ id }) => paths.person(id)} />
      <Results kind="households" found={households} places={places} href={({ id }) => paths.household(id)} />
      <Results kind="trainees" found={trainees} places={places} href={({ cohort }) => paths.cohortPart(cohort.id, 'trainees')} />
      <Results kind="cohorts" found={cohorts} places={places} href={({ id }) => paths.cohort(id)} />
      <Results kind="courses" found={courses} places={places} href={({ slug }) => paths.studioCourse(slug)} />
      <FoundPassages viewer={viewer} found={passages} />
      <Results kind="certificates" found={certificates} places={places} href={({ id }) => paths.certificate(id)} />
      <Results kind="shops" found={shops} places={places} href={({ id }) => paths.shop(id)} />
      <Results kind="pairings" found={pairings} places={places} href={({ id }) => paths.pairingAtDesk(id)} />
      {count > 0 && <SearchWorkbook address={paths.searchWorkbook()} search={search} />}
    </DeskFrame>
  )
}

interface ResultsProps<Kind extends FoundKind> {
  kind: Kind
  found: { rows: readonly FoundOf<Kind>[]; isAll: boolean }
  places: Record<string, string>
  href: (row: FoundOf<Kind>) => string
}

/** The results of one kind, each with what tells it apart from others of the same name; nothing if there are none. */
function Results<Kind extends FoundKind>({ kind, found: { rows, isAll }, places, href }: ResultsProps<Kind>): ReactNode {
  if (rows.length === 0) return null
  const { label, columns } = foundKinds[kind]
  const say = ({ value, shown }: (typeof columns)[number], row: FoundOf<Kind>) => shown?.(row) ?? value(row, places)
  const [name, ...about] = columns
  return (
    <section className="found">
      <h2>
        {label}（{isAll ? rows.length : `前 ${rows.length}`}）
      </h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <a href={href(row)}>{name && say(name, row)}</a>
            <span>{about.flatMap((column) => say(column, row) || []).join(' · ')}</span>
            <span className="why">{row.why.join('、')}</span>
          </li>
        ))}
      </ul>
      {!isAll && <p className="soft">还有更多，请写得更细。</p>}
    </section>
  )
}

const WhatToType = ({ viewer }: { viewer: Viewer }) => (
  <section>
    <h2>可以这样找</h2>
    <ul>
      {hasDuty(viewer, 'households.see') && (
        <>
          <li>人：姓名（一两个字也行）、拼音（tan、tanguilan）、首字母（tgl）、村名或乡镇名</li>
          <li>人：手机号写全，或写后四位、中间四位、后八位、前七位；身份证号写全，或写后四位</li>
          <li>户：户编号（一部分也行）、户主姓名</li>
        </>
      )}
      {hasDuty(viewer, 'learning.answer') && !hasDuty(viewer, 'households.see') && (
        <li>您班上的学员：姓名（一两个字也行）、拼音（tan、tanguilan）、首字母（tgl）</li>
      )}
      {hasDuty(viewer, 'cohorts.see') && <li>培训班：期数（3、第 3 期）或班名</li>}
      {hasDuty(viewer, 'courses.write') && <li>课程：课程名里的几个字；课文和试题里的两个字，或小节、题目的拼音首字母（大雨写 dy）</li>}
      {hasDuty(viewer, 'certificates.see') && <li>证书：证书编号，或它的前几位</li>}
      {hasDuty(viewer, 'pairings.see') && (
        <li>网店和结对：店名里的几个字；网店还可以写店名的拼音或首字母、店主的手机号（写全）、网店编号（至少后 6 位）</li>
      )}
    </ul>
  </section>
)
