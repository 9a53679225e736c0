// The register of shops on both sides, and registering one.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { getSideLabels } from '#app/programme/programme.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { useBothPlaces, useProgramme } from '#app/shell/programme-context.ts'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import { type ListPart, tableHref } from '#app/ui/tables/table-query.ts'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { listGoods } from '../categories.ts'
import { type RegisterLine, shopRegister } from '../lists.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

interface ShopsPageProps {
  viewer: Viewer
  coordinates: boolean
  list: ListPart<RegisterLine>
  places: readonly { code: string; name: string }[]
  /** Whether a shop is to be registered. */
  isAdding: boolean
  refused: Refused | null
}

export function ShopsPage({ viewer, coordinates, list, places, isAdding, refused }: ShopsPageProps) {
  const isFormShown = list.total === 0 || isAdding || refused !== null
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.shops()}
      title="网店名录"
      printed={{ place: useBothPlaces(), period: null }}
      actions={
        coordinates && (
          <>
            <ButtonLink kind="plain" href={paths.shopImports()}>
              从 Excel 导入
            </ButtonLink>
            <ButtonLink kind="plain" href={paths.shopRegisterWorkbook(tableHref(list.query, shopRegister.columns, {}))}>
              导出名录（改了能再导入）
            </ButtonLink>
            <ButtonLink kind="plain" href={paths.shopSlips()}>
              店主登录条
            </ButtonLink>
            {!isFormShown && <ButtonLink href={`${paths.shops()}?add#add`}>登记一家店</ButtonLink>}
          </>
        )
      }
    >
      {coordinates && isFormShown && <RegisterShopForm places={places} refused={refused} />}
      <div className="across">
        <ShopsTable list={list} />
      </div>
    </DeskFrame>
  )
}

const ShopsTable = ({ list }: Pick<ShopsPageProps, 'list'>) => (
  <ListTable
    id="list"
    caption="网店"
    unit="家"
    definition={shopRegister}
    part={list}
    rowKey={({ id }) => id}
    empty="还没有登记网店。"
    workbook={paths.shopsWorkbook()}
    cells={{
      name: ({ id, name }) => <a href={paths.shop(id)}>{name}</a>,
      owner: ({ isClaimed }) => <Badge kind={isClaimed ? 'good' : 'info'}>{isClaimed ? '登录过' : '还没登录过'}</Badge>,
    }}
  />
)

function RegisterShopForm({ places, refused }: Pick<ShopsPageProps, 'places' | 'refused'>) {
  const given = (name: string) => ({ name, defaultValue: refused?.entered[name], errors: refused?.refused.fields[name] })
  const programme = useProgramme()
  const sideNames = getSideLabels(programme)
  return (
    <section className="card" id="add">
      <h2>登记一家店</h2>
      <ErrorSummary refused={refused?.refused} />
      <PostForm className="filters">
        <SelectField label="哪一方" {...given('side')}>
          <option value="west">{sideNames.west}</option>
          <option value="east">{sideNames.east}</option>
        </SelectField>
        <Field label="店名" required maxLength={maxLengths.shopName} {...given('name')} />
        <Field label="店主姓名" required maxLength={maxLengths.accountName} {...given('ownerName')} />
        <Field label="店主手机号" hint="店主用它登录" inputMode="tel" required {...given('phone')} />
        {refused?.refused.fields.ownerConfirmed && (
          <Field
            label="怎么和本人核对的"
            hint="例如：本人带身份证来镇里，当面同意"
            required
            maxLength={maxLengths.reason}
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
          {listGoods(programme).map(({ code, name }) => (
            <option key={code} value={code}>
              {'　'.repeat(code.split('.').length - 1)}
              {name}
            </option>
          ))}
        </SelectField>
        <Button>登记</Button>
      </PostForm>
      <p className="soft">其他的，登记以后接着填，或请店主自己在手机上填。</p>
    </section>
  )
}
