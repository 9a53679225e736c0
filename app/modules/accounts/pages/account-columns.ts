// The list of accounts at the administrator's desk: its columns and filters.
import { type Role, roleLabels } from '#app/access/roles.ts'
import { toDay } from '#app/calendar.ts'
import { lookUp } from '#app/text/look-up.ts'
import type { ListDefinition } from '#app/ui/tables/table-query.ts'
import type { AccountLine } from '../account-list.server.ts'

const signInStates = { ready: '可登录', waiting: '等本人设密码', off: '已停用' } as const
const signInStateOf = ({ enabled, hasSecret }: Pick<AccountLine, 'enabled' | 'hasSecret'>): keyof typeof signInStates =>
  !enabled ? 'off' : hasSecret ? 'ready' : 'waiting'

/** Roles in one line: of many classes or places only how many. */
export function summariseRoles(grants: AccountLine['grants']): string[] {
  const byRole = new Map<Role, string[]>()
  for (const { role, label } of grants) byRole.set(role, [...(byRole.get(role) ?? []), label])
  return [...byRole].flatMap(([role, labels]) => (labels.length > 2 ? [`${roleLabels[role]}（${labels.length} 处）`] : labels))
}

export const accountList: ListDefinition<AccountLine> = {
  size: 100,
  columns: [
    { key: 'name', head: '姓名', kind: 'short', isName: true, value: ({ name }) => name },
    { key: 'phone', head: '手机号', kind: 'short', value: ({ phone }) => phone ?? '没有' },
    { key: 'roles', head: '角色', value: ({ grants }) => summariseRoles(grants).join('，') || '没有角色' },
    {
      key: 'state',
      head: '状态',
      kind: 'short',
      value: (account) => signInStates[signInStateOf(account)],
      order: (account) => Object.keys(signInStates).indexOf(signInStateOf(account)),
    },
    { key: 'last', head: '上次登录', kind: 'day', value: ({ lastSignIn }) => lastSignIn && toDay(lastSignIn) },
  ],
  filters: [
    { name: 'state', label: '状态', value: signInStateOf, labelOf: (state) => lookUp(signInStates, state) ?? state },
    {
      name: 'role',
      label: '角色',
      value: ({ grants }) => [...new Set(grants.map(({ role }) => role))],
      labelOf: (role) => lookUp(roleLabels, role) ?? role,
    },
  ],
}
