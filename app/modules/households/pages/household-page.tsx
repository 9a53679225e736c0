// One household: its places, members, registration and monitoring as spells, with what was believed when; and the forms that correct them.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import type { Place } from '#app/modules/regions/regions.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import type { HouseholdView } from '../types.ts'
import { monitoringLabels, statusLabels } from '../labels.ts'
import { Corrections } from './corrections.tsx'
import { Believed, correctionColumns, ResidenceTable, SpellTable } from './spell-columns.tsx'

interface HouseholdPageProps {
  viewer: Viewer
  household: HouseholdView
  /** The household's current place, and earlier ones. */
  place: string
  residences: readonly (HouseholdView['residences'][number] & { place: string })[]
  /** Link to the explanation whether the household is in the report; null if the viewer has no report that could contain it. */
  why: string | null
  /** The places that the viewer may choose for the household. */
  choices: readonly Place[]
  corrected: boolean
  refused: Refused | null
}

export function HouseholdPage({ viewer, household, place, residences, why, choices, corrected, refused }: HouseholdPageProps) {
  const { members, registrations, monitorings } = household
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.persons()}
      title={`户 ${household.number}`}
      trail={['household', household.id]}
      printed={{ place, period: null }}
      crumbs={[{ href: paths.persons(), label: '人员和户' }]}
      actions={
        why && (
          <ButtonLink kind="plain" href={why}>
            看这一户在不在报表内
          </ButtonLink>
        )
      }
    >
      <p>{place}</p>
      <ErrorSummary refused={refused?.refused} />
      {corrected && !refused && <Notice kind="good">已更正。以前的写法都留着；报表按现在知道的重新算。</Notice>}
      <ResidenceTable rows={residences} />
      <SpellTable
        caption="家庭成员"
        rows={members}
        empty="没有登记过成员。"
        columns={[
          { head: '姓名', cell: (member) => <a href={paths.person(member.personId)}>{member.name}</a> },
          { head: '与户主关系', cell: (member) => <Believed spell={member}>{member.relation}</Believed> },
        ]}
      />
      <SpellTable
        caption="建档立卡属性"
        rows={registrations}
        empty="没有登记过属性，按一般户计。"
        columns={[{ head: '属性', cell: (spell) => <Believed spell={spell}>{statusLabels[spell.status]}</Believed> }]}
      />
      <SpellTable
        caption="监测类型"
        rows={monitorings}
        empty="没有监测记录。2020 年以前没有这一项。"
        columns={[{ head: '类型', cell: (spell) => <Believed spell={spell}>{monitoringLabels[spell.kind]}</Believed> }]}
      />
      <DataTable caption="更正记录" rows={household.corrections} rowKey={({ id }) => id} empty="没有更正过。" columns={correctionColumns} />
      {household.canCorrect && <Corrections people={members} choices={choices} refused={refused} />}
    </DeskFrame>
  )
}
