// What phones get of a photograph: derived when it is first asked for, and cached.
import { and, count, eq, ne } from 'drizzle-orm'
import { log } from '#app/log.server.ts'
import {
  makeVariants,
  photographPipeline,
  type Variant,
  type VariantFormat,
  variantFormats,
  variantWidths,
} from '#app/media/photographs.server.ts'
import { notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { mediaVariants } from '#db/schema/media.ts'
import { readMedia, readMediaInfo } from './queries.server.ts'

const allVariants = variantFormats.length * variantWidths.length

type VariantSite = Pick<Site, 'read' | 'write'>

/** What is being derived, by hash: many phones that open a new lesson wait for the same work. */
const running = new Map<string, Promise<Variant[]>>()

/**
 * Derives all variants of a photograph and caches them, unless that was done. Returns their sizes in bytes. Throws 404 if it is not
 * stored, 429 if too many wait.
 */
export async function deriveVariants(site: VariantSite, hash: string): Promise<{ format: VariantFormat; width: number; size: number }[]> {
  const kept = await site.read
    .select()
    .from(mediaVariants)
    .where(and(eq(mediaVariants.hash, hash), eq(mediaVariants.pipeline, photographPipeline)))
  const variants = kept.length === allVariants ? kept : await deriveOnce(site, hash)
  return variants.map(({ format, width, bytes }) => ({ format, width, size: bytes.length }))
}

/** Of these media, the photographs of which something is missing that phones get. */
export async function listUnscaledPhotographs(site: Pick<Site, 'read'>, hashes: readonly string[]): Promise<string[]> {
  const unique = [...new Set(hashes)]
  if (unique.length === 0) return []
  const photographs = [...(await readMediaInfo(site, unique)).values()].filter(({ mediaType }) => mediaType.startsWith('image/'))
  const kept = await site.read
    .select({ hash: mediaVariants.hash, count: count() })
    .from(mediaVariants)
    .where(and(inValues(mediaVariants.hash, unique), eq(mediaVariants.pipeline, photographPipeline)))
    .groupBy(mediaVariants.hash)
  const whole = new Set(kept.filter((one) => one.count === allVariants).map(({ hash }) => hash))
  return photographs.map(({ hash }) => hash).filter((hash) => !whole.has(hash))
}

function deriveOnce(site: VariantSite, hash: string): Promise<Variant[]> {
  const known = running.get(hash)
  if (known) return known
  const work = derive(site, hash).finally(() => running.delete(hash))
  running.set(hash, work)
  return work
}

async function derive(site: VariantSite, hash: string): Promise<Variant[]> {
  const master = await readMedia(site, hash)
  if (!master.mediaType.startsWith('image/')) throw notFound('这张照片')
  const variants = await makeVariants(master.bytes)
  // If they cannot be stored, on a full or read-only disk, they can still be shown.
  await site
    .write(
      'system',
      'keep what phones get of a photograph',
      async (tx) => {
        await tx.delete(mediaVariants).where(and(eq(mediaVariants.hash, hash), ne(mediaVariants.pipeline, photographPipeline)))
        for (const { format, width, bytes } of variants)
          await tx.insert(mediaVariants).values({ hash, format, width, pipeline: photographPipeline, bytes }).onConflictDoNothing()
      },
      { lane: 'bulk' },
    )
    .catch((fault: unknown) => log.warn('what phones get of a photograph could not be kept', { hash, fault }))
  return variants
}

/** Returns one variant of a photograph, derived if it is not cached. Throws 404 and 429. */
export async function readVariant(
  site: VariantSite,
  hash: string,
  { format, width }: { format: VariantFormat; width: number },
): Promise<Buffer> {
  const [kept] = await site.read
    .select({ bytes: mediaVariants.bytes })
    .from(mediaVariants)
    .where(
      and(
        eq(mediaVariants.hash, hash),
        eq(mediaVariants.format, format),
        eq(mediaVariants.width, width),
        eq(mediaVariants.pipeline, photographPipeline),
      ),
    )
  if (kept) return kept.bytes
  const variant = (await deriveOnce(site, hash)).find((one) => one.format === format && one.width === width)
  if (!variant) throw notFound('这张照片')
  return variant.bytes
}
