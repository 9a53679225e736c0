// Wishes for a round: up to five of the other side in order, and vetoes.
import type { Viewer } from '#app/access/viewer.ts'
import { formatTerm } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { ownerNav } from '#app/shell/owner-nav.ts'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { Empty, ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { OutboxForm, WaitingForms } from '#app/shell/outbox-form.tsx'
import { OwnerScript } from './owner-script.tsx'
import type { MyWishes } from './my-wishes.ts'

/** How many of the best fitting are shown; the others are collapsed. */
const first = 8

interface WishesPageProps {
  viewer: Viewer
  script: string
  wishes: MyWishes
  isSaved: boolean
  refused: Refused | null
}

export function WishesPage({ viewer, script, wishes, isSaved, refused }: WishesPageProps) {
  const { round, shop, choices } = wishes
  const until = wishes.until && formatTerm(new Date(wishes.until))
  const isOpen = (id: string, at: number) =>
    at < first || choices.find((choice) => choice.id === id)?.chosen !== '' || Boolean(refused?.entered[`choice-${id}`])
  const open = choices.filter(({ id }, at) => isOpen(id, at))
  const folded = choices.filter((choice) => !open.includes(choice))
  const one = ({ id, name, place, fits, chosen }: (typeof choices)[number]) => (
    <li key={id} className="card">
      <strong>{name}</strong> <span className="soft">{place}</span>
      <p>{fits}</p>
      <SelectField
        label={`想和${name}结对吗？`}
        name={`choice-${id}`}
        data-words={name}
        defaultValue={refused?.entered[`choice-${id}`] ?? chosen}
        errors={refused?.refused.fields[`choice-${id}`]}
      >
        <option value="">都可以</option>
        {[1, 2, 3, 4, 5].map((rank) => (
          <option key={rank} value={rank}>
            第 {rank} 志愿
          </option>
        ))}
        <option value="never">不愿意</option>
      </SelectField>
    </li>
  )
  return (
    <PhonePage title="结对志愿" back={{ href: paths.myShops(), label: '我的店' }} nav={ownerNav(viewer)}>
      {isSaved && (
        <Notice kind="good">
          <p>记下了。{until ? `${until}还可以改。` : '收完以前还可以改。'}</p>
        </Notice>
      )}
      <ErrorSummary refused={refused?.refused} />
      <h1>{shop.side === 'west' ? '想请谁来帮您？' : '想帮哪几家？'}</h1>
      <p>最多选五家，排个先后。不选也行，会按品类、会不会教来配。选了谁，对方看不到。{until && `请在${until}填好。`}</p>
      {choices.length === 0 && <Empty>对面还没有店报名。</Empty>}
      <WaitingForms />
      <OutboxForm what="wishes" about={`${round}/${shop.id}`} words="结对志愿" next={`${paths.wishes(round, shop.id)}?saved`}>
        <ul className="list">{open.map(one)}</ul>
        {folded.length > 0 && (
          <details>
            <summary>看另外 {folded.length} 家</summary>
            <ul className="list">{folded.map(one)}</ul>
          </details>
        )}
        {choices.length > 0 && <Button wide>填好了</Button>}
      </OutboxForm>
      <OwnerScript account={viewer.accountId} keep={[paths.myShops()]} src={script} />
    </PhonePage>
  )
}
