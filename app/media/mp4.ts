// MP4: boxes within boxes. Read with limits; what describes the video or where it was made is blanked, and the index is
// moved to the front, so that a browser can begin to play before it has all.
import { present } from '#app/present.ts'
import { UnfitMedia } from './unfit.ts'
import { byteAt } from './bytes.ts'

const broken = (what: string) => new UnfitMedia(`这个${what}文件不完整或者坏了，放不出来。请重新导出。`)

interface Box {
  kind: string
  /** Where it begins, where its content begins, and where it ends. */
  from: number
  content: number
  end: number
}

/** Boxes of a file, counted whenever they are listed: a recording in fragments has thousands. */
const maxBoxes = 200_000
const maxDepth = 8

/** One reading of a file: its bytes, and how many boxes have been met. */
interface Reading {
  bytes: Buffer
  boxes: number
  what: string
}

function listBoxes(reading: Reading, from: number, end: number): Box[] {
  const { bytes, what } = reading
  const boxes: Box[] = []
  for (let at = from; at < end;) {
    if (at + 8 > end || ++reading.boxes > maxBoxes) throw broken(what)
    let [size, content] = [bytes.readUInt32BE(at), at + 8]
    if (size === 1 && at + 16 <= end) [size, content] = [Number(bytes.readBigUInt64BE(at + 8)), at + 16]
    const boxEnd = size === 0 ? end : at + size // the last one may go on to the end
    if (!Number.isSafeInteger(boxEnd) || boxEnd < content || boxEnd > end) throw broken(what)
    boxes.push({ kind: bytes.toString('latin1', at + 4, at + 8), from: at, content, end: boxEnd })
    at = boxEnd
  }
  return boxes
}

/** The box at a path below another; undefined if there is none. */
function findBox(reading: Reading, within: Pick<Box, 'content' | 'end'>, path: readonly string[]): Box | undefined {
  let place: Pick<Box, 'content' | 'end'> | undefined = within
  for (const kind of path) place &&= listBoxes(reading, place.content, place.end).find((one) => one.kind === kind)
  return place as Box | undefined
}

function mustFind(reading: Reading, within: Pick<Box, 'content' | 'end'>, ...path: string[]): Box {
  const box = findBox(reading, within, path)
  if (!box) throw broken(reading.what)
  return box
}

/** Reads numbers of 32 bits within a box; throws beyond it. */
function numberAt({ bytes, what }: Reading, box: Box, at: number): number {
  if (box.content + at + 4 > box.end) throw broken(what)
  return bytes.readUInt32BE(box.content + at)
}

export interface Track {
  /** `soun`, `vide`, and others. */
  handler: string
  /** The kind of its sample description: `mp4a`, `avc1`, `Opus` … */
  codec: string
  seconds: number
  width: number
  height: number
}

function readTrack(reading: Reading, track: Box, fragmentSeconds: (id: number, scale: number) => number): Track {
  const { bytes, what } = reading
  const header = mustFind(reading, track, 'tkhd')
  const id = numberAt(reading, header, bytes[header.content] === 1 ? 20 : 12)
  const media = mustFind(reading, track, 'mdia')
  const scaleBox = mustFind(reading, media, 'mdhd')
  const scale = numberAt(reading, scaleBox, bytes[scaleBox.content] === 1 ? 20 : 12)
  const handlerBox = mustFind(reading, media, 'hdlr')
  numberAt(reading, handlerBox, 8)
  const handler = bytes.toString('latin1', handlerBox.content + 8, handlerBox.content + 12)
  checkIsOwnData(reading, media)
  const table = mustFind(reading, media, 'minf', 'stbl')
  const { codec, width, height } = readDescription(reading, mustFind(reading, table, 'stsd'))
  if (scale === 0) throw broken(what)
  checkChunks(reading, table)
  return {
    handler,
    codec,
    width,
    height,
    seconds: sumTimes(reading, mustFind(reading, table, 'stts')) / scale + fragmentSeconds(id, scale),
  }
}

/** A video's data may lie in another file; then every player would fetch it. */
function checkIsOwnData(reading: Reading, media: Box) {
  const references = mustFind(reading, media, 'minf', 'dinf', 'dref')
  const listed = listBoxes(reading, references.content + 8, references.end)
  if (listed.length === 0 || listed.some((one) => one.kind !== 'url ' || (numberAt(reading, one, 0) & 1) === 0))
    throw new UnfitMedia(`这个${reading.what}的内容在别的文件里，不能用。请重新导出成一个文件。`)
}

