// Wishes for a round: up to five of the other side in order, and those one would rather not be paired with.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { dayOf, sayDay } from '#app/calendar.ts'
import { paths } from '#app/http/paths.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { giveWishes, openWishes, readMyShop } from '#app/modules/mentorship/mentorship.server.ts'
import { ownerNav } from '#app/modules/mentorship/owner-nav.ts'
import { regionOn } from '#app/modules/regions/regions.server.ts'
import { Refusal, wrongInput } from '#app/refusal.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { Empty, ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PhonePage } from '#app/ui/phone-page.tsx'

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
      isSaved: new URL(asked.request.url).searchParams.has('saved'),
      shop: form.shop,
      until: form.until && dayOf(new Date(form.until)),
      choices: form.others.map(({ id, name, regionCode, fits }) => ({ id, name, place: regionOn(regionCode, today)?.name ?? '', fits, chosen: form.vetoes.includes(id) ? 'never' : form.wishes.includes(id) ? String(form.wishes.indexOf(id) + 1) : '' })),
    }
  })
}

/** From one choice a shop to the list of wishes in order. */
function readChoices(form: FormData) {
  const ranked = new Map<string, string>()
  const vetoes: string[] = []
  for (const [name, value] of form) {
    const shopId = name.startsWith('choice-') ? name.slice(7) : null
    if (!shopId || value === '') continue
    if (value === 'never') vetoes.push(shopId)
    else if (ranked.has(String(value))) throw wrongInput({ [name]: [`第 ${String(value)} 志愿选了两家，请改一家。`] })
    else ranked.set(String(value), shopId)
  }
  return { wishes: [...ranked].sort(([one], [other]) => Number(one) - Number(other)).map(([, shopId]) => shopId), vetoes }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireViewer(asked)
    const { round, shop } = asked.params
    await readMyShop(asked.context.site, viewer, shop!)
    await giveWishes(asked.context.site, viewer, { roundId: round!, shopId: shop!, ...readChoices(await request.formData()) })
    return redirect(`${paths.wishes(round!, shop!)}?saved`)
  })

export default function WishesPage() {
  const { viewer, isSaved, shop, until, choices } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
  const isOpen = (id: string, at: number) => at < first || choices.find((choice) => choice.id === id)?.chosen !== '' || Boolean(refused?.entered[`choice-${id}`])
  const open = choices.filter(({ id }, at) => isOpen(id, at))
  const folded = choices.filter((choice) => !open.includes(choice))
  const one = ({ id, name, place, fits, chosen }: (typeof choices)[number]) => (
    <li key={id} className="card">
      <strong>{name}</strong> <span className="soft">{place}</span>
      <p>{fits}</p>
      <SelectField label={`想和${name}结对吗？`} name={`choice-${id}`} defaultValue={refused?.entered[`choice-${id}`] ?? chosen} errors={refused?.refused.fields[`choice-${id}`]}>
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
          <p>记下了。{until ? `${sayDay(until)}前还可以改。` : '收完以前还可以改。'}</p>
        </Notice>
      )}
      <ErrorSummary refused={refused?.refused} />
      <h1>{shop.side === 'west' ? '想请谁来帮您？' : '想帮哪几家？'}</h1>
      <p>最多选五家，排个先后。不选也行，会按品类、会不会教来配。选了谁，对方看不到。{until && `${sayDay(until)}前填好。`}</p>
      {choices.length === 0 && <Empty>对面还没有店报名。</Empty>}
      <Form method="post">
        <ul className="list">{open.map(one)}</ul>
        {folded.length > 0 && (
          <details>
            <summary>看另外 {folded.length} 家</summary>
            <ul className="list">{folded.map(one)}</ul>
          </details>
        )}
        {choices.length > 0 && <Button wide>填好了</Button>}
      </Form>
    </PhonePage>
  )
}
