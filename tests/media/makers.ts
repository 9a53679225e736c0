// Photographs, and small sounds and videos, built byte by byte as the formats say: one second each, of silence.
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { encodeOpus, readOgg } from '#app/media/ogg.ts'

const u16 = (value: number) => Buffer.from([value >> 8, value & 255])
const u32 = (value: number) => {
  const four = Buffer.alloc(4)
  four.writeUInt32BE(value)
  return four
}
export const box = (kind: string, ...content: Buffer[]) => {
  const all = Buffer.concat(content)
  return Buffer.concat([u32(all.length + 8), Buffer.from(kind, 'latin1'), all])
}
const zeros = (length: number) => Buffer.alloc(length)

/** A frame of silence: MPEG-1 layer III, 32 kbit/s, 44.1 kHz, one channel. */
const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x10, 0xc4]), zeros(100)])
export const anMp3 = ({ frames = 40, before = zeros(0), behind = zeros(0) } = {}) =>
  Buffer.concat([before, ...new Array<Buffer>(frames).fill(frame), behind])

/** A tag that says it is so long. */
export const id3 = (size: number, content = Buffer.from('TIT2 secret place')) =>
  Buffer.concat([
    Buffer.from('ID3\x03\0\0', 'latin1'),
    Buffer.from([21, 14, 7, 0].map((shift) => (size >> shift) & 127)),
    content,
    zeros(Math.max(0, Math.min(size, 10_000) - content.length)),
  ])

const head = Buffer.from('OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0', 'latin1')
/** Silence: 20 milliseconds a packet. */
const packet = Buffer.from([0xf8, 0xff, 0xfe])
export const anOgg = ({ packets = 50 } = {}) => encodeOpus(head, new Array<Buffer>(packets).fill(packet)).bytes
export const isOgg = (bytes: Buffer) => readOgg(bytes).bytes.equals(bytes)

const ebml = (id: number[], ...content: Buffer[]) => {
  const all = Buffer.concat(content)
  return Buffer.concat([
    Buffer.from(id),
    Buffer.from([0x10 | (all.length >> 24), (all.length >> 16) & 255, (all.length >> 8) & 255, all.length & 255]),
    all,
  ])
}
/** As Chromium records: cluster and segment of unknown size. */
export function aWebm({ packets = 50, codec = 'A_OPUS', tracks = 1 } = {}) {
  const track = ebml(
    [0xae],
    ebml([0xd7], Buffer.from([1])),
    ebml([0x83], Buffer.from([2])),
    ebml([0x86], Buffer.from(codec)),
    ebml([0x63, 0xa2], head),
  )
  const block = ebml([0xa3], Buffer.from([0x81, 0, 0, 0x80]), packet)
  const unknown = Buffer.from([0x01, 255, 255, 255, 255, 255, 255, 255])
  return Buffer.concat([
    ebml([0x1a, 0x45, 0xdf, 0xa3], ebml([0x42, 0x82], Buffer.from('webm'))),
    Buffer.from([0x18, 0x53, 0x80, 0x67]),
    unknown,
    ebml([0x16, 0x54, 0xae, 0x6b], ...new Array<Buffer>(tracks).fill(track)),
    Buffer.from([0x1f, 0x43, 0xb6, 0x75]),
    unknown,
    ebml([0xe7], Buffer.from([0])),
    ...new Array<Buffer>(packets).fill(block),
  ])
}

export interface Mp4Choices {
  /** `avc1` and `mp4a` by default of a video, `mp4a` of a sound. */
  codecs?: string[]
  seconds?: number
  width?: number
  indexLast?: boolean
  brand?: string
  /** More boxes in the index: `udta` with a place, for example. */
  more?: Buffer[]
  /** The flag that the data is in the same file. */
  ownData?: boolean
}

const handlerOf = (codec: string) => (/^(avc|hvc|hev)/.test(codec) ? 'vide' : /^(mp4a|Opus)$/.test(codec) ? 'soun' : 'meta')

function description(codec: string, width: number) {
  if (handlerOf(codec) === 'vide') return box(codec, zeros(24), u16(width), u16(width / 2), zeros(50), box('avcC', zeros(7)))
  const esds = box(
    'esds',
    zeros(4),
    Buffer.from([3, 25, 0, 1, 0, 4, 17, 0x40, 0x15, ...new Array<number>(11).fill(0), 5, 2, 0x12, 0x08, 6, 1, 2]),
  )
  return box(codec, zeros(8), zeros(20), ...(codec === 'mp4a' ? [esds] : []))
}

/** Where the first chunk of an MP4 begins, as its index says. */
export const firstChunkOf = (bytes: Buffer) => bytes.readUInt32BE(bytes.indexOf('stco') + 12)
export const mediaData = Buffer.from('the data of the video')

