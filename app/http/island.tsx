// Scripts of pages. What is to be read goes first: on a bad line a script would take its room.

/** A script that wakes parts of a page, from `islandUrl`. It runs once the page is there, in the order of the page. */
export const Island = ({ src, nonce }: { src: string; nonce?: string }) => (
  <script type="module" src={src} nonce={nonce} {...{ fetchpriority: 'low' }} />
)
