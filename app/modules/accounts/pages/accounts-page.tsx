// The administrator's desk for accounts: who may sign in, as what. A search is posted, so that no name is in a URL.
import type { Viewer } from '#app/access/viewer.ts'
import { type Role, roleLabels } from '#app/access/roles.ts'
import { formatDay, toDay } from '#app/calendar.ts'
import type { PageLinks } from '#app/paging.ts'
import { toPositionQuery } from '#app/paging.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DataTable, Pagination, SearchPagination } from '#app/ui/data-table.tsx'
import { Field } from '#app/ui/field.tsx'
import type { AccountLine } from '../account-list.server.ts'
import { AccountState } from './account-state.tsx'

interface AccountsPageProps {
  viewer: Viewer
  search: string
  count: number
  lines: readonly AccountLine[]
  turns: PageLinks
}

export function AccountsPage({ viewer, search, count, lines, turns }: AccountsPageProps) {
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.accounts()}
      title="账号"
      actions={
        <>
          <ButtonLink href={paths.accountImport()} kind="plain">
            从 Excel 导入
          </ButtonLink>
          <ButtonLink href={paths.newAccount()}>新建账号</ButtonLink>
        </>
      }
    >
      <form method="post" className="filters" role="search" aria-label="找账号">
        <Field label="找账号" hint="姓名、拼音或首字母、手机号或后 4 位" name="search" type="search" defaultValue={search} />
        <Button kind="plain">查找</Button>
        {search && <a href={paths.accounts()}>看全部</a>}
      </form>
      <DataTable
        caption={search ? `找到 ${count} 个账号` : `账号（${count}），学员不在内`}
        rows={lines}
        rowKey={({ id }) => id}
        empty={search ? '没有找到。请换姓名、拼音、手机号或后 4 位再找。' : '还没有账号。'}
        columns={[
          { head: '姓名', kind: 'short', cell: ({ id, name }) => <a href={paths.accountAtDesk(id)}>{name}</a> },
          { head: '手机号', kind: 'short', cell: ({ phone }) => phone ?? '没有' },
          { head: '角色', cell: ({ grants }) => summariseRoles(grants).join('，') || '没有角色' },
          { head: '状态', kind: 'short', cell: (account) => <AccountState account={account} /> },
          { head: '上次登录', kind: 'day', cell: ({ lastSignIn }) => (lastSignIn ? formatDay(toDay(lastSignIn)) : '没有记录') },
        ]}
      />
      {search ? (
        <SearchPagination turns={turns} search={search} tail={toPositionQuery} />
      ) : (
        <Pagination turns={turns} href={(position) => `?${new URLSearchParams(toPositionQuery(position)).toString()}`} />
      )}
    </DeskFrame>
  )
}

/** Roles in one line: of many classes or places only how many. */
export function summariseRoles(grants: AccountLine['grants']): string[] {
  const byRole = new Map<Role, string[]>()
  for (const { role, label } of grants) byRole.set(role, [...(byRole.get(role) ?? []), label])
  return [...byRole].flatMap(([role, labels]) => (labels.length > 2 ? [`${roleLabels[role]}（${labels.length} 处）`] : labels))
}
