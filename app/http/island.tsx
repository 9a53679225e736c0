// Scripts of pages. The content loads first: on a slow connection a script would delay it.

/**
 * A script from `islandUrl` that makes parts of a page interactive. It runs once the page is parsed, in the order of
 * the page.
 */
export const Island = ({ src, nonce }: { src: string; nonce?: string }) => (
  <script type="module" src={src} nonce={nonce} {...{ fetchpriority: 'low' }} />
)
