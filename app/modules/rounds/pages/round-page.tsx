// One round: its state, the possible steps, its shops and their wishes, weights and rulings.
import { Form } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { partLabels, scoreParts } from '#app/modules/matching/score.ts'
import { pairingBadgeKind, formatPairingState } from '#app/modules/pairings/pairing-labels.ts'
import type { PairingLine } from '#app/modules/pairings/pairings.server.ts'
import type { Side } from '#app/modules/shops/shop.ts'
import { getSideLabels } from '#app/programme/programme.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { useProgramme } from '#app/shell/programme-context.ts'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Badge, ErrorSummary, Notice } from '#app/ui/notice.tsx'
import type { RoundView } from '../queries.server.ts'
import { roundBadgeKinds, roundStateLabels } from '../round-labels.ts'
import { isBeforeAcceptance, isMatching } from '../round.states.ts'

interface RoundPageProps {
  viewer: Viewer
  /** Its dates as text. */
  round: Omit<RoundView, 'shops'>
  shops: readonly { id: string; name: string; side: Side; place: string; goods: string; willHelp: number; wished: boolean }[]
  /** Shops that could still join. */
  others: readonly { id: string; name: string; side: Side }[]
  pairings: readonly PairingLine[]
  /** Shops that nobody helps while the round continues, with the reason and what would help. */
  left: readonly { west: string; why: string; help: string }[]
  inTenDays: string
  tomorrow: string
  isSaved: boolean
  refused: Refused | null
}

