// What the search found, by kind, each with what it was found by.
import type { ReactNode } from 'react'
import type { Viewer } from '#app/access/viewer.ts'
import { hasDuty } from '#app/access/viewer.ts'
import { formatDay } from '#app/calendar.ts'
import { certificateStateLabels } from '#app/modules/certificates/labels.ts'
import { tierLabels } from '#app/modules/courses/tiers.ts'
import { cohortStateLabels } from '#app/modules/cohorts/states.ts'
import { sexLabels, statusLabels } from '#app/modules/households/labels.ts'
import { formatPairingState } from '#app/modules/pairings/pairing-labels.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Empty, Notice } from '#app/ui/notice.tsx'
import type { DeskSearch } from '../search.server.ts'

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
  const { people, households, cohorts, courses, certificates, shops, pairings, waiting } = found
  const count = [people, households, cohorts, courses, certificates, shops, pairings].reduce((sum, { rows }) => sum + rows.length, 0)
  return (
    <DeskFrame viewer={viewer} at="" title={search ? `找“${search}”` : '查找'} searched={search}>
      {refused && <Notice kind="bad">{refused}</Notice>}
      {search && !refused && count === 0 && <Empty>没有找到“{search}”。</Empty>}
      {(!search || count === 0) && <WhatToType viewer={viewer} />}
      {waiting > 0 && <Notice kind="warn">查找用的目录还在整理，还有 {waiting} 人没有编进去。现在没有找到的人，过一会儿再查。</Notice>}
      <Results label="人员" found={people} href={({ id }) => paths.person(id)} name={({ name }) => name}>
        {(person) => [
          sexLabels[person.sex],
          `${person.birthYear}年生`,
          places[person.regionCode],
          person.householdNumber ? `户 ${person.householdNumber}` : '没有登记户',
        ]}
      </Results>
      <Results label="户" found={households} href={({ id }) => paths.household(id)} name={({ number }) => `户 ${number}`}>
        {(household) => [
          household.head ? `户主 ${household.head}` : '没有登记户主',
          `${household.members} 人`,
          places[household.regionCode],
          household.status ? statusLabels[household.status] : '没有登记属性',
        ]}
      </Results>
      <Results label="培训班" found={cohorts} href={({ id }) => paths.cohort(id)} name={({ number, name }) => `第 ${number} 期 ${name}`}>
        {(cohort) => [`${formatDay(cohort.startsOn)}起`, cohortStateLabels[cohort.state] ?? cohort.state]}
      </Results>
      <Results label="课程" found={courses} href={({ slug }) => paths.studioCourse(slug)} name={({ title }) => title}>
        {(course) => [tierLabels[course.tier]]}
      </Results>
      <Results label="证书" found={certificates} href={({ id }) => paths.certificate(id)} name={({ number }) => number}>
        {(certificate) => [
          certificate.name,
          formatDay(certificate.issuedOn),
          certificateStateLabels[certificate.state] ?? certificate.state,
        ]}
      </Results>
      <Results label="网店" found={shops} href={({ id }) => paths.shop(id)} name={({ name }) => name}>
        {(shop) => [shop.side === 'west' ? '西部网店' : '东部网店', places[shop.regionCode]]}
      </Results>
      <Results
        label="结对"
        found={pairings}
        href={({ id }) => paths.pairingAtDesk(id)}
        name={({ west, east }) => `${west.name} × ${east.name}`}
      >
        {(pairing) => [formatPairingState(pairing.state)]}
      </Results>
    </DeskFrame>
  )
}

interface ResultsProps<Row> {
  label: string
  found: { rows: readonly Row[]; isAll: boolean }
  href: (row: Row) => string
  name: (row: Row) => string
  /** What tells the row apart from others of the same name. */
  children: (row: Row) => readonly (string | undefined)[]
}

/** The results of one kind; nothing if there are none. */
function Results<Row extends { id: string; why: readonly string[] }>({
  label,
  found: { rows, isAll },
  href,
  name,
  children,
}: ResultsProps<Row>): ReactNode {
  if (rows.length === 0) return null
  return (
    <section className="found">
      <h2>
        {label}（{isAll ? rows.length : `前 ${rows.length}`}）
      </h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <a href={href(row)}>{name(row)}</a>
            <span>{children(row).filter(Boolean).join(' · ')}</span>
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
      {hasDuty(viewer, 'cohorts.see') && <li>培训班：期数（3、第 3 期）或班名</li>}
      {hasDuty(viewer, 'courses.write') && <li>课程：课程名里的几个字</li>}
      {hasDuty(viewer, 'certificates.see') && <li>证书：证书编号，或它的前几位</li>}
      {hasDuty(viewer, 'pairings.see') && <li>网店和结对：店名里的几个字</li>}
    </ul>
  </section>
)
