// Which page of a long list is shown: the one that is asked for, or the last where the list has become shorter.

/** The page within the list, and how many there are; at least one, if an empty one. */
export function pageWithin(asked: number, { count, size }: { count: number; size: number }) {
  const pages = Math.max(1, Math.ceil(count / size))
  return { page: Math.min(Math.max(1, asked), pages), pages }
}
