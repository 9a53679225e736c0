// Files that owners send: voice notes, checked by their content and not by their name, and how files are stored.
import type { Media } from '#app/media/pictures.server.ts'
import { invalidInput } from '#app/refusal.ts'
import type { Tx } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { shopFiles } from '#db/schema/shop-files.ts'

/** Maximum size of a voice note, in bytes. */
const maxVoiceBytes = 1024 * 1024

const startsWith =
  (text: string, at = 0) =>
  (bytes: Buffer) =>
    bytes.subarray(at, at + text.length).toString('latin1') === text

/** Formats that phones record, recognised by the first bytes. */
const voiceTypes: readonly { mediaType: string; is: (bytes: Buffer) => boolean }[] = [
  { mediaType: 'audio/webm', is: startsWith('\x1a\x45\xdf\xa3') },
  { mediaType: 'audio/ogg', is: startsWith('OggS') },
  { mediaType: 'audio/mp4', is: startsWith('ftyp', 4) },
  { mediaType: 'audio/mpeg', is: (bytes) => startsWith('ID3')(bytes) || (bytes[0] === 0xff && (bytes[1]! & 0xe6) === 0xe2) }, // a frame of layer III
  { mediaType: 'audio/aac', is: (bytes) => bytes[0] === 0xff && (bytes[1]! & 0xf6) === 0xf0 },
  { mediaType: 'audio/amr', is: startsWith('#!AMR') },
]

/** Checks a voice note and returns it as it was recorded. Throws 422. */
export function processVoice(bytes: Uint8Array, field = 'voice'): Media {
  const recorded = Buffer.from(bytes)
  if (recorded.length > maxVoiceBytes) throw invalidInput({ [field]: ['录音太长了，最多一分钟左右。'] })
  const known = voiceTypes.find(({ is }) => is(recorded))
  if (!known) throw invalidInput({ [field]: ['这个文件不是能播放的录音，请重录。'] })
  return { mediaType: known.mediaType, bytes: recorded }
}

/** Stores a processed file. Returns its id. */
export async function storeShopFile(
  tx: Tx,
  { shopId, pairingId, media }: { shopId: string; pairingId: string | null; media: Media },
): Promise<string> {
  const id = newId(tx.at.getTime())
  await tx.insert(shopFiles).values({ id, shopId, pairingId, ...media, by: tx.actor, at: tx.at })
  tx.note(`file ${id} of shop ${shopId}: ${media.mediaType}, ${media.bytes.length} bytes`)
  return id
}
