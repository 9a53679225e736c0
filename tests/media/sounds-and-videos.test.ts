// What authors bring as sound or video plays, says nothing but what is heard and seen, and is refused in one sentence if it is anything else.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { acceptSound } from '#app/media/sounds.ts'
import { UnfitMedia } from '#app/media/unfit.ts'
import { acceptVideo } from '#app/media/videos.ts'
import { aWebm, anM4a, anMp3, anMp4, anOgg, box, firstChunkOf, id3, isOgg, mediaData } from './makers.ts'

const place = box('udta', box('\xa9xyz', Buffer.from('+29.6656+109.1500/ in the village')))

test.each([
  ['MP3', anMp3, 'audio/mpeg', 1],
  ['AAC in MP4', anM4a, 'audio/mp4', 1],
  ['Opus in Ogg', anOgg, 'audio/ogg', 1],
  ['a recording of Chromium', aWebm, 'audio/ogg', 1],
  ['two hundred seconds', () => anM4a({ seconds: 200 }), 'audio/mp4', 200],
] as const)('%s is a sound, and what was accepted once is accepted as it is', (_, make, mediaType, seconds) => {
  const sound = acceptSound(make())
  expect(sound).toMatchObject({ mediaType, seconds })
  expect(acceptSound(sound.bytes)).toEqual(sound)
})

test('a recording of Chromium becomes Opus in Ogg, which plays everywhere', () => {
  expect(isOgg(acceptSound(aWebm()).bytes)).toBe(true)
  expect(acceptSound(aWebm()).bytes.equals(anOgg())).toBe(true)
})

test('titles, pictures and places are cut off', () => {
  const tagged = anMp3({ before: id3(3000), behind: Buffer.concat([Buffer.from('TAG in the village'), Buffer.alloc(110)]) })
  expect(acceptSound(tagged).bytes.equals(anMp3())).toBe(true)
  for (const bytes of [acceptSound(anM4a({ more: [place] })).bytes, acceptVideo(anMp4({ more: [place] })).bytes])
    expect(bytes.toString('latin1')).not.toMatch(/village|109/)
})

const seconds = (count: number) => anMp3({ frames: Math.ceil((count * 44_100) / 1152) })
const cut = (bytes: Buffer, part = 0.5) => bytes.subarray(0, Math.floor(bytes.length * part))
const damaged = (bytes: Buffer, at: number) => Buffer.concat([bytes.subarray(0, at), Buffer.from([bytes[at]! ^ 1]), bytes.subarray(at + 1)])

test.each([
  ['nothing', Buffer.alloc(0), '只收'],
  ['a page named like a sound', Buffer.from('<html><script>alert(1)</script>'), '只收'],
  ['a page in a tag', Buffer.concat([id3(100), Buffer.from('<html>'.repeat(100))]), '不是完整的录音'],
  ['an MP3 with a page behind it', anMp3({ behind: Buffer.from('<html><script>alert(1)</script>') }), '不是完整的录音'],
  ['a tag that says it is larger than the file', id3(200_000_000), '不是完整的录音'],
  ['a tag within a tag without end', Buffer.concat(new Array<Buffer>(1000).fill(id3(0, Buffer.alloc(0)))), '不是完整的录音'],
  ['an MP3 of a moment', anMp3({ frames: 3 }), '不是完整的录音'],
  ['an MP3 of six minutes', seconds(360), '最多 5 分钟'],
  ['an M4A of six minutes', anM4a({ seconds: 360 }), '最多 5 分钟'],
  ['an MP3 of more than 4 MB', anMp3({ frames: 45_000 }), '最多 4.0 MB'],
  ['more than is looked at', anMp3({ before: id3(0), frames: 90_000 }), '最多 4.0 MB'],
  ['an Ogg that ends too soon', cut(anOgg()), '不完整'],
  ['an Ogg with a wrong checksum', damaged(anOgg(), anOgg().length - 1), '不完整'],
  ['an Ogg that goes on', Buffer.concat([anOgg(), Buffer.from('PK\x03\x04 and so on, an archive')]), '不完整'],
  ['a WebM of two tracks', aWebm({ tracks: 2 }), '不是只有一段'],
  ['a WebM of Vorbis', aWebm({ codec: 'A_VORBIS' }), '不是只有一段'],
  ['a WebM that ends too soon', cut(aWebm(), 0.97), '不完整'],
  ['an M4A that ends too soon', cut(anM4a(), 0.97), '不完整'],
  ['an M4A of nothing', anM4a({ seconds: 0 }), '空的'],
  ['a video as a sound', anMp4(), '不是只有一段'],
  ['an M4A whose data lies elsewhere', anM4a({ ownData: false }), '别的文件'],
] as const)('%s is refused as a sound, in one sentence', (_, bytes, words) => {
  const begun = performance.now()
  expect(() => acceptSound(bytes)).toThrow(words)
  expect(() => acceptSound(bytes)).toThrow(UnfitMedia)
  expect(performance.now() - begun).toBeLessThan(1_000)
})

