// What the page of a version posts.
import type { Viewer } from '#app/access/viewer.ts'
import type { Site } from '#app/site.ts'
import { addLesson, arrangeLessons, changeCourseDetails } from '../arrangement.server.ts'
import { moveLesson, type VersionOrder } from '../studio-form.ts'
import { beginVersion } from '../versions.server.ts'
import { deleteFile } from '../history/deleting.server.ts'

/** Does what was posted; returns the version to show. Throws 403, 404, 409 or 422. */
export async function handleVersionForm(site: Site, viewer: Viewer, versionId: string, order: VersionOrder): Promise<string> {
  switch (order.do) {
    case 'begin':
      return beginVersion(site, viewer, { versionId })
    case 'details':
      await changeCourseDetails(site, viewer, { versionId, title: order.title, summary: order.summary, hours: order.hours })
      return versionId
    case 'lesson':
      await addLesson(site, viewer, { versionId, title: order.title, slug: order.slug })
      return versionId
    case 'order':
      if (order.remove !== undefined) await deleteFile(site, viewer, { versionId, name: `${order.remove}.mdx` })
      else await arrangeLessons(site, viewer, { versionId, lessons: moveLesson(order.lesson, order.move) })
      return versionId
  }
}
