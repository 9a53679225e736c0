// The other side's shop, as far as a pairing's side may know it.
import { Fragment } from 'react'
import { categoryNames } from '#app/modules/shops/categories.ts'
import { handlings, platforms, formatList, shippingOf, skills } from '#app/modules/shops/shop.ts'
import { useProgramme } from '#app/shell/programme-context.ts'
import type { ShopCard } from '../queries.server.ts'

const said = <T extends string>(words: Record<T, string>, codes: readonly string[]) =>
  formatList(codes.map((code) => words[code as T] ?? code))

export function OtherShop({ shop, place }: { shop: ShopCard; place: string }) {
  const { goods } = useProgramme()
  const lines = [
    ['在哪里', place],
    ['卖什么', formatList(categoryNames(goods, shop.categories))],
    ['平台', said(platforms, shop.platforms)],
    ['需要帮的', said(skills, shop.needs)],
    ['会教的', said(skills, shop.teaches)],
    ['发货', said(handlings, shippingOf(shop))],
    ['想采购', formatList(categoryNames(goods, shop.buys))],
  ].filter(([, words]) => words)
  return (
    <dl className="pairs">
      {lines.map(([name, words]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{words}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