function readDescription(reading: Reading, description: Box) {
  const { bytes, what } = reading
  const entries = listBoxes(reading, description.content + 8, description.end)
  const [entry] = entries
  if (!entry || entries.length > 4 || entries.some(({ kind }) => kind !== entry.kind)) throw broken(what)
  const isVideo = /^avc[13]$/.test(entry.kind)
  if (isVideo && entry.content + 78 > entry.end) throw broken(what)
  if (entry.kind === 'mp4a' && !isAac(bytes.subarray(entry.content, entry.end))) return { codec: 'mp4a, not AAC', width: 0, height: 0 }
  const [width, height] = isVideo ? [bytes.readUInt16BE(entry.content + 24), bytes.readUInt16BE(entry.content + 26)] : [0, 0]
  return { codec: entry.kind, width, height }
}

/** Whether the sample description of `mp4a` is of AAC: its elementary stream says 0x40. */
function isAac(entry: Buffer): boolean {
  const stream = entry.indexOf('esds', 0, 'latin1')
  if (stream === -1) return false
  let at = stream + 8
  const passTag = (tag: number) => {
    if (entry[at] !== tag) return false
    for (at++; at < entry.length && byteAt(entry, at) & 0x80; at++); // its length, which may take several bytes
    at++
    return true
  }
  if (!passTag(3)) return false
  const flags = entry[at + 2] ?? 0
  at += 3 + (flags & 0x80 ? 2 : 0) + (flags & 0x40 ? 1 + (entry[at + 3] ?? 0) : 0) + (flags & 0x20 ? 2 : 0)
  return passTag(4) && entry[at] === 0x40
}

/** Adds up the times of the samples; the length that a header gives may be anything. */
function sumTimes(reading: Reading, table: Box): number {
  const entries = numberAt(reading, table, 4)
  if (table.content + 8 + entries * 8 > table.end) throw broken(reading.what)
  let sum = 0
  for (let i = 0; i < entries; i++) sum += numberAt(reading, table, 8 + i * 8) * numberAt(reading, table, 12 + i * 8)
  return sum
}

/** The tables of where chunks are, with the size of a place in bytes. */
const placeTables = { stco: 4, co64: 8 } as const

/** Calls `visit` for each place of a chunk: its position in the file, read and written as its table does. */
function forEachChunk(reading: Reading, table: Box, visit: (place: number, write: (moved: number) => void) => void) {
  const { bytes, what } = reading
  for (const box of listBoxes(reading, table.content, table.end)) {
    const size = placeTables[box.kind as keyof typeof placeTables]
    if (!size) continue
    const entries = numberAt(reading, box, 4)
    if (box.content + 8 + entries * size > box.end) throw broken(what)
    for (let i = 0; i < entries; i++) {
      const at = box.content + 8 + i * size
      const place = size === 4 ? bytes.readUInt32BE(at) : Number(bytes.readBigUInt64BE(at))
      visit(place, (moved) => void (size === 4 ? bytes.writeUInt32BE(moved, at) : bytes.writeBigUInt64BE(BigInt(moved), at)))
    }
  }
}

/** A video that was cut off still has its index, with chunks beyond the end. */
function checkChunks(reading: Reading, table: Box) {
  forEachChunk(reading, table, (place) => {
    if (place >= reading.bytes.length) throw broken(reading.what)
  })
}

/** The boxes that stay as they are; all others are blanked: they describe the video, its place and its camera. */
const keptBoxes = new Set(
  'ftyp moov mdat moof mvhd mvex mehd trex trak tkhd edts elst mdia mdhd hdlr elng minf vmhd smhd dinf dref stbl stsd stts ctts stsc stsz stz2 stco co64 stss sdtp sgpd sbgp styp sidx mfhd traf tfhd tfdt trun free'.split(
    ' ',
  ),
)
const containers = new Set('moov trak mdia minf stbl mvex edts moof traf dinf'.split(' '))

/** Blanks boxes that are not kept, below this place: as `free` boxes of zeros, so that nothing moves. */
function blankOthers(reading: Reading, from: number, end: number, depth = 0) {
  if (depth > maxDepth) throw broken(reading.what)
  for (const { kind, from: at, content, end: boxEnd } of listBoxes(reading, from, end)) {
    if (!keptBoxes.has(kind) || kind === 'free') {
      reading.bytes.write('free', at + 4, 'latin1')
      reading.bytes.fill(0, content, boxEnd)
    } else if (containers.has(kind)) blankOthers(reading, content, boxEnd, depth + 1)
  }
}

