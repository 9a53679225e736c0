// What the page of a version's media posts.
import type { Viewer } from '#app/access/viewer.ts'
import { invalidInput } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import type { MediaOrder } from '../studio-form.ts'
import { deleteFile } from '../history/deleting.server.ts'
import { closeCameraLink, openCameraLink } from './camera-links.server.ts'
import { takeEach } from './take-each.ts'
import { addMedia, type BroughtMedia } from './version-media.server.ts'

/** Does what was posted. Files that can be taken are, beside others that are refused. Throws 403, 404, 409, 422 or 429. */
export async function handleMediaForm(
  site: Site,
  viewer: Viewer,
  versionId: string,
  order: MediaOrder,
  files: readonly Pick<BroughtMedia, 'fileName' | 'bytes'>[],
): Promise<void> {
  switch (order.do) {
    case 'upload':
      if (files.length === 0) throw invalidInput({ file: ['请选一个文件。'] })
      await takeEach(files, (file) => addMedia(site, viewer, { versionId, ...file }))
      return
    case 'delete':
      await deleteFile(site, viewer, { versionId, name: order.name })
      return
    case 'open':
      await openCameraLink(site, viewer, versionId)
      return
    case 'close':
      await closeCameraLink(site, viewer, versionId)
  }
}
