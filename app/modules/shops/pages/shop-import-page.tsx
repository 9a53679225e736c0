// One list of shops: the result of each row, importing it, and the next steps.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { expiredNotice, formatExpiry, withdrawnNotice } from '#app/importing/expiry.ts'
import { outcomeKinds, outcomeLabels } from '#app/importing/outcomes.ts'
import { RowsByOutcome } from '#app/importing/rows-by-outcome.tsx'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Choice, ChoiceList } from '#app/ui/choice.tsx'
import type { Column } from '#app/ui/data-table.tsx'
import { Badge, ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { UnreadNotice } from '#app/ui/unread-notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import type { ShopImportPage as ShopImportView } from '../imports/preview-page.server.ts'

interface ShopImportPageProps {
  viewer: Viewer
  /** With moments as text, and a sentence for each part that is not read. */
  list: Omit<ShopImportView, 'unread' | 'uploadedAt' | 'acceptedAt'> & { unread: string[]; uploadedAt: string; acceptedAt: string | null }
  refused: Refused['refused'] | null
}

export function ShopImportPage({ viewer, list, refused }: ShopImportPageProps) {
  const { counts } = list
  const good = counts.rows - counts.refused
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.shops()}
      title={list.fileName}
      crumbs={[
        { href: paths.shops(), label: '网店名录' },
        { href: paths.shopImports(), label: '从 Excel 导入' },
      ]}
      actions={
        !list.isDiscarded && (
          <>
            <ButtonLink kind="plain" href={paths.shopImportRefusals(list.id)}>
              下载带原因的表
            </ButtonLink>
            {list.expiry && (
              <ButtonLink kind="plain" href={paths.shopImportDiscard(list.id)}>
                作废
              </ButtonLink>
            )}
          </>
        )
      }
    >
      <ErrorSummary refused={refused} />
      <p>
        {list.uploadedAt} 交，共 {counts.rows} 家：新增 {counts.new}，已有 {counts.known}，变更 {counts.changed}，退回 {counts.refused}。
      </p>
      <UnreadNotice sentences={list.unread} />
      {list.expiry && <Notice kind={list.expiry.isSoon ? 'warn' : 'info'}>{formatExpiry(list.expiry)}</Notice>}
      {list.isDiscarded ? (
        <Notice>这份名录{list.state === 'lapsed' ? expiredNotice : withdrawnNotice}</Notice>
      ) : list.acceptedAt ? (
        <Notice kind="good">
          <p>
            {list.acceptedAt} 已导入：收下 {good} 家，退回 {counts.refused} 家。接下来：<a href={paths.shopSlips()}>给店主发登录条</a>，
            <a href={paths.rounds()}>办一个结对批次</a>。
          </p>
        </Notice>
      ) : good === 0 ? (
        <Notice kind="warn">
          <p>没有一行可以收。请照下面的原因改好，再交一次。</p>
        </Notice>
      ) : (
        <section className="card">
          {list.state === 'taking' && (
            <p>导入没有完：还在进行，或者停在了中途。收下的店已经登记。停了的，请再点一次“导入”，收下过的不会重复。</p>
          )}
          <PostForm>
            <ChoiceList legend="退回的行怎么办">
              <Choice name="choice" value="all-good-rows" required defaultChecked={counts.refused === 0}>
                收下 {good} 家，退回 {counts.refused} 家
              </Choice>
              <Choice name="choice" value="none-if-any-refused" required>
                有一行不行就都不收
              </Choice>
            </ChoiceList>
            <Button>导入</Button>
          </PostForm>
        </section>
      )}
      {!list.isDiscarded && <ShopRows list={list} />}
    </DeskFrame>
  )
}

type Row = ShopImportView['rows'][number]

/** What each row comes to. */
function ShopRows({ list: { counts, shown, rows, turns } }: Pick<ShopImportPageProps, 'list'>) {
  const isKept = rows.some(({ understood }) => understood !== undefined)
  const columns: Column<Row>[] = [
    { head: '工作表', kind: 'short', cell: ({ sheet }) => sheet },
    { head: '行', kind: 'number', cell: ({ row }) => row },
    { head: '店', kind: 'short', cell: ({ name, shopId }) => (shopId ? <a href={paths.shop(shopId)}>{name}</a> : name) },
    ...(isKept ? [{ head: '读出来的', cell: ({ understood }: Row) => understood }] : []),
    { head: '结果', kind: 'state', cell: ({ outcome }) => <Badge kind={outcomeKinds[outcome]}>{outcomeLabels[outcome]}</Badge> },
    { head: '列', kind: 'short', cell: ({ problem }) => problem?.column },
    { head: '原因和说明', cell: ({ message }) => message },
  ]
  return <RowsByOutcome {...{ counts, shown, rows, turns, columns }} rowKey={({ place }) => String(place)} />
}
