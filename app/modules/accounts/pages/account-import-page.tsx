// Accounts from Excel: upload, preview, create; the links of all on one sheet, the refused rows to download.
import type { Viewer } from '#app/access/viewer.ts'
import { chooseAgainMessage } from '#app/ui/choose-again.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { AddressWarning, type UselessAddress } from '#app/ui/address-warning.tsx'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field } from '#app/ui/field.tsx'
import { AlreadySubmitted, IdempotencyField } from '#app/ui/idempotency.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { maxListedAccounts } from '../imports/account-import-form.ts'
import type { ValidatedAccount } from '../imports/account-imports.server.ts'
import { PrintedSlips, type PrintedSlip } from './printed-slips.tsx'

type ShownRow = Omit<ValidatedAccount, 'user'>

interface AccountImportPageProps {
  viewer: Viewer
  press: string
  address: UselessAddress | null
  isRepeated: boolean
  preview: { validated: readonly ShownRow[]; unread: readonly string[] } | null
  created: { slips: readonly PrintedSlip[]; left: readonly ShownRow[] } | null
  refused: Refused | null
}

export function AccountImportPage({ viewer, press, address, isRepeated, preview, created, refused }: AccountImportPageProps) {
  return (
    <DeskFrame viewer={viewer} at={paths.accounts()} title="从 Excel 建账号" crumbs={[{ href: paths.accounts(), label: '账号' }]}>
      <ErrorSummary refused={refused?.refused} />
      <AddressWarning address={address} what="一次性链接和二维码" />
      {isRepeated ? (
        <AlreadySubmitted what="这一批账号" back={paths.accounts()} />
      ) : created ? (
        <Created {...created} />
      ) : preview ? (
        <Preview press={press} {...preview} />
      ) : (
        <Upload refused={refused} />
      )}
    </DeskFrame>
  )
}

const Upload = ({ refused }: { refused: Refused | null }) => (
  <>
    <p>
      表里要有四列：<strong>姓名</strong>、<strong>手机号</strong>、<strong>角色</strong>（乡镇专干、人社干部、讲师、结对协调员）、
      <strong>地区或培训班</strong>（专干写乡镇，讲师写第几期或者空着）。一次最多 {maxListedAccounts} 人。先预览，再建。
    </p>
    <PostForm encType="multipart/form-data" className="filters">
      <Field
        label="名单文件（.xlsx 或 .csv）"
        name="file"
        type="file"
        accept=".xlsx,.csv"
        required
        errors={refused?.refused.fields.file ?? chooseAgainMessage(refused, 'file')}
      />
      <Button>上传并预览</Button>
    </PostForm>
  </>
)

const outcomeLabels = { new: '新建', known: '已有', refused: '退回' } as const

function Preview({ press, validated, unread }: { press: string } & NonNullable<AccountImportPageProps['preview']>) {
  const count = (outcome: ShownRow['outcome']) => validated.filter((row) => row.outcome === outcome).length
  return (
    <>
      <p>{`共 ${validated.length} 行：新建 ${count('new')}，已有 ${count('known')}，退回 ${count('refused')}。还没有建，请核对。`}</p>
      {unread.map((part) => (
        <Notice key={part} kind="warn">
          {part}
        </Notice>
      ))}
      <div className="row">
        {count('new') > 0 && (
          <PostForm>
            <IdempotencyField idempotencyKey={press} />
            <RowFields rows={validated.filter(({ outcome }) => outcome === 'new')} />
            <Button>建 {count('new')} 个账号，打印登录链接</Button>
          </PostForm>
        )}
        {count('refused') > 0 && <RefusedDownload rows={validated.filter(({ outcome }) => outcome === 'refused')} />}
        <a href={paths.accountImport()}>换一个文件</a>
      </div>
      <RowTable caption={`名单（${validated.length}）`} rows={validated} />
    </>
  )
}

const RowTable = ({ caption, rows }: { caption: string; rows: readonly ShownRow[] }) => (
  <DataTable
    caption={caption}
    rows={rows}
    rowKey={({ row, phone }) => `${row} ${phone}`}
    columns={[
      { head: '行', kind: 'number', cell: ({ row }) => row },
      { head: '姓名', kind: 'short', cell: ({ name }) => name },
      { head: '手机号', kind: 'short', cell: ({ phone }) => phone },
      { head: '结果', kind: 'short', cell: ({ outcome }) => outcomeLabels[outcome] },
      { head: '建成什么，或为什么不建', cell: ({ message }) => message },
    ]}
  />
)

/** The rows as the next form sends them, by their places in the list: rows of two sheets may have the same number. */
export const RowFields = ({ rows }: { rows: readonly ShownRow[] }) =>
  rows.map(({ row, name, phone, role, place, message }, nth) => (
    <span key={nth} hidden>
      {Object.entries({ line: row, name, phone, role, place, why: message }).map(([field, value]) => (
        <input key={field} type="hidden" name={`${field}-${nth}`} value={value} />
      ))}
    </span>
  ))

const RefusedDownload = ({ rows }: { rows: readonly ShownRow[] }) => (
  <PostForm action={paths.accountImportRefusals()}>
    <RowFields rows={rows} />
    <Button kind="plain">下载退回的 {rows.length} 行</Button>
  </PostForm>
)

const Created = ({ slips, left }: NonNullable<AccountImportPageProps['created']>) => (
  <>
    <div className="screen-only">
      <Notice kind="good">{`建了 ${slips.length} 个账号。${left.length > 0 ? `有 ${left.length} 行没有建。` : ''}`}</Notice>
      {left.length > 0 && (
        <>
          <RowTable caption={`没有建的（${left.length}）`} rows={left} />
          <RefusedDownload rows={left} />
        </>
      )}
    </div>
    <PrintedSlips slips={slips} purpose="登录" isForDesk />
  </>
)
