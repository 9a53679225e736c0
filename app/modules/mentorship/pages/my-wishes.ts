// A shop's wishes for a round as its owner sees them.
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import { Refusal } from '#app/refusal.ts'
import type { WishForm } from '#app/modules/rounds/rounds.server.ts'

/** Returns the open form of this shop in this round. Throws 404 if there is none. */
export function toMyWishes(forms: readonly WishForm[], { round, shop, today }: { round: string; shop: string; today: string }) {
  const form = forms.find(({ roundId, shop: own }) => roundId === round && own.id === shop)
  if (!form) throw new Refusal(404, '这个批次现在不收志愿，或您的店不在里面。')
  return {
    round,
    shop: form.shop,
    until: form.until,
    choices: form.others.map(({ id, name, regionCode, fits }) => ({
      id,
      name,
      place: findRegionOn(regionCode, today)?.name ?? '',
      fits,
      chosen: form.vetoes.includes(id) ? 'never' : form.wishes.includes(id) ? String(form.wishes.indexOf(id) + 1) : '',
    })),
  }
}
export type MyWishes = ReturnType<typeof toMyWishes>
