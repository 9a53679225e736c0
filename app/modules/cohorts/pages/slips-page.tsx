// Slips for a class: who has one, issued at once, shown once, printed.
import { Form } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { toDay, formatDay, formatMoment } from '#app/calendar.ts'
import type { VoidedSlips } from '#app/modules/accounts/accounts.server.ts'
import { ownRequestReason, deskReasons } from '#app/modules/accounts/slip-policy.ts'
import { PrintedSlips, type PrintedSlip } from '#app/modules/accounts/pages/printed-slips.tsx'
import { VoidSlips } from '#app/modules/accounts/pages/void-slips.tsx'
import { toPositionQuery } from '#app/paging.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { AddressWarning, type UselessAddress } from '#app/ui/address-warning.tsx'
import { Button } from '#app/ui/button.tsx'
import { DataTable, Pagination, Tabs } from '#app/ui/data-table.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { AlreadySubmitted, IdempotencyField } from '#app/ui/idempotency.tsx'
import type { ClassSlips } from '../slips.server.ts'
import { type SlipHolding, slipHoldings } from '../forms/slips-form.ts'
import { formatCohort } from '#app/text/cohort-label.ts'

type SlipLine = ClassSlips['lines'][number]

interface SlipsPageProps {
  viewer: Viewer
  /** The idempotency key of the next form. */
  press: string
  slips: ClassSlips
  /** Who is shown; null for everybody. */
  show: SlipHolding | null
  address: UselessAddress | null
  /** Whether the same form was posted before. */
  isRepeated: boolean
  /** What the press would make void, with the posted fields; null where nothing is asked. */
  asked: { voided: VoidedSlips; fields: readonly (readonly [string, string])[] } | null
  /** The slips just issued: shown only once. */
  issued: { slips: readonly PrintedSlip[]; withheld: readonly string[] } | null
  refused: Refused | null
}

export function SlipsPage({ viewer, press, slips, show, address, isRepeated, asked, issued, refused }: SlipsPageProps) {
  const { cohort } = slips
  const back = paths.slips(cohort.id)
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title={asked ? '重发登录条' : '登录条'}
      crumbs={[
        { href: paths.cohorts(), label: '培训班' },
        { href: paths.cohort(cohort.id), label: formatCohort(cohort) },
        ...(asked ? [{ href: back, label: '登录条' }] : []),
      ]}
    >
      <ErrorSummary refused={refused?.refused} />
      <AddressWarning address={address} what="登录条上的二维码和网址" />
      {isRepeated ? (
        <AlreadySubmitted what="这一批登录条" back={back} />
      ) : asked ? (
        <VoidSlips voided={asked.voided} fields={asked.fields} back={back} />
      ) : issued ? (
        <PrintedSlips slips={issued.slips} withheld={issued.withheld} purpose="就能学习" />
      ) : (
        <ChooseTrainees press={press} slips={slips} show={show} refused={refused} />
      )}
    </DeskFrame>
  )
}

const viewLabels: Record<SlipHolding, string> = { without: '还没有登录条', live: '发过，还没登录', in: '已登录' }

/** Who gets a slip: those without one are ticked. */
function ChooseTrainees({
  press,
  slips: { cohort, counts, lines, turns },
  show,
  refused,
}: Pick<SlipsPageProps, 'press' | 'slips' | 'show' | 'refused'>) {
  const all = counts.without + counts.live + counts.in
  const shown = show ? counts[show] : all
  const href = (state: SlipHolding | null) => `${paths.slips(cohort.id)}${state ? `?show=${state}` : ''}`
  const ticked = refused && new Set(refused.ticked.enrolment)
  return (
    <>
      <Tabs
        label="看哪些学员"
        tabs={[
          { href: href(null), label: `全部 ${all}`, current: show === null },
          ...slipHoldings.map((state) => ({
            href: href(state),
            label: `${viewLabels[state]} ${counts[state]}`,
            current: show === state,
          })),
        ]}
      />
      <Form method="post" id="field-enrolment">
        <IdempotencyField idempotencyKey={press} />
        <p>
          还没有登录条的学员已经勾好。发过的、登录过的不用再发；丢了条、忘了密码的可以重发：勾上，登录过的再选原因，原因本人在手机上看得到。
        </p>
        <div className="row">
          <Button>给勾选的发登录条</Button>
          {counts.without > 0 && turns.pages !== 1 && (
            <Button kind="plain" name="whom" value="all">
              给还没有登录条的 {counts.without} 人都发
            </Button>
          )}
        </div>
        <DataTable
          caption={`学员（${shown}）`}
          rows={lines}
          rowKey={(line) => line.enrolmentId}
          empty={
            all === 0 ? (
              <>
                这个班还没有您负责的学员。<a href={paths.enrolment(cohort.id)}>加学员</a>
              </>
            ) : (
              '没有这样的学员。'
            )
          }
          columns={[
            {
              head: '发给',
              kind: 'short',
              cell: ({ enrolmentId, name, slipHolding }) => (
                <input
                  type="checkbox"
                  name="enrolment"
                  value={enrolmentId}
                  aria-label={`发给${name}`}
                  defaultChecked={ticked ? ticked.has(enrolmentId) : slipHolding === 'without'}
                />
              ),
            },
            { head: '姓名', kind: 'short', cell: (line) => line.name },
            { head: '住址', cell: (line) => line.where },
            { head: '发过', cell: ({ slip }) => (slip ? `${formatMoment(slip.issuedAt)}，${slip.by}` : '没有') },
            { head: '登录', kind: 'short', cell: ({ slipHolding, since }) => formatSignIn(slipHolding, since) },
            { head: '重发的原因', cell: (line) => line.slipHolding === 'in' && <ReasonField line={line} refused={refused} /> },
          ]}
        />
      </Form>
      <Pagination
        turns={turns}
        href={(position) => `?${new URLSearchParams({ ...(show ? { show } : {}), ...toPositionQuery(position) }).toString()}`}
      />
    </>
  )
}

const formatSignIn = (slipHolding: SlipHolding, since: Date | null) =>
  slipHolding !== 'in' ? '还没登录过' : since ? `${formatDay(toDay(since))}起` : '已登录过'

const ReasonField = ({ line: { enrolmentId, name, hasAsked }, refused }: { line: SlipLine; refused: Refused | null }) => (
  <select
    name={`reason-${enrolmentId}`}
    aria-label={`给${name}重发的原因`}
    defaultValue={refused?.entered[`reason-${enrolmentId}`] ?? (hasAsked ? ownRequestReason : '')}
  >
    <option value="">（不重发）</option>
    {[...(hasAsked ? [ownRequestReason] : []), ...deskReasons].map((reason) => (
      <option key={reason}>{reason}</option>
    ))}
  </select>
)