/** Moves the index of a video before its data, and adds that distance to the places of all chunks. */
function putIndexFirst(reading: Reading, top: readonly Box[]): Buffer {
  const { bytes } = reading
  const [index, data] = [
    present(
      top.find(({ kind }) => kind === 'moov'),
      'moov',
    ),
    top.find(({ kind }) => kind === 'mdat'),
  ]
  if (!data || index.from < data.from) return bytes
  const moved = index.end - index.from
  for (const track of listBoxes(reading, index.content, index.end).filter(({ kind }) => kind === 'trak'))
    forEachChunk(reading, mustFind(reading, track, 'mdia', 'minf', 'stbl'), (place, write) => {
      if (place >= data.from && place < index.from) write(place + moved)
    })
  return Buffer.concat([
    bytes.subarray(0, data.from),
    bytes.subarray(index.from, index.end),
    bytes.subarray(data.from, index.from),
    bytes.subarray(index.end),
  ])
}

/** The times of samples in fragments, as recorders in browsers write them, by track: in units of the track. */
function readFragments(reading: Reading, top: readonly Box[], index: Box) {
  const usual = new Map<number, number>()
  for (const extension of findBox(reading, index, ['mvex']) ? listBoxes(reading, ...spanOf(mustFind(reading, index, 'mvex'))) : [])
    if (extension.kind === 'trex') usual.set(numberAt(reading, extension, 4), numberAt(reading, extension, 12))
  const sums = new Map<number, number>()
  for (const fragment of top.filter(({ kind }) => kind === 'moof'))
    for (const track of listBoxes(reading, fragment.content, fragment.end).filter(({ kind }) => kind === 'traf')) {
      const header = mustFind(reading, track, 'tfhd')
      const [flags, id] = [numberAt(reading, header, 0) & 0xffffff, numberAt(reading, header, 4)]
      const at = 8 + (flags & 1 ? 8 : 0) + (flags & 2 ? 4 : 0)
      const each = flags & 8 ? numberAt(reading, header, at) : (usual.get(id) ?? 0)
      for (const run of listBoxes(reading, track.content, track.end).filter(({ kind }) => kind === 'trun'))
        sums.set(id, (sums.get(id) ?? 0) + sumRun(reading, run, each))
    }
  return (id: number, scale: number) => (sums.get(id) ?? 0) / scale
}

const spanOf = ({ content, end }: Box) => [content, end] as const

function sumRun(reading: Reading, run: Box, each: number): number {
  const [flags, samples] = [numberAt(reading, run, 0) & 0xffffff, numberAt(reading, run, 4)]
  const size = [0x100, 0x200, 0x400, 0x800].filter((flag) => flags & flag).length * 4
  const first = 8 + (flags & 1 ? 4 : 0) + (flags & 4 ? 4 : 0)
  if (run.content + first + samples * size > run.end || samples > 1_000_000) throw broken(reading.what)
  if (!(flags & 0x100)) return samples * each
  let sum = 0
  for (let i = 0; i < samples; i++) sum += numberAt(reading, run, first + i * size)
  return sum
}

/**
 * Reads an MP4: its tracks, and its bytes without what describes it, the index first. `what` names it in messages. Throws `UnfitMedia`.
 */
export function readMp4(brought: Buffer, what: '录音' | '视频'): { bytes: Buffer; tracks: Track[] } {
  const reading: Reading = { bytes: Buffer.from(brought), boxes: 0, what }
  const top = listBoxes(reading, 0, brought.length)
  const indexes = top.filter(({ kind }) => kind === 'moov')
  const [index] = indexes
  if (top[0]?.kind !== 'ftyp' || !index || indexes.length > 1 || !top.some(({ kind }) => kind === 'mdat')) throw broken(what)
  if (brought.toString('latin1', top[0].content, top[0].content + 4) === 'qt  ')
    throw new UnfitMedia(`这是苹果的 MOV，不是 MP4，很多手机放不出来。请在手机上导出成 MP4 再放进来。`)
  const fragments = readFragments(reading, top, index)
  const tracks = listBoxes(reading, index.content, index.end)
    .filter(({ kind }) => kind === 'trak')
    .map((track) => readTrack(reading, track, fragments))
  blankOthers(reading, 0, brought.length)
  return { bytes: putIndexFirst(reading, top), tracks }
}
