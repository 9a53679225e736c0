// The register of shops on both sides, and entering one.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { id, longText, shortText } from '#app/fields.ts'
import { dayOf } from '#app/calendar.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { hasDuty } from '#app/access/viewer.ts'
import { categories, categoryName } from '#app/modules/shops/categories.ts'
import { enterShopOf, readRegister } from '#app/modules/shops/shops.server.ts'
import { salesBands, sayList, sideNames } from '#app/modules/shops/shop.ts'
import { childrenOf, helpingCounties, pairedCounty, regionOn } from '#app/modules/regions/regions.server.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DataTable, Tabs } from '#app/ui/data-table.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'

export const links = deskLinks
export const meta = () => [{ title: '网店名录 · 梯队' }]

const views = { all: '全部', west: sideNames.west, east: sideNames.east, unclaimed: '店主还没登录过' } as const
type View = keyof typeof views

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'pairings.see')
  const { site } = asked.context
  const today = dayOf(site.now())
  const wanted = new URL(asked.request.url).searchParams.get('view') ?? ''
  const view: View = wanted in views ? (wanted as View) : 'all'
  const register = await readRegister(site, viewer)
  const place = (code: string) => ({ code, name: regionOn(code, today)?.name ?? code })
  return {
    viewer,
    view,
    coordinates: hasDuty(viewer, 'pairings.coordinate'),
    shops: register
      .filter(({ side, isClaimed }) => view === 'all' || (view === 'unclaimed' ? !isClaimed : side === view))
      .map(({ id, name, side, regionCode, categories: goods, band, willHelp, ownerName, isClaimed }) => ({
        id,
        name,
        side,
        place: place(regionCode).name,
        goods: sayList(goods.map(categoryName)),
        band: salesBands[band],
        willHelp,
        ownerName,
        isClaimed,
      })),
    places: [
      ...childrenOf(pairedCounty, today).map(({ code }) => place(code)),
      ...[pairedCounty, ...helpingCounties].filter((code) => regionOn(code, today)).map(place),
    ],
  }
}

const Entered = z.object({
  side: z.enum(['west', 'east'], '请选哪一方。'),
  name: shortText(),
  ownerName: shortText(),
  phone: shortText(),
  ownerConfirmed: longText().max(200, '请不超过 200 个字。').optional(),
  regionCode: id(),
  category: id(),
})

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'pairings.coordinate')
    const { category, ...entered } = await readForm(request, Entered)
    return redirect(paths.shop(await enterShopOf(asked.context.site, viewer, { ...entered, categories: [category], band: 0, staff: 1 })))
  })

export default function ShopsPage() {
  const { viewer, view, coordinates, shops, places } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
  const given = (name: string) => ({ name, defaultValue: refused?.entered[name], errors: refused?.refused.fields[name] })
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.shops()}
      title="网店名录"
      actions={
        coordinates && (
          <>
            <ButtonLink kind="plain" href={paths.shopImports()}>
              从 Excel 导入
            </ButtonLink>
            <ButtonLink kind="plain" href={paths.shopSlips()}>
              店主登录条
            </ButtonLink>
          </>
        )
      }
    >
      <Tabs
        label="看哪些店"
        tabs={Object.entries(views).map(([name, label]) => ({ href: `${paths.shops()}?view=${name}`, label, current: name === view }))}
      />
      <DataTable
        caption={`网店（${shops.length}）`}
        rows={shops}
        rowKey={({ id }) => id}
        empty="没有这样的店。"
        columns={[
          { head: '店', kind: 'short', cell: ({ id, name }) => <a href={paths.shop(id)}>{name}</a> },
          { head: '哪一方', kind: 'short', cell: ({ side }) => sideNames[side] },
          { head: '在哪里', kind: 'short', cell: ({ place }) => place },
          { head: '卖什么', cell: ({ goods }) => goods },
          { head: '一年卖多少', kind: 'short', cell: ({ band }) => band },
          { head: '愿意帮', kind: 'short', cell: ({ side, willHelp }) => (side === 'east' ? `${willHelp} 家` : '') },
          { head: '店主', kind: 'short', cell: ({ ownerName }) => ownerName },
          {
            head: '登录',
            kind: 'short',
            cell: ({ isClaimed }) => <Badge kind={isClaimed ? 'good' : 'warn'}>{isClaimed ? '登录过' : '还没登录过'}</Badge>,
          },
        ]}
      />
      {coordinates && (
        <details className="card" open={refused !== null}>
          <summary>登记一家店</summary>
          <ErrorSummary refused={refused?.refused} />
          <Form method="post" className="filters">
            <SelectField label="哪一方" {...given('side')}>
              <option value="west">{sideNames.west}</option>
              <option value="east">{sideNames.east}</option>
            </SelectField>
            <Field label="店名" required {...given('name')} />
            <Field label="店主姓名" required {...given('ownerName')} />
            <Field label="店主手机号" hint="店主用它登录" inputMode="tel" required {...given('phone')} />
            {refused?.refused.fields.ownerConfirmed && (
              <Field
                label="怎么和本人核对的"
                hint="例如：本人带身份证来镇里，当面同意"
                required
                maxLength={200}
                {...given('ownerConfirmed')}
              />
            )}
            <SelectField label="在哪里" {...given('regionCode')}>
              {places.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </SelectField>
            <SelectField label="主要卖什么" {...given('category')}>
              {categories.map(({ code, name }) => (
                <option key={code} value={code}>
                  {'　'.repeat(code.split('.').length - 1)}
                  {name}
                </option>
              ))}
            </SelectField>
            <Button>登记</Button>
          </Form>
          <p className="soft">其他的，登记以后接着填，或请店主自己在手机上填。</p>
        </details>
      )}
    </DeskFrame>
  )
}
