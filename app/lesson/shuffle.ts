// Shuffles steps by a name: the same lesson is always the same page.

/** A number from a text (FNV-1a). */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value >>> 0
}

/** Returns the numbers from 0 to `count` − 1 in an order that depends only on `name`, and is never the right one if there are two or more. */
export function shufflePlaces(count: number, name: string): number[] {
  const places = Array.from({ length: count }, (_, i) => ({ i, by: hash(`${name}/${i}`) }))
    .sort((one, other) => one.by - other.by)
    .map(({ i }) => i)
  const isRight = places.every((place, i) => place === i)
  return isRight ? [...places.slice(1), ...places.slice(0, 1)] : places
}
