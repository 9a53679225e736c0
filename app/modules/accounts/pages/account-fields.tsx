// What forms of accounts have in common: a role, and what it holds for.
import { type Role, roles, roleScopes } from '#app/access/roles.ts'
import type { Refused } from '#app/http/refused.ts'
import { SelectField } from '#app/ui/field.tsx'

export interface RoleChoices {
  places: readonly { code: string; name: string }[]
  cohorts: readonly { id: string; name: string }[]
}

/** Roles that an administrator gives; trainees get theirs with their class. */
export const givenRoles = roles.filter((role) => role !== 'trainee')

/** What each role is for, beside its name. */
export const roleHints: Partial<Record<Role, string>> = {
  administrator: '管账号、证书和全部数据',
  coordinator: '登记网店、办结对',
  official: '看报表和明细',
  townshipOfficer: '导花名册、记考勤、发登录条',
  instructor: '管自己的班、考试和成绩',
  mentor: '东部店主，用手机',
  shopOwner: '西部店主，用手机',
}

interface RoleScopeFieldProps extends RoleChoices {
  role: Role
  refused: Refused | null
}

/** The region or the class that the role holds for; nothing for roles without either. */
export function RoleScopeField({ role, places, cohorts, refused }: RoleScopeFieldProps) {
  const [kind] = roleScopes[role]
  const given = (name: string) => ({
    name,
    defaultValue: refused?.entered[name],
    errors: refused?.refused.fields[name],
  })
  if (kind === 'region')
    return (
      <SelectField label={role === 'townshipOfficer' ? '负责哪个乡镇' : '负责哪里'} {...given('region')} required>
        <option value="">请选</option>
        {places.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
    )
  if (kind === 'cohort')
    return (
      <SelectField label="教哪个班" hint="还没有班可以不选：建班时再选这位讲师" {...given('cohort')}>
        <option value="">还没有班</option>
        {cohorts.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
    )
  return null
}
