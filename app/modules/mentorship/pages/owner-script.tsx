// What a page with forms of a shop owner loads.
import { Island } from '#app/http/island.tsx'

/** Loads the script of the page's forms, and caches these pages for offline use. */
export const OwnerScript = ({ account, keep, src }: { account: string; keep: readonly string[]; src: string }) => (
  <>
    <div hidden data-owner={account} data-keep={keep.join(' ')} />
    <Island src={src} />
  </>
)