test('a video whose index comes last gets it in front, and its data is where the index says', () => {
  const video = acceptVideo(anMp4({ indexLast: true }))
  expect(video).toMatchObject({ mediaType: 'video/mp4', width: 640, height: 320, seconds: 1 })
  expect(video.bytes.indexOf('moov')).toBeLessThan(video.bytes.indexOf('mdat'))
  expect(video.bytes.subarray(firstChunkOf(video.bytes)).toString()).toBe(mediaData.toString())
  expect(video.bytes.equals(anMp4())).toBe(true)
  expect(acceptVideo(video.bytes)).toEqual(video)
})

const nested = (depth: number): Buffer => (depth === 0 ? box('free') : box('moov', nested(depth - 1)))

test.each([
  ['a page named like a video', Buffer.from('<html><script>alert(1)</script>'), 'H.264'],
  ['a video of an iPhone', anMp4({ brand: 'qt  ' }), 'MOV'],
  ['HEVC', anMp4({ codecs: ['hvc1', 'mp4a'] }), '不是 H.264'],
  ['H.264 with Opus', anMp4({ codecs: ['avc1', 'Opus'] }), '不是 AAC'],
  ['a video with a track of places', anMp4({ codecs: ['avc1', 'mp4a', 'mebx'] }), '别的内容'],
  ['two videos in one', anMp4({ codecs: ['avc1', 'avc1'] }), '别的内容'],
  ['a sound as a video', anM4a(), '别的内容'],
  ['4K', anMp4({ width: 3840 }), '长边最多'],
  ['a video whose data lies elsewhere', anMp4({ ownData: false }), '别的文件'],
  ['a video that ends too soon', cut(anMp4(), 0.98), '不完整'],
  ['a video without its end, which is its index', cut(anMp4({ indexLast: true })), '不完整'],
  ['a video whose chunks lie behind its end', damagedChunk(), '不完整'],
  ['boxes in boxes without end', Buffer.concat([anMp4(), nested(5000)]), '不完整'],
  ['a box that says it is larger than all', Buffer.concat([anMp4(), Buffer.from([0x7f, 255, 255, 255, 102, 114, 101, 101])]), '不完整'],
  ['a video of 21 MB', Buffer.concat([anMp4(), box('free', Buffer.alloc(21_000_000))]), '最多 20.0 MB'],
] as const)('%s is refused as a video, in one sentence', (_, bytes, words) => {
  expect(() => acceptVideo(bytes)).toThrow(words)
  expect(() => acceptVideo(bytes)).toThrow(UnfitMedia)
})

function damagedChunk() {
  const bytes = anMp4()
  bytes.writeUInt32BE(0x7fffffff, bytes.indexOf('stco') + 12)
  return bytes
}

test('whatever is changed in a file, it is accepted or refused in a sentence, at once', () => {
  const whole = {
    sound: [anMp3({ before: id3(50) }), anM4a({ more: [place] }), anOgg(), aWebm()],
    video: [anMp4({ indexLast: true, more: [place] })],
  }
  const changed = (bytes: Buffer) =>
    fc.array(fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 }).map((changes) => {
      const copy = Buffer.from(bytes)
      for (const [at, value] of changes) copy[at] = value
      return copy
    })
  const holds = (accept: (bytes: Buffer) => { bytes: Buffer }) => (bytes: Buffer) => {
    try {
      const { bytes: stored } = accept(bytes)
      expect(accept(stored).bytes.equals(stored)).toBe(true)
    } catch (fault) {
      if (!(fault instanceof UnfitMedia)) throw fault
      expect(fault.message).toMatch(/[\u4e00-\u9fff].*。$/)
    }
  }
  for (const bytes of whole.sound) fc.assert(fc.property(changed(bytes), holds(acceptSound)), { numRuns: 300 })
  for (const bytes of whole.video) fc.assert(fc.property(changed(bytes), holds(acceptVideo)), { numRuns: 500 })
})