export function RoundPage({ viewer, round, shops, others, pairings, left, inTenDays, tomorrow, isSaved, refused }: RoundPageProps) {
  const sideNames = getSideLabels(useProgramme())
  const errors = refused?.refused.fields
  const entered = refused?.entered
  const isOpen = isBeforeAcceptance(round.state)
  const nameOf = (id: string) => shops.find((shop) => shop.id === id)?.name ?? id
  const wished = shops.filter((shop) => shop.wished).length
  const can = (step: string) => round.steps.includes(step)
  const asks = (step: 'OPEN_WISHES' | 'REOPEN_WISHES', label: string) =>
    can(step) && (
      <Form method="post" className="filters">
        <input type="hidden" name="version" value={round.version} />
        <Field
          id={`until-${step}`}
          label="志愿收到哪天（含）"
          name="until"
          type="date"
          min={tomorrow}
          required
          defaultValue={entered?.until ?? inTenDays}
          errors={errors?.until}
        />
        <Button kind={step === 'OPEN_WISHES' ? 'main' : 'plain'} name="do" value={step}>
          {label}
        </Button>
      </Form>
    )
  const plain = (step: string, label: string, words: string) =>
    can(step) && (
      <Form method="post" className="row">
        <input type="hidden" name="version" value={round.version} />
        <Button name="do" value={step} kind={step === 'CLOSE_WISHES' ? 'plain' : 'main'}>
          {label}
        </Button>
        <span className="soft">{words}</span>
      </Form>
    )
  return (
    <DeskFrame viewer={viewer} at={paths.rounds()} title={round.name} crumbs={[{ href: paths.rounds(), label: '结对批次' }]}>
      <ErrorSummary refused={refused?.refused} />
      {isSaved && !refused && (
        <Notice kind="good">
          <p>存好了。</p>
        </Notice>
      )}
      <p>
        <Badge kind={roundBadgeKinds[round.state]}>{roundStateLabels[round.state]}</Badge> 西部{' '}
        {shops.filter(({ side }) => side === 'west').length} 家，东部 {shops.filter(({ side }) => side === 'east').length} 家，填了志愿的{' '}
        {wished} 家{round.wishesUntil && <> · 志愿{round.wishesUntil}收</>}
        {round.answersUntil && <> · 双方{round.answersUntil}答复</>} · <a href={paths.workflow('pairingRound')}>看流程图</a>
      </p>
      {asks('OPEN_WISHES', '开始收志愿')}
      {plain('CLOSE_WISHES', '停止收志愿', `到期会自己停；还有 ${shops.length - wished} 家没填，不填也会配。`)}
      {isMatching(round.state) && (
        <p>
          <ButtonLink href={paths.matching(round.id)}>看匹配结果</ButtonLink>
        </p>
      )}
      {asks('REOPEN_WISHES', '重新收志愿')}
      {plain('EVALUATE', '开始评估', '帮扶中和暂停的结对都请双方写评价。')}
      {plain('CLOSE', '结束批次', '每一对都评完了才能结束。')}

      {pairings.length > 0 && (
        <DataTable
          caption={`结对（${pairings.length}）`}
          rows={pairings}
          rowKey={({ id }) => id}
          columns={[
            { head: '西部店', cell: ({ id, west }) => <a href={paths.pairingAtDesk(id)}>{west.name}</a> },
            { head: '东部店', cell: ({ east }) => east.name },
            { head: '状态', kind: 'short', cell: ({ state }) => <Badge kind={pairingBadgeKind(state)}>{formatPairingState(state)}</Badge> },
          ]}
        />
      )}
      {left.length > 0 && (
        <DataTable
          caption={`还没有店帮的西部店（${left.length}）`}
          rows={left}
          rowKey={({ west }) => west}
          columns={[
            { head: '西部店', kind: 'short', cell: ({ west }) => <a href={paths.shop(west)}>{nameOf(west)}</a> },
            { head: '为什么', cell: ({ why }) => why },
            { head: '怎样能配上', cell: ({ help }) => help },
          ]}
        />
      )}
      <DataTable
        caption={`参加的店（${shops.length}）`}
        rows={shops}
        rowKey={({ id }) => id}
        columns={[
          { head: '店', kind: 'short', cell: ({ id, name }) => <a href={paths.shop(id)}>{name}</a> },
          { head: '哪一方', kind: 'short', cell: ({ side }) => sideNames[side] },
          { head: '在哪里', kind: 'short', cell: ({ place }) => place },
          { head: '卖什么', cell: ({ goods }) => goods },
          { head: '愿意帮', kind: 'short', cell: ({ side, willHelp }) => (side === 'east' ? `${willHelp} 家` : '') },
          { head: '志愿', kind: 'short', cell: ({ wished: has }) => (has ? '填了' : '没填') },
        ]}
      />
      {round.isAccepted && (
        <p>
          <a href={paths.matching(round.id)}>当时采用的匹配结果</a>
        </p>
      )}
      {isOpen && shops.length > 0 && (
        <Form method="post" className="filters">
          <SelectField id="leaving" label="退出的店" name="shopId">
            {shops.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <Button kind="plain" name="do" value="leave">
            让它退出
          </Button>
        </Form>
      )}
      {others.length > 0 && (
        <Form method="post" className="filters">
          <SelectField label="再加一家店" name="shopId">
            {others.map(({ id, name, side }) => (
              <option key={id} value={id}>
                {name}（{sideNames[side]}）
              </option>
            ))}
          </SelectField>
          <Button kind="plain" name="do" value="join">
            加进来
          </Button>
        </Form>
      )}
      <section className="card">
        <h2>指定和回避</h2>
        {round.rulings.length === 0 && <p className="soft">没有指定的结对，也没有要回避的。</p>}
        <ul>
          {round.rulings.map(({ west, east, kind, reason }) => (
            <li key={`${west} ${east}`}>
              {kind === 'pin' ? '指定' : '回避'}：{nameOf(west)} 和 {nameOf(east)}（{reason}）
              {isOpen && (
                <Form method="post" className="one-line">
                  <input type="hidden" name="pair" value={`${west} ${east}`} />
                  <Button kind="plain" name="do" value="takeBack" aria-label={`收回：${nameOf(west)} 和 ${nameOf(east)}`}>
                    收回
                  </Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
        {isOpen && (
          <Form method="post" className="filters">
            {(['west', 'east'] as const).map((side) => (
              <SelectField key={side} label={side === 'west' ? '西部店' : '东部店'} name={side} defaultValue={entered?.[side]}>
                {shops
                  .filter((shop) => shop.side === side)
                  .map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
              </SelectField>
            ))}
            <Field label="原因" name="reason" required defaultValue={entered?.reason} errors={errors?.reason} />
            <Button kind="plain" name="do" value="pin">
              指定结对
            </Button>
            <Button kind="plain" name="do" value="conflict">
              有利益关系，回避
            </Button>
          </Form>
        )}
      </section>
      <section className="card">
        <h2>匹配的权重</h2>
        <p className="soft">每项 0 到 100，0 就是不看这一项。抽签号 {round.seed}：分数一样时按它排先后，谁都能重算一遍。</p>
        <Form method="post" className="filters">
          {scoreParts.map((part) => (
            <Field
              key={part}
              label={partLabels[part]}
              name={part}
              inputMode="numeric"
              size={4}
              disabled={!isOpen}
              defaultValue={entered?.[part] ?? round.weights[part]}
              errors={errors?.[part] ?? (part === scoreParts[0] ? errors?.weights : undefined)}
            />
          ))}
          <Field
            label="最低分（‰）"
            name="leastScore"
            inputMode="numeric"
            size={5}
            disabled={!isOpen}
            defaultValue={entered?.leastScore ?? round.leastScore}
            errors={errors?.leastScore}
          />
          {isOpen && (
            <Button kind="plain" name="do" value="weights">
              存权重
            </Button>
          )}
        </Form>
      </section>
    </DeskFrame>
  )
}
