// Wishes for a round: up to five of the other side in order, and those one would rather not be paired with.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { dayOf, sayTerm } from '#app/calendar.ts'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { takeWishes } from '#app/http/owner-forms.server.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { openWishes } from '#app/modules/rounds/rounds.server.ts'
import { readMyShop } from '#app/modules/shops/shops.server.ts'
import { OwnerForm, OwnerScript, WaitingForms } from '#app/modules/mentorship/pages/owner-form.tsx'
import { ownerNav } from '#app/shell/owner-nav.ts'
import { regionOn } from '#app/modules/regions/regions.server.ts'
import { Refusal } from '#app/refusal.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { Empty, ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PhonePage } from '#app/shell/phone-page.tsx'

export const meta = () => [{ title: '结对志愿 · 梯队' }]

/** As many of the best fitting stand open; the others are under a fold. */
const first = 8

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireViewer(asked)
  const { site } = asked.context
  const { round, shop } = asked.params
  return orRefuse(async () => {
    await readMyShop(site, viewer, shop!)
    const form = (await openWishes(site, viewer)).find(({ roundId, shop: own }) => roundId === round && own.id === shop)
    if (!form) throw new Refusal(404, '这个批次现在不收志愿，或您的店不在里面。')
    const today = dayOf(site.now())
    return {
      viewer,
      script: islandUrl('owner.js'),
      round: round!,
      isSaved: new URL(asked.request.url).searchParams.has('saved'),
      shop: form.shop,
      until: form.until && sayTerm(new Date(form.until)),
      choices: form.others.map(({ id, name, regionCode, fits }) => ({
        id,
        name,
        place: regionOn(regionCode, today)?.name ?? '',
        fits,
        chosen: form.vetoes.includes(id) ? 'never' : form.wishes.includes(id) ? String(form.wishes.indexOf(id) + 1) : '',
      })),
    }
  })
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireViewer(asked)
    const { round, shop } = asked.params
    await takeWishes(asked.context.site, viewer, `${round!}/${shop!}`, await formOf(request))
    return redirect(`${paths.wishes(round!, shop!)}?saved`)
  })

export default function WishesPage() {
  const { viewer, script, round, isSaved, shop, until, choices } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
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
      <OwnerForm what="wishes" about={`${round}/${shop.id}`} words="结对志愿" next={`${paths.wishes(round, shop.id)}?saved`}>
        <ul className="list">{open.map(one)}</ul>
        {folded.length > 0 && (
          <details>
            <summary>看另外 {folded.length} 家</summary>
            <ul className="list">{folded.map(one)}</ul>
          </details>
        )}
        {choices.length > 0 && <Button wide>填好了</Button>}
      </OwnerForm>
      <OwnerScript account={viewer.accountId} keep={[paths.myShops()]} src={script} />
    </PhonePage>
  )
}
