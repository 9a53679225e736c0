// The register of shops on both sides, and registering one.
import { Form } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { getSideLabels } from '#app/programme/programme.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { useProgramme } from '#app/shell/programme-context.ts'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DataTable, Tabs } from '#app/ui/data-table.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Fold } from '#app/ui/fold.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'
import { listGoods } from '../categories.ts'
import { type RegisterView, listRegisterTabs } from '../register-views.ts'
import type { Side } from '../shop.ts'

interface ShopsPageProps {
  viewer: Viewer
  view: RegisterView
  coordinates: boolean
  shops: readonly {
    id: string
    name: string
    side: Side
    place: string
    goods: string
    /** Yearly sales, as a label. */
    band: string | undefined
    willHelp: number
    ownerName: string
    isClaimed: boolean
  }[]
  places: readonly { code: string; name: string }[]
  refused: Refused | null
}

export function ShopsPage({ viewer, view, coordinates, shops, places, refused }: ShopsPageProps) {
  const programme = useProgramme()
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
            <ButtonLink kind="plain" href={paths.shopsExport()}>
              导出 Excel
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
        tabs={listRegisterTabs(programme).map(([name, label]) => ({
          href: `${paths.shops()}?view=${name}`,
          label,
          current: name === view,
        }))}
      />
      <ShopsTable shops={shops} />
      {coordinates && <RegisterShopForm places={places} refused={refused} />}
    </DeskFrame>
  )
}

function ShopsTable({ shops }: Pick<ShopsPageProps, 'shops'>) {
  const sideNames = getSideLabels(useProgramme())
  return (
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
          cell: ({ isClaimed }) => <Badge kind={isClaimed ? 'good' : 'info'}>{isClaimed ? '登录过' : '还没登录过'}</Badge>,
        },
      ]}
    />
  )
}

function RegisterShopForm({ places, refused }: Pick<ShopsPageProps, 'places' | 'refused'>) {
  const given = (name: string) => ({ name, defaultValue: refused?.entered[name], errors: refused?.refused.fields[name] })
  const programme = useProgramme()
  const sideNames = getSideLabels(programme)
  return (
    <Fold summary="登记一家店" open={refused !== null}>
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
          <Field label="怎么和本人核对的" hint="例如：本人带身份证来镇里，当面同意" required maxLength={200} {...given('ownerConfirmed')} />
        )}
        <SelectField label="在哪里" {...given('regionCode')}>
          {places.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField label="主要卖什么" {...given('category')}>
          {listGoods(programme).map(({ code, name }) => (
            <option key={code} value={code}>
              {'　'.repeat(code.split('.').length - 1)}
              {name}
            </option>
          ))}
        </SelectField>
        <Button>登记</Button>
      </Form>
      <p className="soft">其他的，登记以后接着填，或请店主自己在手机上填。</p>
    </Fold>
  )
}
