// What the first page of a trainee shows, from all the domains that know something of her.
import type { Viewer } from '#app/access/viewer.ts'
import { formatTerm, toDay } from '#app/calendar.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { isValid } from '#app/modules/certificates/certificate.states.ts'
import { listOwnCertificates } from '#app/modules/certificates/certificates.server.ts'
import { ownClasses } from '#app/modules/cohorts/cohorts.server.ts'
import { findNextSession } from '#app/modules/cohorts/next-session.ts'
import { listOwnExams } from '#app/modules/exams/exams.server.ts'
import { attemptDataAttributes, isActionable } from '#app/modules/exams/labels.ts'
import { countOwnInquiries, listChangedLessons } from '#app/modules/inquiries/inquiries.server.ts'
import { listOwnCourses } from '#app/modules/learning/learning.server.ts'
import { isShopOwner } from '#app/modules/shops/policy.ts'
import { listTaskNews } from '#app/modules/tasks/tasks.server.ts'
import { keepIfOlder } from '#app/phone/keep-list.ts'
import { paths } from '#app/shell/paths.ts'
import type { Site } from '#app/site.ts'

export async function loadTraineeHome(site: Site, viewer: Viewer) {
  const [courses, classes, exams, certificates, taskNews, inquiries, changed] = await Promise.all([
    listOwnCourses(site, viewer),
    ownClasses.listOwnClasses(site, viewer),
    listOwnExams(site, viewer),
    listOwnCertificates(site, viewer),
    listTaskNews(site, viewer),
    countOwnInquiries(site, viewer),
    listChangedLessons(site, viewer),
  ])
  return {
    account: viewer.accountId,
    name: viewer.name,
    hasShop: isShopOwner(viewer),
    courses,
    taskNews,
    session: findNextSession(classes, toDay(site.now())),
    exams: exams.filter(isActionable).map((exam) => ({ ...attemptDataAttributes(exam), title: exam.title, until: formatTerm(exam.closesAt) })),
    certificates: certificates.filter(({ state }) => isValid(state)).length,
    inquiries,
    renew: changed.map(({ course, lesson, at }) => keepIfOlder(paths.lesson(course, lesson), at)),
    script: islandUrl('learning.js'),
  }
}
