// The administrator's desk for accounts: who may sign in, as what. A search is posted, so that no name is in a URL.
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay, toDay } from '#app/calendar.ts'
import { type PageLinks, toPositionQuery } from '#app/paging.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { usePrintedReach } from '#app/shell/printed.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DataTable, SearchPagination, SearchWorkbook } from '#app/ui/data-table.tsx'
import { Field } from '#app/ui/field.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import type { AccountLine } from '../account-list.server.ts'
import { accountList, summariseRoles } from './account-columns.ts'
import { AccountState } from './account-state.tsx'

interface AccountsPageProps {
  viewer: Viewer
  list: ListPart<AccountLine>
  /** What a search found; null while nothing is searched for. */
  found: { search: string; count: number; lines: readonly AccountLine[]; turns: PageLinks } | null
}

export function AccountsPage({ viewer, list, found }: AccountsPageProps) {
  const printed = usePrintedReach()
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.accounts()}
      title="账号"
      printed={found?.search ? null : printed}
      actions={
        <>
          <ButtonLink href={paths.accountImport()} kind="plain">
            从 Excel 导入
          </ButtonLink>
          <ButtonLink href={paths.newAccount()}>新建账号</ButtonLink>
        </>
      }
    >
      <PostForm action={paths.accounts()} className="filters" role="search" aria-label="找账号">
        <Field label="找账号" hint="姓名、拼音或首字母、手机号或后 4 位" name="search" type="search" defaultValue={found?.search} />
        <Button kind="plain">查找</Button>
        {found?.search && <a href={paths.accounts()}>看全部</a>}
      </PostForm>
      {found?.search ? (
        <FoundAccounts {...found} />
      ) : (
        <ListTable
          id="list"
          caption="账号（学员不在内）"
          unit="个"
          definition={accountList}
          part={list}
          rowKey={({ id }) => id}
          empty="还没有账号。"
          workbook={paths.accountsWorkbook()}
          cells={{ name: nameCell, state: stateCell, last: lastCell }}
        />
      )}
    </DeskFrame>
  )
}

const nameCell = ({ id, name }: AccountLine) => <a href={paths.accountAtDesk(id)}>{name}</a>
const stateCell = (account: AccountLine) => <AccountState account={account} />
const lastCell = ({ lastSignIn }: AccountLine) => (lastSignIn ? formatDay(toDay(lastSignIn)) : '没有记录')

/** What a search found, which no address can sort or filter: it would have to say what was searched for. */
const FoundAccounts = ({ search, count, lines, turns }: NonNullable<AccountsPageProps['found']>) => (
  <>
    <DataTable
      caption={`找到 ${count} 个账号`}
      rows={lines}
      rowKey={({ id }) => id}
      empty="没有找到。请换姓名、拼音、手机号或后 4 位再找。"
      columns={[
        { head: '姓名', kind: 'short', cell: nameCell },
        { head: '手机号', kind: 'short', cell: ({ phone }) => phone ?? '没有' },
        { head: '角色', cell: ({ grants }) => summariseRoles(grants).join('，') || '没有角色' },
        { head: '状态', kind: 'short', cell: stateCell },
        { head: '上次登录', kind: 'day', cell: lastCell },
      ]}
    />
    <SearchPagination turns={turns} search={search} tail={toPositionQuery} />
    {count > 0 && <SearchWorkbook address={paths.accountsWorkbook()} search={search} />}
  </>
)
