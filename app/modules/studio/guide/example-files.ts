// The pictures of the examples: small drawings, which come within the page. Sounds and videos of the examples have no address.
import type { LessonAddresses } from '#app/lesson/lesson-files.ts'

const draw = (width: number, height: number, shapes: string) =>
  `data:image/svg+xml;base64,${Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${shapes}</svg>`,
  ).toString('base64')}`

const ground = '<rect width="320" height="200" fill="#eef3e6"/><rect y="160" width="320" height="40" fill="#c9b48a"/>'
const goods = (top: number) =>
  `<rect x="60" y="${top - 60}" width="50" height="60" fill="#8a5a2b"/><rect x="120" y="${top - 80}" width="50" height="80" fill="#a8763e"/><circle cx="200" cy="${top - 16}" r="16" fill="#d9a441"/><circle cx="236" cy="${top - 16}" r="16" fill="#d9a441"/>`
const table =
  '<rect x="40" y="120" width="240" height="10" fill="#6b4a2a"/><path d="M56 130v50M264 130v50" stroke="#6b4a2a" stroke-width="8"/>'

const drawings: Readonly<Record<string, string>> = {
  'stall.svg': draw(320, 200, ground + table + goods(120)),
  'stall-before.jpg': draw(320, 200, ground + goods(178)),
  'stall-after.jpg': draw(320, 200, ground + table + goods(120)),
  'leaf.svg': draw(
    320,
    200,
    '<rect width="320" height="200" fill="#f6f4ec"/><path d="M50 80C100 20 220 40 256 124C190 150 90 150 50 80Z" fill="#5d8f4a"/><path d="M50 80C120 90 190 104 292 140" fill="none" stroke="#2f5a2a" stroke-width="6"/>',
  ),
  'box.svg': draw(
    320,
    200,
    '<rect width="320" height="200" fill="#eef3e6"/><path d="M80 70h160v100H80z" fill="#c99a5b"/><path d="M80 70l30-30h160l-30 30z" fill="#dcb67c"/><path d="M240 70l30-30v100l-30 30z" fill="#a97c40"/><path d="M150 70h20v100h-20z" fill="#efe2c4"/>',
  ),
}

/** What is said beside sounds, videos and documents. */
const spoken: Readonly<Record<string, { seconds: number | null; size: number }>> = {
  'greeting.m4a': { seconds: 25, size: 310_000 },
  'wrap.mp4': { seconds: 40, size: 4_800_000 },
  'price-list.pdf': { seconds: null, size: 180_000 },
}

export const exampleFiles: LessonAddresses = {
  drawing: (name) => drawings[name] ?? '',
  media: (name) => {
    const drawing = drawings[name]
    if (drawing) return { width: 320, height: 200, seconds: null, size: 40_000, address: drawing }
    const told = spoken[name]
    return told ? { width: null, height: null, ...told, address: '#' } : null
  },
}
