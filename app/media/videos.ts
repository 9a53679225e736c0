// Videos of courses: MP4 with H.264, and AAC if they have sound, which every phone plays.
import { asBuffer } from './bytes.ts'
import { readMp4 } from './mp4.ts'
import { inMegabytes, UnfitMedia } from './unfit.ts'

export const maxVideoBytes = 20_000_000
const maxSide = 1920

export interface Video {
  mediaType: 'video/mp4'
  width: number
  height: number
  seconds: number
  bytes: Buffer
}

/**
 * Returns a video as it is stored: with its index first, so that it plays while it arrives, and without what describes it. The result of
 * one that was accepted before is the same bytes. Throws `UnfitMedia`.
 */
export function acceptVideo(brought: Uint8Array): Video {
  const given = asBuffer(brought)
  if (given.length > maxVideoBytes)
    throw new UnfitMedia(`视频太大：${inMegabytes(given.length)}，最多 ${inMegabytes(maxVideoBytes)}。请剪短，或用低一点的清晰度导出。`)
  if (given.toString('latin1', 4, 8) !== 'ftyp') throw new UnfitMedia('视频只收 MP4（H.264）。请在手机上导出成 MP4。')
  const { bytes, tracks } = readMp4(given, '视频')
  const videos = tracks.filter(({ handler }) => handler === 'vide')
  const [video] = videos
  const others = tracks.filter((track) => track !== video)
  if (!video || videos.length > 1 || others.length > 1 || others.some(({ handler }) => handler !== 'soun'))
    throw new UnfitMedia('这个视频里除了画面和声音还有别的内容。请重新导出成普通的 MP4。')
  if (!/^avc[13]$/.test(video.codec))
    throw new UnfitMedia('这个视频不是 H.264 编码，很多手机放不出来。请在手机的相机设置里选“兼容性最佳”，或重新导出。')
  if (others.some(({ codec }) => codec !== 'mp4a')) throw new UnfitMedia('这个视频的声音不是 AAC 编码，很多手机放不出来。请重新导出。')
  if (video.width === 0 || video.height === 0 || Math.max(video.width, video.height) > maxSide)
    throw new UnfitMedia(`视频的画面太大：${video.width}×${video.height}，长边最多 ${maxSide}。请用 720p 导出。`)
  if (!(video.seconds > 0)) throw new UnfitMedia('这个视频是空的。')
  return { mediaType: 'video/mp4', width: video.width, height: video.height, seconds: Math.max(1, Math.round(video.seconds)), bytes }
}