export function anMp4({
  codecs = ['avc1', 'mp4a'],
  seconds = 1,
  width = 640,
  indexLast = false,
  brand = 'isom',
  more = [],
  ownData = true,
}: Mp4Choices = {}) {
  const type = box('ftyp', Buffer.from(brand, 'latin1'), zeros(4), Buffer.from('isom', 'latin1'))
  const data = box('mdat', mediaData)
  const index = (chunk: number) =>
    box(
      'moov',
      box('mvhd', zeros(12), u32(1000), u32(seconds * 1000), zeros(80)),
      ...codecs.map((codec, i) =>
        box(
          'trak',
          box('tkhd', zeros(12), u32(i + 1), zeros(68)),
          box(
            'mdia',
            box('mdhd', zeros(12), u32(1000), u32(seconds * 1000), zeros(4)),
            box('hdlr', zeros(8), Buffer.from(handlerOf(codec), 'latin1'), zeros(13)),
            box(
              'minf',
              box(
                'dinf',
                box(
                  'dref',
                  zeros(4),
                  u32(1),
                  box('url ', u32(ownData ? 1 : 0), ownData ? zeros(0) : Buffer.from('https://example.com/a.mp4\0')),
                ),
              ),
              box(
                'stbl',
                box('stsd', zeros(4), u32(1), description(codec, width)),
                box('stts', zeros(4), u32(1), u32(seconds * 10), u32(100)),
                box('stsc', zeros(4), u32(1), u32(1), u32(1), u32(1)),
                box('stsz', zeros(4), u32(20), u32(1)),
                box('stco', zeros(4), u32(1), u32(chunk)),
              ),
            ),
          ),
        ),
      ),
      ...more,
    )
  const chunk = type.length + 8 + (indexLast ? 0 : index(0).length)
  return Buffer.concat(indexLast ? [type, data, index(chunk)] : [type, index(chunk), data])
}
export const anM4a = (choices: Mp4Choices = {}) => anMp4({ codecs: ['mp4a'], brand: 'M4A ', ...choices })

/** Made-up: a sky, a hill and grain, so that it weighs what a photograph weighs. Three wide to four high, or the other way round. */
export async function aPhotograph(width = 1200, format: 'jpeg' | 'png' | 'webp' = 'jpeg', { place = false, grain: hasGrain = true } = {}) {
  const height = Math.round((width * 3) / 4)
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="#8cf"/><stop offset="1" stop-color="#fe9"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#s)"/><circle cx="50%" cy="90%" r="40%" fill="#385"/></svg>`
  const grain = Buffer.alloc(width * height * 3)
  let state = 1
  for (let i = 0; i < grain.length; i++) grain[i] = 70 + (((state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) >> 16) % 116)
  const coarse = await sharp(grain, { raw: { width, height, channels: 3 } })
    .blur(1.5)
    .linear(3, -256)
    .png()
    .toBuffer()
  const layers = hasGrain ? [{ input: coarse, blend: 'overlay' as const }] : []
  const drawn = sharp(Buffer.from(drawing)).composite(layers)
  const told = place ? drawn.withExif({ IFD0: { Make: 'phone' }, IFD3: { GPSLatitude: '29/1 40/1 0/1' } }) : drawn
  return told.toFormat(format, { quality: 90 }).toBuffer()
}

/** A JPEG with a comment after its first two bytes. */
export const withComment = (jpeg: Buffer, text = '<script>alert(1)</script>') =>
  Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe]), u16(text.length + 2), Buffer.from(text), jpeg.subarray(2)])

/** A PNG of one colour, that many pixels wide and high: kilobytes that expand to gigabytes. */
export function bomb(side: number) {
  const crcOf = (bytes: Buffer) => {
    let crc = 0xffffffff
    for (const byte of bytes) {
      crc ^= byte
      for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
    }
    return (crc ^ 0xffffffff) >>> 0
  }
  const chunk = (kind: string, content: Buffer) => {
    const body = Buffer.concat([Buffer.from(kind, 'latin1'), content])
    return Buffer.concat([u32(content.length), body, u32(crcOf(body))])
  }
  const header = Buffer.concat([u32(side), u32(side), Buffer.from([8, 2, 0, 0, 0])])
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(500_000))),
    chunk('IEND', zeros(0)),
  ])
}

const packed = (text: string) => deflateSync(Buffer.from(text, 'latin1'))

export interface PdfMade {
  /** Entries of the catalogue. */
  catalogue?: string
  /** Objects, whole, as they stand in the file. */
  objects?: readonly (string | Buffer)[]
  /** What is in a packed stream of objects. */
  inObjects?: string
  trailer?: string
}

/** A stream with its dictionary, packed unless `dictionary` says how it is. */
export const pdfStream = (number: number, content: string | Buffer, dictionary = '/Filter /FlateDecode') => {
  const bytes = typeof content === 'string' ? packed(content) : content
  return Buffer.concat([
    Buffer.from(`${number} 0 obj\n<< /Length ${bytes.length} ${dictionary} >>\nstream\n`, 'latin1'),
    bytes,
    Buffer.from('\nendstream\nendobj\n', 'latin1'),
  ])
}

/** A PDF of a page, as programs for documents write it. */
export function aPdf({ catalogue = '', objects = [], inObjects = '', trailer = '' }: PdfMade = {}): Buffer {
  const parts = [
    '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n',
    `1 0 obj\n<< /Type /Catalog /Pages 2 0 R ${catalogue} >>\nendobj\n`,
    '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n',
    '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>\nendobj\n',
    pdfStream(4, 'BT /F1 12 Tf 72 720 Td (1) Tj ET'),
    ...(inObjects === '' ? [] : [pdfStream(5, `9 0 ${inObjects}`, '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode')]),
    ...objects,
    `xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 6 /Root 1 0 R ${trailer} >>\nstartxref\n9\n%%EOF\n`,
  ]
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
}
