// Handles each form from a phone once: on a bad line a phone sends again what was already handled.
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Viewer } from '#app/access/viewer.ts'
import { device, parseFields, sequence } from '#app/fields.ts'
import type { Site, Tx } from '#app/site.ts'
import { replaceWrite } from '#app/writes.server.ts'
import { sentForms } from '#db/schema/sent-forms.ts'

const sentName = z.object({ device: device(), sequence: sequence() })

class AlreadyHandled extends Error {}

/**
 * Does the work of a form unless it was done for this very form before. The note that it was done is written in the work's own first
 * transaction, so neither exists without the other. A refusal leaves no note. Throws what the work throws, and 422 for a form without a
 * name.
 */
export async function handleOnce(site: Site, viewer: Viewer, named: unknown, work: (site: Site) => Promise<unknown>): Promise<void> {
  const row = { accountId: viewer.accountId, ...parseFields(sentName, named) }
  const wasTaken = and(eq(sentForms.accountId, row.accountId), eq(sentForms.device, row.device), eq(sentForms.sequence, row.sequence))
  if ((await site.read.$count(sentForms, wasTaken)) > 0) return
  let isNoted = false
  const write: Site['write'] = async (actor, why, change, choices) => {
    const noting = async (tx: Tx) => {
      if (!isNoted) {
        const added = await tx
          .insert(sentForms)
          .values({ ...row, at: tx.at })
          .onConflictDoNothing()
          .returning({ device: sentForms.device })
        if (added.length === 0) throw new AlreadyHandled()
      }
      return change(tx)
    }
    const done = await site.write(actor, why, noting, choices)
    isNoted = true
    return done
  }
  try {
    await work(replaceWrite(site, write))
  } catch (fault) {
    if (!(fault instanceof AlreadyHandled)) throw fault
  }
}
