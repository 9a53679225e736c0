// Who gets what answer at which address: the whole product in one table.
//
// A new route fails the test until it has a line here. To add one: take its path as Remix prints it, say with `at`
// where it is asked for (a path without a parameter needs none), and write one answer for each asker, in the order of
// the heading:
//   a status  200 shown or done · 302 moved on · 403 not yours · 404 not there for you · 409 not now · 422 wrong input
//   in        sent to sign in; 401 to sign in, and what was posted can be sent again after it
// `get` is for loaders, `post` for actions, with the form (or `json`) that somebody who may would send; each asker
// finds the county as it was. What the made-up county holds stands in county.ts.
import { nameAsStored } from '#app/media/media-file.ts'
import { hashBytes } from '#app/media/hash-bytes.server.ts'
import { anMp3 } from '#tests/media/makers.ts'
import type { Asker, County } from './county.ts'

export interface Line {
  at?: (county: County) => string
  get?: string
  post?: string
  form?: (county: County) => Record<string, string>
  json?: (county: County, asker: Asker) => unknown
  /** What is posted spoils nothing for the next asker, so that the county need not be built anew. */
  spoilsNothing?: true
}

const why = '情况有变'
const township = 'from=2019-01-01&to=2019-07-31&region=422826100'

export const expected: Record<string, Line> = {
  //                     nobody admin coord. official  officer   instruct. mentor    owner     trainee
  //                                         here away here away here away here away here away here away
  '/': { get: '200  302  302  302  302  302  302  302  302  302  302  302  302  200  200' },
  '/*': { get: '404  404  404  404  404  404  404  404  404  404  404  404  404  404  404', at: () => '/nowhere' },
  '/account': {
    get: 'in   200  200  200  200  200  200  200  200  200  200  200  200  200  200',
    post: 'in   422  422  422  422  422  422  422  422  422  422  422  422  422  422',
    form: () => ({ do: 'secret', old: '000001', next: '583927' }),
    spoilsNothing: true,
  },
  '/account/second-step': {
    get: 'in   200  200  200  200  200  200  200  200  404  404  404  404  404  404',
    post: 'in   302  302  302  302  302  302  302  302  404  404  404  404  404  404',
    form: () => ({ do: 'begin' }),
    spoilsNothing: true,
  },
  '/calculator': { get: '200  200  200  200  200  200  200  200  200  200  200  200  200  200  200' },
  '/sign-in': {
    get: '200  302  302  302  302  302  302  302  302  302  302  302  302  302  302',
    post: '422  302  302  302  302  302  302  302  302  302  302  302  302  302  302',
    form: () => ({ phone: '13700000000', secret: '000001' }),
    spoilsNothing: true,
  },
  '/sign-in/code': {
    get: 'in   in   in   in   in   in   in   in   in   in   in   in   in   in   in',
    post: 'in   in   in   in   in   in   in   in   in   in   in   in   in   in   in',
    form: () => ({ code: '000000' }),
    spoilsNothing: true,
  },
  '/sign-out': {
    get: '302  302  302  302  302  302  302  302  302  302  302  302  302  302  302',
    post: 'in   in   in   in   in   in   in   in   in   in   in   in   in   in   in',
    spoilsNothing: true,
  },
  '/s/:code': {
    get: '200  200  200  200  200  200  200  200  200  200  200  200  200  200  200',
    at: ({ slipCode }) => `/s/${slipCode}`,
    post: '302  302  302  302  302  302  302  302  302  302  302  302  302  302  302',
    form: () => ({ step: 'choose', secret: '739154' }),
  },
  '/set-up/:token': {
    get: '200  200  200  200  200  200  200  200  200  200  200  200  200  200  200',
    at: () => '/set-up/k2-made-up',
    post: '409  409  409  409  409  409  409  409  409  409  409  409  409  409  409',
    form: () => ({ name: '某人', phone: '13700000000', password: '山上的茶叶香飘千万里' }),
    spoilsNothing: true,
  },
  '/text-size': {
    get: '302  302  302  302  302  302  302  302  302  302  302  302  302  302  302',
    post: '302  302  302  302  302  302  302  302  302  302  302  302  302  302  302',
    form: () => ({ size: '22' }),
    spoilsNothing: true,
  },
  '/verify/:code?': {
    get: '200  200  200  200  200  200  200  200  200  200  200  200  200  200  200',
    at: () => '/verify',
    post: '200  200  200  200  200  200  200  200  200  200  200  200  200  200  200',
    form: () => ({ code: 'K2MADEUP' }),
    spoilsNothing: true,
  },

  // for trainees
  '/class': { get: 'in   403  403  403  403  403  403  403  403  403  403  403  403  200  200' },
  '/search': {
    get: 'in   403  403  403  403  403  403  403  403  403  403  403  403  200  200',
    at: () => '/search?q=%E5%A4%A7%E9%9B%A8',
  },
  '/courses/:course': { get: 'in   200  403  403  403  200  200  200  200  403  403  403  403  200  200', at: () => '/courses/tea' },
  '/courses/:course/:lesson': {
    get: 'in   200  403  403  403  200  200  200  200  403  403  403  403  200  200',
    at: () => '/courses/tea/first',
    post: 'in   403  403  403  403  403  403  403  403  403  403  403  403  302  302',
    form: () => ({ sections: 's1' }),
  },
  '/courses/:course/:lesson/tasks/:task': {
    get: 'in   200  403  403  403  200  200  200  200  403  403  403  403  200  200',
    at: () => '/courses/tea/first/tasks/pick',
    post: 'in   403  403  403  403  403  403  403  403  403  403  403  403  302  302',
    form: () => ({ text: '采了两篮', link: '' }),
  },
  '/attachments/:attachment': {
    get: 'in   200  404  404  404  404  404  200  404  404  404  404  404  200  404',
    at: ({ attachmentId }) => `/attachments/${attachmentId}`,
  },
  '/ask/:course': {
    get: 'in   403  403  403  403  403  403  403  403  403  403  403  403  200  200',
    at: () => '/ask/tea',
    post: 'in   403  403  403  403  403  403  403  403  403  403  403  403  302  302',
    form: () => ({ do: 'ask', at: 'first/s1', text: '茶怎么泡？' }),
    spoilsNothing: true,
  },
  '/questions': { get: 'in   403  403  403  403  403  403  403  403  403  403  403  403  200  200' },
  '/pictures/:version/:name': {
    get: 'in   200  403  403  403  200  200  200  200  403  403  403  403  200  200',
    at: ({ courseVersionId }) => `/pictures/${courseVersionId}/leaf.svg`,
  },
  '/media/:course/:name': {
    get: 'in   200  403  403  403  200  200  200  200  403  403  403  403  200  200',
    at: () => `/media/tea/${nameAsStored(hashBytes(anMp3()), 'audio/mpeg')}`,
  },
  '/progress': {
    get: '302  302  302  302  302  302  302  302  302  302  302  302  302  302  302',
    post: '401  403  403  403  403  403  403  403  403  403  403  403  403  200  200',
    json: ({ accountOf }, asker) => ({
      account: accountOf[asker],
      events: [{ kind: 'section', course: 'tea', lesson: 'first', section: 's1', at: '2019-03-04T01:00:00.000Z' }],
    }),
  },
  '/exams': { get: 'in   403  403  403  403  403  403  403  403  403  403  403  403  200  200' },
  '/exams/:exam': {
    get: 'in   403  403  403  403  403  403  403  403  403  403  403  403  200  404',
    at: ({ examId }) => `/exams/${examId}`,
    post: 'in   403  403  403  403  403  403  403  403  403  403  403  403  302  404',
  },
  '/attempts/:attempt': {
    get: 'in   403  403  403  403  403  403  403  403  403  403  403  403  200  404',
    at: ({ attemptId }) => `/attempts/${attemptId}`,
    post: 'in   403  403  403  403  403  403  403  403  403  403  403  403  302  404',
    form: () => ({ handIn: 'yes' }),
  },
  '/attempts/:attempt/result': {
    get: 'in   403  403  403  403  403  403  403  403  403  403  403  403  200  404',
    at: ({ gradedAttemptId }) => `/attempts/${gradedAttemptId}/result`,
    post: 'in   403  403  403  403  403  403  403  403  403  403  403  403  302  404',
    spoilsNothing: true,
  },
  '/certificates': { get: 'in   403  403  403  403  403  403  403  403  403  403  403  403  200  200' },
  '/certificates/:certificate': {
    get: 'in   200  403  200  404  200  404  200  404  403  403  403  403  200  404',
    at: ({ certificateId }) => `/certificates/${certificateId}`,
  },

  // mentorship at the desk
  '/desk/shops': {
    get: 'in   200  200  200  200  200  200  403  403  403  403  403  403  403  403',
    post: '401  302  302  403  403  403  403  403  403  403  403  403  403  403  403',
    form: () => ({ side: 'west', name: '新店', ownerName: '新店主', phone: '13700000009', regionCode: '422826100', category: 'drink.tea' }),
  },
  '/desk/shops.xlsx': { get: 'in   200  200  200  200  200  200  403  403  403  403  403  403  403  403' },
  '/desk/shops/register.xlsx': { get: 'in   200  200  403  403  403  403  403  403  403  403  403  403  403  403' },
  '/desk/shops/slips.xlsx': { get: 'in   200  200  403  403  403  403  403  403  403  403  403  403  403  403' },
  '/desk/shops/slips': {
    get: 'in 200  200  403  403  403  403  403  403  403  403  403  403  403  403',
    post: '401  200  200  403  403  403  403  403  403  403  403  403  403  403  403',
    form: ({ westShopId }) => ({ shop: westShopId }),
    spoilsNothing: true,
  },
  '/desk/shops/:shop': {
    get: 'in   200  200  200  404  200  404  403  403  403  403  403  403  403  403',
    at: ({ westShopId }) => `/desk/shops/${westShopId}`,
    post: '401  422  422  422  422  422  422  403  403  403  403  403  403  403  403',
    form: () => ({ code: '123' }),
    spoilsNothing: true,
  },
  '/desk/shops/:shop/rating': {
    get: 'in   200  200  200  404  200  404  403  403  403  403  403  403  403  403',
    at: ({ westShopId }) => `/desk/shops/${westShopId}/rating`,
    post: '401  302  302  302  404  302  404  403  403  403  403  403  403  403  403',
    form: () => ({ do: 'fact', kind: 'standardMet', happenedOn: '2019-03-01', words: '抽检合格，标签齐全。' }),
    spoilsNothing: true,
  },
  '/desk/shops/:shop/rating/:step': {
    get: 'in   200  200  403  403  403  403  403  403  403  403  403  403  403  403',
    at: ({ westShopId }) => `/desk/shops/${westShopId}/rating/rate`,
    post: '401  302  302  403  403  403  403  403  403  403  403  403  403  403  403',
    form: () => ({ version: '0' }),
  },
  '/desk/shop-imports': {
    get: 'in 200 200 403  403  403  403  403  403  403  403  403  403  403  403',
    post: '401  422  422  403  403  403  403  403  403  403  403  403  403  403  403',
    spoilsNothing: true,
  },
  '/desk/shop-imports.xlsx': { get: 'in 200 200 403  403  403  403  403  403  403  403  403  403  403  403' },
  '/desk/shop-imports/:list': {
    get: 'in   200  200  403  403  403  403  403  403  403  403  403  403  403  403',
    at: ({ shopImportId }) => `/desk/shop-imports/${shopImportId}`,
    post: '401  302  302  403  403  403  403  403  403  403  403  403  403  403  403',
    form: () => ({ act: 'take', choice: 'all-good-rows' }),
  },
  '/desk/shop-imports/template.xlsx': {
    get: 'in   200  200  403  403  403  403  403  403  403  403  403  403  403  403',
  },
  '/desk/shop-imports/:list/discard': {
    get: 'in   200  200  403  403  403  403  403  403  403  403  403  403  403  403',
    at: ({ shopImportId }) => `/desk/shop-imports/${shopImportId}/discard`,
    post: '401  302  302  403  403  403  403  403  403  403  403  403  403  403  403',
    form: () => ({}),
  },
  '/desk/shop-imports/:list/refusals.xlsx': {
    get: 'in   200  200  403  403  403  403  403  403  403  403  403  403  403  403',
    at: ({ shopImportId }) => `/desk/shop-imports/${shopImportId}/refusals.xlsx`,
  },
  '/desk/rounds': {
    get: 'in   200  200  403  403  403  403  403  403  403  403  403  403  403  403',
    post: '401  302  302  403  403  403  403  403  403  403  403  403  403  403  403',
    form: ({ westShopId }) => ({ name: '第三批', shop: westShopId }),
    spoilsNothing: true,
  },
  '/desk/rounds/:round': {
    get: 'in   200  200  403  403  403  403  403  403  403  403  403  403  403  403',
    at: ({ collectingRoundId }) => `/desk/rounds/${collectingRoundId}`,
    post: '401  302  302  403  403  403  403  403  403  403  403  403  403  403  403',
    form: ({ awayWestShopId, awayEastShopId }) => ({ do: 'conflict', west: awayWestShopId, east: awayEastShopId, reason: why }),
  },
  '/desk/rounds/:round/:step': {
    get: 'in   200  200  403  403  403  403  403  403  403  403  403  403  403  403',
    at: ({ collectingRoundId }) => `/desk/rounds/${collectingRoundId}/close-wishes`,
    post: '401  302  302  403  403  403  403  403  403  403  403  403  403  403  403',
    form: () => ({ version: '1' }),
  },
  '/desk/rounds/:round/:list/list.xlsx': {
    get: 'in   200  200  403  403  403  403  403  403  403  403  403  403  403  403',
    at: ({ collectingRoundId }) => `/desk/rounds/${collectingRoundId}/shops/list.xlsx`,
  },
  '/desk/rounds/shops.xlsx': { get: 'in   200  200  403  403  403  403  403  403  403  403  403  403  403  403' },
  '/desk/rounds/:round/matching': {
    get: 'in   200  200  403  403  403  403  403  403  403  403  403  403  403  403',
    at: ({ collectingRoundId }) => `/desk/rounds/${collectingRoundId}/matching`,
    post: '401  409  409  403  403  403  403  403  403  403  403  403  403  403  403',
    form: () => ({ version: '1', expected: '' }),
    spoilsNothing: true,
  },
  '/desk/pairings': { get: 'in   200  200  200  200  200  200  403  403  403  403  403  403  403  403' },
  '/desk/pairings.xlsx': { get: 'in   200  200  200  200  200  200  403  403  403  403  403  403  403  403' },
  '/desk/pairings/errands/:list/list.xlsx': {
    get: 'in   200  200  200  200  200  200  403  403  403  403  403  403  403  403',
    at: () => '/desk/pairings/errands/waiting/list.xlsx',
  },
  '/desk/pairings/:pairing': {
    get: 'in   200  200  200  404  200  404  403  403  403  403  403  403  403  403',
    at: ({ pairingId }) => `/desk/pairings/${pairingId}`,
    post: '401  302  302  403  404  403  404  403  403  403  403  403  403  403  403',
    form: () => ({ do: 'NOTE', version: '2', words: '打过电话，周五答复' }),
  },
  '/desk/pairings/:pairing/:step': {
    get: 'in   200  200  403  403  403  403  403  403  403  403  403  403  403  403',
    at: ({ pairingId }) => `/desk/pairings/${pairingId}/dissolve`,
    post: '401  302  302  403  403  403  403  403  403  403  403  403  403  403  403',
    form: () => ({ version: '2', reason: '店关了' }),
  },
  '/desk/reports/pairings': { get: 'in 200 200 200 200  200  200  403  403  403  403  403  403  403  403' },
  '/desk/reports/pairings/:list': {
    get: 'in   200  200  200  200  200  200  403  403  403  403  403  403  403  403',
    at: () => '/desk/reports/pairings/alive',
  },
  '/desk/reports/pairings/:list/list.xlsx': {
    get: 'in   200  200  200  200  200  200  403  403  403  403  403  403  403  403',
    at: () => '/desk/reports/pairings/alive/list.xlsx',
  },
  '/desk/reports/pairings.xlsx': {
    get: 'in   200  200  200  200  200  200  403  403  403  403  403  403  403  403',
  },
  '/desk/plan-template': {
    get: 'in   200  200  403  403  403  403  403  403  403  403  403  403  403  403',
    post: '401  302  302  403  403  403  403  403  403  403  403  403  403  403  403',
    form: () => ({
      goal: 'first-listing',
      'title-0': '第一件商品上架',
      'after-0': '12',
      'proof-0': 'link',
      why: '给足时间',
      do: 'publish',
    }),
    spoilsNothing: true,
  },
  '/rating-rules': { get: '200  200  200  200  200  200  200  200  200  200  200  200  200  200  200' },

  // for shop owners
  '/shop': { get: 'in   403  403  403  403  403  403  403  403  200  200  200  200  403  403' },
  '/shop/:shop': {
    get: 'in   403  403  403  403  403  403  403  403  404  404  200  404  403  403',
    at: ({ westShopId }) => `/shop/${westShopId}`,
    post: 'in   403  403  403  403  403  403  403  403  404  404  302  404  403  403',
    form: () => ({
      name: '唐崖茶坊',
      regionCode: '422826100',
      categories: 'drink.tea',
      band: '2',
      staff: '3',
      startingSales: '2000',
      startingOrders: '20',
    }),
    spoilsNothing: true,
  },
  '/shop/:shop/months': {
    get: 'in   403  403  403  403  403  403  403  403  404  404  200  404  403  403',
    at: ({ westShopId }) => `/shop/${westShopId}/months`,
    post: 'in   403  403  403  403  403  403  403  403  404  404  302  404  403  403',
    form: () => ({ month: '2019-02', sales: '3000', orders: '30', employed: '3', employedRegistered: '1', boughtByEast: '0' }),
    spoilsNothing: true,
  },
  '/shop/:shop/people': {
    get: 'in   403  403  403  403  403  403  403  403  404  404  200  404  403  403',
    at: ({ westShopId }) => `/shop/${westShopId}/people`,
    post: 'in   403  403  403  403  403  403  403  403  404  404  422  404  403  403',
    form: () => ({ code: '123' }),
    spoilsNothing: true,
  },
  '/shop/:shop/rating': {
    get: 'in   403  403  403  403  403  403  403  403  404  404  200  404  403  403',
    at: ({ westShopId }) => `/shop/${westShopId}/rating`,
    post: 'in   403  403  403  403  403  403  403  403  404  404  404  404  403  403',
    form: () => ({ ratingId: 'k2-made-up', version: '0', reason: '记错了' }),
  },
  '/follow-ups': { get: 'in   200  403  403  403  200  200  403  403  403  403  403  403  403  403' },
  '/follow-ups/:followUp': {
    get: 'in   200  403  403  403  200  404  403  403  403  403  403  403  403  403',
    at: ({ followUpId }) => `/follow-ups/${followUpId}`,
    post: 'in   302  403  403  403  302  404  403  403  403  403  403  403  403  403',
    form: () => ({ do: 'try', outcome: 'noAnswer' }),
  },
  '/wishes/:round/:shop': {
    get: 'in   403  403  403  403  403  403  403  403  404  404  404  200  403  403',
    at: ({ collectingRoundId, awayWestShopId }) => `/wishes/${collectingRoundId}/${awayWestShopId}`,
    post: 'in   403  403  403  403  403  403  403  403  404  404  404  302  403  403',
    form: ({ awayEastShopId }) => ({ [`choice-${awayEastShopId}`]: '1' }),
    spoilsNothing: true,
  },
  '/pairings/:pairing': {
    get: 'in   403  403  403  404  403  404  404  404  200  404  200  404  404  404',
    at: ({ pairingId }) => `/pairings/${pairingId}`,
    post: 'in   403  403  403  404  403  404  404  404  302  404  302  404  404  404',
    form: () => ({ do: 'showPhone' }),
    spoilsNothing: true,
  },
  '/pairings/:pairing/check-in': {
    get: 'in   403  403  403  404  403  404  404  404  200  404  200  404  404  404',
    at: ({ pairingId }) => `/pairings/${pairingId}/check-in`,
    post: 'in   403  403  403  404  403  404  404  404  302  404  302  404  404  404',
    form: () => ({ device: 'page-one', sequence: '1', contacted: 'yes' }),
    spoilsNothing: true,
  },
  '/pairings/:pairing/end': {
    get: 'in   403  403  403  404  403  404  404  404  200  404  200  404  404  404',
    at: ({ pairingId }) => `/pairings/${pairingId}/end`,
    post: 'in   403  403  403  404  403  404  404  404  302  404  302  404  404  404',
    form: () => ({ do: 'dissolve', version: '2', reason: '店关了' }),
  },
  '/pairings/:pairing/messages': {
    get: 'in   403  403  403  404  403  404  404  404  200  404  200  404  404  404',
    at: ({ pairingId }) => `/pairings/${pairingId}/messages`,
    post: 'in   403  403  403  404  403  404  404  404  302  404  302  404  404  404',
    form: () => ({ device: 'page-one', sequence: '1', text: '您好' }),
    spoilsNothing: true,
  },
  '/pairings/:pairing/sent': {
    get: '302  302  302  302  302  302  302  302  302  302  302  302  302  302  302',
    at: ({ pairingId }) => `/pairings/${pairingId}/sent`,
    post: '401  401  401  401  401  401  401  401  401  200  401  401  401  401  401',
    form: ({ accountOf }) => ({ account: accountOf.mentorHere, device: 'phone-one', sequence: '1', contacted: 'yes' }),
    spoilsNothing: true,
  },
  '/sent': {
    get: '302  302  302  302  302  302  302  302  302  302  302  302  302  302  302',
    post: '401  401  401  401  401  401  401  401  401  401  401  200  401  401  401',
    form: ({ accountOf, westShopId }) => ({
      account: accountOf.ownerHere,
      what: 'month',
      about: westShopId,
      device: 'phone-one',
      sequence: '1',
      month: '2019-02',
      sales: '3000',
      orders: '30',
      employed: '3',
      employedRegistered: '1',
      boughtByEast: '0',
    }),
    spoilsNothing: true,
  },
  '/shop-files/:file': {
    get: 'in   200  200  200  404  200  404  404  404  200  404  200  404  404  404',
    at: ({ shopFileId }) => `/shop-files/${shopFileId}`,
  },
  '/shop-files/:file/content': {
    get: 'in   200  200  200  404  200  404  404  404  200  404  200  404  404  404',
    at: ({ shopFileId }) => `/shop-files/${shopFileId}/content`,
  },

  // at the desk
  '/desk': { get: 'in   200  200  200  200  200  200  200  200  302  302  302  302  302  302' },
  '/desk/clock': {
    get: 'in   200  403  403  403  403  403  403  403  403  403  403  403  403  403',
    post: '401  302  403  403  403  403  403  403  403  403  403  403  403  403  403',
    spoilsNothing: true,
  },
  '/desk/doubtful-passes': {
    get: 'in   200  403  403  403  403  403  403  403  403  403  403  403  403  403',
  },
  '/desk/accounts': {
    get: 'in   200  403  403  403  403  403  403  403  403  403  403  403  403  403',
    post: '401  200  403  403  403  403  403  403  403  403  403  403  403  403  403',
    form: () => ({ search: '某人' }),
    spoilsNothing: true,
  },
  '/desk/accounts.xlsx': {
    get: 'in   200  403  403  403  403  403  403  403  403  403  403  403  403  403',
    post: '401  200  403  403  403  403  403  403  403  403  403  403  403  403  403',
    form: () => ({ listed: '某人' }),
    spoilsNothing: true,
  },
  '/desk/accounts/new': {
    get: 'in   200  403  403  403  403  403  403  403  403  403  403  403  403  403',
    post: '401  200  403  403  403  403  403  403  403  403  403  403  403  403  403',
    form: () => ({ name: '新人', role: 'official', region: '422826', phone: '13900000099' }),
  },
  '/desk/accounts/import': {
    get: 'in   200  403  403  403  403  403  403  403  403  403  403  403  403  403',
    post: '401  422  403  403  403  403  403  403  403  403  403  403  403  403  403',
    form: () => ({ do: 'accept' }),
    spoilsNothing: true,
  },
  '/desk/accounts/import/refusals.xlsx': {
    post: '401  200  403  403  403  403  403  403  403  403  403  403  403  403  403',
    form: () => ({ 'name-2': '新人', 'why-2': '没有手机号' }),
    spoilsNothing: true,
  },
  '/desk/accounts/:account': {
    get: 'in   200  403  403  403  403  403  403  403  403  403  403  403  403  403',
    at: ({ spareAccountId }) => `/desk/accounts/${spareAccountId}`,
    post: '401  302  403  403  403  403  403  403  403  403  403  403  403  403  403',
    form: () => ({ do: 'grant', role: 'official', region: '422826' }),
  },
  '/desk/accounts/:account/:step': {
    get: 'in   200  403  403  403  403  403  403  403  403  403  403  403  403  403',
    at: ({ spareAccountId }) => `/desk/accounts/${spareAccountId}/disable`,
    post: '401  302  403  403  403  403  403  403  403  403  403  403  403  403  403',
    form: () => ({}),
  },
  '/desk/settings': {
    get: 'in   200  403  403  403  403  403  403  403  403  403  403  403  403  403',
    post: '401  302  403  403  403  403  403  403  403  403  403  403  403  403  403',
    form: () => ({ do: 'save', group: 'shares', version: '0', reason: why, 'shares.attendancePercent': '80' }),
  },
  // the studio
  '/desk/studio': { get: 'in 200 403 403  403  403  403  200  200  403  403  403  403  403  403' },
  '/desk/studio/courses.xlsx': { get: 'in 200 403 403  403  403  403  200  200  403  403  403  403  403  403' },
  '/desk/studio/components': { get: 'in 200 403 403  403  403  403  200  200  403  403  403  403  403  403' },
  '/desk/studio/new': {
    get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403',
    post: '401  302  403  403  403  403  403  302  302  403  403  403  403  403  403',
    form: () => ({ title: '卖蜂蜜', slug: 'sell-honey', tier: 'entrepreneur' }),
  },
  '/desk/studio/courses/:course': {
    get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403',
    at: () => '/desk/studio/courses/pack-boxes',
    post: '401  302  403  403  403  403  403  302  403  403  403  403  403  403  403',
    form: ({ studioColleagueId }) => ({ do: 'give', account: studioColleagueId }),
  },
  '/desk/studio/courses/:course/copy': {
    get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403',
    at: () => '/desk/studio/courses/pack-boxes/copy',
    post: '401  302  403  403  403  403  403  302  302  403  403  403  403  403  403',
    form: () => ({ slug: 'pack-jars', tier: 'township' }),
  },
  '/desk/studio/versions/:version': {
    get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403',
    at: ({ studioVersionId }) => `/desk/studio/versions/${studioVersionId}`,
    post: '401  302  403  403  403  403  403  302  403  403  403  403  403  403  403',
    form: () => ({ do: 'lesson', title: '寄出去', slug: '' }),
  },
  '/desk/studio/versions/:version/steps/:step': {
    get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403',
    at: ({ studioVersionId }) => `/desk/studio/versions/${studioVersionId}/steps/archive`,
    post: '401  302  403  403  403  403  403  302  403  403  403  403  403  403  403',
    form: () => ({ version: '0', reason: why }),
  },
  '/desk/studio/versions/:version/files/:name': {
    get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403',
    at: ({ studioVersionId }) => `/desk/studio/versions/${studioVersionId}/files/lesson-1.mdx`,
    post: '401  302  403  403  403  403  403  302  403  403  403  403  403  403  403',
    form: ({ studioRevision }) => ({ do: 'save', content: '换了', base: String(studioRevision) }),
  },
  '/desk/studio/versions/:version/files/:name/save': {
    get: '401  200  403  403  403  403  403  200  200  403  403  403  403  403  403',
    at: ({ studioVersionId }) => `/desk/studio/versions/${studioVersionId}/files/lesson-1.mdx/save`,
    post: '401  200  403  403  403  403  403  200  403  403  403  403  403  403  403',
    json: ({ studioRevision }) => ({ content: '换了', base: studioRevision }),
  },
  '/desk/studio/versions/:version/files/:name/preview': {
    get: '302  302  302  302  302  302  302  302  302  302  302  302  302  302  302',
    at: ({ studioVersionId }) => `/desk/studio/versions/${studioVersionId}/files/lesson-1.mdx/preview`,
    post: '401  200  403  403  403  403  403  200  200  403  403  403  403  403  403',
    json: () => ({ content: '换了' }),
    spoilsNothing: true,
  },
  '/desk/studio/versions/:version/files/:name/paste': {
    get: '302  302  302  302  302  302  302  302  302  302  302  302  302  302  302',
    at: ({ studioVersionId }) => `/desk/studio/versions/${studioVersionId}/files/lesson-1.mdx/paste`,
    post: '401  422  403  403  403  403  403  422  422  403  403  403  403  403  403', // nothing copied
    spoilsNothing: true,
  },
  '/desk/studio/versions/:version/files/:name/remarks': {
    get: '302  302  302  302  302  302  302  302  302  302  302  302  302  302  302',
    at: ({ studioVersionId }) => `/desk/studio/versions/${studioVersionId}/files/lesson-1.mdx/remarks`,
    post: '401  200  403  403  403  403  403  200  403  403  403  403  403  403  403',
    json: ({ studioRemarkId }) => ({ remarkId: studioRemarkId, says: '好' }),
  },
  '/desk/studio/versions/:version/files/:name/revisions': {
    get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403',
    at: ({ studioVersionId }) => `/desk/studio/versions/${studioVersionId}/files/lesson-1.mdx/revisions`,
    post: '401  302  403  403  403  403  403  302  403  403  403  403  403  403  403',
    form: ({ studioRevision }) => ({ do: 'bringBack', sequence: String(studioRevision) }),
  },
  '/desk/studio/versions/:version/compare': {
    get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403',
    at: ({ studioVersionId }) => `/desk/studio/versions/${studioVersionId}/compare`,
    post: '401  302  403  403  403  403  403  302  403  403  403  403  403  403  403',
    form: ({ studioRevision }) => ({ do: 'remark', name: 'lesson-1.mdx', revision: String(studioRevision), block: '0', says: '写清楚' }),
  },
  '/desk/studio/versions/:version/questions': {
    get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403',
    at: ({ studioVersionId }) => `/desk/studio/versions/${studioVersionId}/questions`,
    post: '401  302  403  403  403  403  403  302  403  403  403  403  403  403  403',
    form: () => ({ do: 'exam', single: '0', multiple: '0', trueFalse: '10', minutes: '20', passMark: '60' }),
  },
  '/desk/studio/courses/:course/questions': {
    get: 'in   200  403  403  403  403  403  200  403  403  403  403  403  403  403',
    at: () => '/desk/studio/courses/pack-boxes/questions',
    post: '401  422  403  403  403  403  403  422  422  403  403  403  403  403  403', // no file
    form: () => ({ do: 'preview', format: '' }),
    spoilsNothing: true,
  },
  '/desk/studio/question-template.xlsx': {
    get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403',
    at: () => '/desk/studio/question-template.xlsx',
  },
  '/desk/studio/versions/:version/questions.xlsx': {
    get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403',
    at: ({ studioVersionId }) => `/desk/studio/versions/${studioVersionId}/questions.xlsx`,
  },
  '/desk/studio/versions/:version/question-files/:kind': {
    get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403',
    at: ({ studioVersionId }) => `/desk/studio/versions/${studioVersionId}/question-files/xlsx`,
  },
  '/desk/studio/versions/:version/questions/:question': {
    get: 'in   200  403  403  403  403  403  200  403  403  403  403  403  403  403',
    at: ({ studioVersionId }) => `/desk/studio/versions/${studioVersionId}/questions/new`,
    post: '401  302  403  403  403  403  403  302  403  403  403  403  403  403  403',
    form: () => ({ do: 'save', kind: 'trueFalse', lesson: 'lesson-1', text: '湿箱子也行。', right: '1', explanation: '湿的会破。' }),
  },
  '/desk/studio/versions/:version/questions/:question/look': {
    get: '302  302  302  302  302  302  302  302  302  302  302  302  302  302  302',
    at: ({ studioVersionId }) => `/desk/studio/versions/${studioVersionId}/questions/new/look`,
    post: '401  200  403  403  403  403  403  200  403  403  403  403  403  403  403',
    json: () => ({ kind: 'trueFalse', text: '湿箱子也行。', options: [], right: [1], explanation: '' }),
    spoilsNothing: true,
  },
  '/desk/studio/bring-in': {
    get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403',
    post: '401  422  403  403  403  403  403  422  422  403  403  403  403  403  403', // no file
    form: () => ({ tier: 'entrepreneur', slug: '' }),
    spoilsNothing: true,
  },
  '/desk/studio/versions/:version/archive.zip': {
    get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403',
    at: ({ studioVersionId }) => `/desk/studio/versions/${studioVersionId}/archive.zip`,
  },
  '/desk/studio/versions/:version/documents': {
    get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403',
    at: ({ studioVersionId }) => `/desk/studio/versions/${studioVersionId}/documents`,
    post: '401  422  403  403  403  403  403  422  422  403  403  403  403  403  403', // no file
    spoilsNothing: true,
  },
  '/desk/studio/versions/:version/media': {
    get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403',
    at: ({ studioVersionId }) => `/desk/studio/versions/${studioVersionId}/media`,
    post: '401  302  403  403  403  403  403  302  403  403  403  403  403  403  403',
    form: () => ({ do: 'open' }),
  },
  '/desk/studio/versions/:version/media/:name': {
    get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403',
    at: ({ studioVersionId }) => `/desk/studio/versions/${studioVersionId}/media/box.png`,
  },
  '/desk/studio/versions/:version/media/:name/edit': {
    get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403',
    at: ({ studioVersionId }) => `/desk/studio/versions/${studioVersionId}/media/box.png/edit`,
    post: '401  302  403  403  403  403  403  302  403  403  403  403  403  403  403',
    form: () => ({ turn: '90', left: '0', right: '0', top: '10', bottom: '0' }),
  },
  '/desk/studio/versions/:version/upload': {
    get: '302  302  302  302  302  302  302  302  302  302  302  302  302  302  302', // to the page of the version's media
    at: ({ studioVersionId }) => `/desk/studio/versions/${studioVersionId}/upload`,
    post: '401  422  403  403  403  403  403  422  422  403  403  403  403  403  403', // no file
    spoilsNothing: true,
  },
  '/camera/:token': {
    get: '200  200  200  200  200  200  200  200  200  200  200  200  200  200  200', // whoever has the address
    at: ({ cameraToken }) => `/camera/${cameraToken}`,
    post: '422  422  422  422  422  422  422  422  422  422  422  422  422  422  422', // no photograph
    spoilsNothing: true,
  },

  '/desk/cohorts': { get: 'in   200  403  200  200  200  200  200  200  403  403  403  403  403  403' },
  '/desk/cohorts/new': {
    get: 'in   200  403  403  403  200  200  403  403  403  403  403  403  403  403',
    post: '401  302  403  403  403  302  403  403  403  403  403  403  403  403  403',
    form: () => ({
      number: '9',
      name: '新班',
      courseSlug: 'tea',
      regionCode: '422826100',
      place: '村委会',
      attendanceRequired: '80',
      'day-new-1': '2019-03-20',
      'startsAt-new-1': '09:00',
      'topic-new-1': '认识网店',
    }),
  },
  '/desk/cohorts.xlsx': { get: 'in   200  403  200  200  200  200  200  200  403  403  403  403  403  403' },
  '/desk/follow-ups': {
    get: 'in   200  403  200  200  200  200  403  403  403  403  403  403  403  403',
    post: '401  200  403  200  403  200  403  403  403  403  403  403  403  403  403',
    form: ({ followUpId, accountOf }) => ({ followUp: followUpId, to: accountOf.officerHere }),
  },
  '/desk/follow-ups.xlsx': { get: 'in   200  403  200  200  200  200  403  403  403  403  403  403  403  403' },
  '/desk/follow-ups/:followUp': {
    get: 'in   200  403  200  404  200  404  403  403  403  403  403  403  403  403',
    at: ({ followUpId }) => `/desk/follow-ups/${followUpId}`,
    post: '401  200  403  200  404  200  404  403  403  403  403  403  403  403  403',
    form: () => ({ reason: '打电话回访' }),
    spoilsNothing: true,
  },
  '/desk/follow-ups/:followUp/correct': {
    get: 'in   200  403  403  403  200  404  403  403  403  403  403  403  403  403',
    at: ({ followUpId }) => `/desk/follow-ups/${followUpId}/correct`,
    post: '401  302  403  403  403  302  404  403  403  403  403  403  403  403  403',
    form: () => ({ do: 'answer', how: 'visit', selling: 'no', source: 'told' }),
  },
  '/desk/cohorts/:cohort/trainees.xlsx': {
    get: 'in   200  403  200  404  200  404  200  404  403  403  403  403  403  403',
    at: ({ cohortId }) => `/desk/cohorts/${cohortId}/trainees.xlsx`,
  },
  '/desk/cohorts/:cohort': {
    get: 'in   200  403  200  404  200  404  200  404  403  403  403  403  403  403',
    at: ({ cohortId }) => `/desk/cohorts/${cohortId}`,
    post: '401  409  403  403  403  409  404  409  404  403  403  403  403  403  403', // it runs already
    form: ({ cohortVersion }) => ({ do: 'OPEN', version: String(cohortVersion) }),
    spoilsNothing: true,
  },
  '/desk/cohorts/:cohort/trainees': {
    get: 'in   200  403  200  404  200  404  200  404  403  403  403  403  403  403',
    at: ({ cohortId }) => `/desk/cohorts/${cohortId}/trainees`,
    post: '401  200  403  200  404  200  404  200  404  403  403  403  403  403  403', // another page of the list
    form: ({ enrolmentId }) => ({ turn: 'there', enrolment: enrolmentId }),
    spoilsNothing: true,
  },
  '/desk/cohorts/:cohort/trainees/step': {
    get: 'in   200  403  403  403  200  404  200  404  403  403  403  403  403  403',
    at: ({ cohortId }) => `/desk/cohorts/${cohortId}/trainees/step`,
    post: '401  422  403  403  403  422  404  422  404  403  403  403  403  403  403', // without a reason
    form: ({ enrolmentId }) => ({ do: 'LEAVE', enrolment: enrolmentId, reason: '' }),
    spoilsNothing: true,
  },
  '/desk/cohorts/:cohort/learning': {
    get: 'in   200  403  200  404  200  404  200  404  403  403  403  403  403  403',
    at: ({ cohortId }) => `/desk/cohorts/${cohortId}/learning`,
  },
  '/desk/cohorts/:cohort/people/:person/call': {
    get: 'in   200  403  403  403  200  404  200  404  403  403  403  403  403  403',
    at: ({ cohortId, personId }) => `/desk/cohorts/${cohortId}/people/${personId}/call`,
    post: '401  200  403  403  403  200  404  200  404  403  403  403  403  403  403',
    form: () => ({ reason: '7 天没有来学，问问她' }),
    spoilsNothing: true,
  },
  '/desk/cohorts/:cohort/progress': {
    get: 'in   200  403  403  403  200  404  200  404  403  403  403  403  403  403',
    at: ({ cohortId }) => `/desk/cohorts/${cohortId}/progress`,
  },
  '/desk/cohorts/:cohort/attendance': {
    get: 'in   200  403  200  404  200  404  200  404  403  403  403  403  403  403',
    at: ({ cohortId }) => `/desk/cohorts/${cohortId}/attendance`,
  },
  '/desk/cohorts/:cohort/certificates': {
    get: 'in   200  403  200  404  200  404  200  404  403  403  403  403  403  403',
    at: ({ cohortId }) => `/desk/cohorts/${cohortId}/certificates`,
  },
  '/desk/cohorts/:cohort/certificates.xlsx': {
    get: 'in   200  403  200  404  200  404  200  404  403  403  403  403  403  403',
    at: ({ cohortId }) => `/desk/cohorts/${cohortId}/certificates.xlsx`,
  },
  '/desk/cohorts/:cohort/history': {
    get: 'in   200  403  200  404  200  404  200  404  403  403  403  403  403  403',
    at: ({ cohortId }) => `/desk/cohorts/${cohortId}/history`,
  },
  '/desk/inquiries': { get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403' },
  '/desk/inquiries.xlsx': { get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403' },
  '/desk/inquiries/:inquiry': {
    get: 'in   200  403  403  403  403  403  200  404  403  403  403  403  403  403',
    at: ({ inquiryId }) => `/desk/inquiries/${inquiryId}`,
    post: '401  302  403  403  403  403  403  302  404  403  403  403  403  403  403',
    form: ({ inquiryId }) => ({ inquiries: inquiryId, text: '装在罐子里。' }),
  },
  '/desk/replies': { get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403' },
  '/desk/replies.xlsx': { get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403' },
  '/desk/replies/:reply': {
    get: 'in   200  403  403  403  403  403  200  404  403  403  403  403  403  403',
    at: ({ replyId }) => `/desk/replies/${replyId}`,
    post: '401  302  403  403  403  403  403  302  404  403  403  403  403  403  403',
    form: () => ({ do: 'correct', version: '1', text: '在阴凉通风处。' }),
  },
  '/desk/replies/:reply/:step': {
    get: 'in   200  403  403  403  403  403  200  404  403  403  403  403  403  403',
    at: ({ replyId }) => `/desk/replies/${replyId}/hide`,
    post: '401  302  403  403  403  403  403  302  404  403  403  403  403  403  403',
    form: () => ({ version: '1', reason: why }),
  },
  '/desk/certificates': {
    get: 'in   200  403  200  200  200  200  200  200  403  403  403  403  403  403',
    post: '401  200  403  200  200  200  200  200  200  403  403  403  403  403  403',
    form: () => ({ search: '田' }),
    spoilsNothing: true,
  },
  '/desk/certificates.xlsx': {
    get: 'in   200  403  200  200  200  200  200  200  403  403  403  403  403  403',
    post: '401  200  403  200  200  200  200  200  200  403  403  403  403  403  403',
    form: () => ({ listed: '田' }),
    spoilsNothing: true,
  },
  '/desk/certificates/handout': { get: 'in   200  403  200  200  200  200  200  200  403  403  403  403  403  403' },
  '/desk/certificates/sheets': {
    get: 'in   200  403  200  404  200  404  200  404  403  403  403  403  403  403',
    at: ({ cohortId }) => `/desk/certificates/sheets?cohort=${cohortId}`,
  },
  '/desk/certificates/:certificate/:step': {
    get: 'in   200  403  403  403  403  403  403  403  403  403  403  403  403  403',
    at: ({ certificateId }) => `/desk/certificates/${certificateId}/replace`,
    post: '401  409  403  403  403  403  403  403  403  403  403  403  403  403  403', // it is not as it was seen
    form: () => ({ version: '99', reason: '姓名更正' }),
    spoilsNothing: true,
  },
  '/desk/reports/households/whole-numbers': {
    get: 'in   200  403  200  404  200  404  403  403  403  403  403  403  403  403',
    at: () => `/desk/reports/households/whole-numbers?${township}`,
    post: '401  302  403  302  404  302  404  403  403  403  403  403  403  403  403',
    form: () => ({ reason: '报县里核对' }),
    spoilsNothing: true,
  },
  '/desk/cohorts/:cohort/steps/:step': {
    get: 'in   200  403  403  403  200  404  200  404  403  403  403  403  403  403',
    at: ({ cohortId }) => `/desk/cohorts/${cohortId}/steps/cancel`,
    post: '401  409  403  403  403  409  404  409  404  403  403  403  403  403  403', // it is not as it was seen
    form: ({ cohortVersion }) => ({ do: 'CANCEL', version: String(cohortVersion), seen: 'other', reason: '场地不能用了' }),
    spoilsNothing: true,
  },
  '/desk/cohorts/:cohort/plan': {
    get: 'in   200  403  403  403  200  404  200  404  403  403  403  403  403  403',
    at: ({ cohortId }) => `/desk/cohorts/${cohortId}/plan`,
    post: '401  422  403  403  403  422  404  422  404  403  403  403  403  403  403',
    form: () => ({ name: '新班', place: '', attendanceRequired: '80' }),
    spoilsNothing: true,
  },
  '/desk/cohorts/:cohort/course': {
    get: 'in   200  403  403  403  403  403  200  404  403  403  403  403  403  403',
    at: ({ cohortId }) => `/desk/cohorts/${cohortId}/course`,
    post: '401  404  403  403  403  403  403  404  404  403  403  403  403  403  403',
    form: () => ({ to: 'k2-made-up', seen: 'other', reason: why }),
    spoilsNothing: true,
  },
  '/desk/cohorts/:cohort/enrolment': {
    get: 'in   200  403  403  403  200  404  403  403  403  403  403  403  403  403',
    at: ({ cohortId }) => `/desk/cohorts/${cohortId}/enrolment`,
    post: '401  302  403  403  403  302  404  403  403  403  403  403  403  403  403',
    form: ({ personId }) => ({ person: personId }),
    spoilsNothing: true,
  },
  '/desk/cohorts/:cohort/sessions/:session': {
    get: 'in   200  403  200  404  200  404  200  404  403  403  403  403  403  403',
    at: ({ cohortId, sessionId }) => `/desk/cohorts/${cohortId}/sessions/${sessionId}`,
    post: '401  302  403  403  403  302  404  302  404  403  403  403  403  403  403',
    form: ({ enrolmentId }) => ({ [`mark-${enrolmentId}`]: 'late', [`reason-${enrolmentId}`]: '记错了', how: 'list' }),
  },
  '/desk/cohorts/:cohort/sessions/:session/marks.xlsx': {
    get: 'in   200  403  200  404  200  404  200  404  403  403  403  403  403  403',
    at: ({ cohortId, sessionId }) => `/desk/cohorts/${cohortId}/sessions/${sessionId}/marks.xlsx`,
  },
  '/desk/cohorts/:cohort/results.xlsx': {
    get: 'in   200  403  200  404  200  404  200  404  403  403  403  403  403  403',
    at: ({ cohortId }) => `/desk/cohorts/${cohortId}/results.xlsx`,
  },
  '/desk/cohorts/:cohort/slips.xlsx': {
    get: 'in   200  403  403  403  200  404  403  403  403  403  403  403  403  403',
    at: ({ cohortId }) => `/desk/cohorts/${cohortId}/slips.xlsx`,
  },
  '/desk/cohorts/:cohort/enrolment.xlsx': {
    get: 'in   200  403  403  403  200  404  403  403  403  403  403  403  403  403',
    at: ({ cohortId }) => `/desk/cohorts/${cohortId}/enrolment.xlsx`,
    post: '401  200  403  403  403  200  404  403  403  403  403  403  403  403  403',
    form: () => ({ listed: '田' }),
    spoilsNothing: true,
  },
  '/desk/cohorts/:cohort/waiting.xlsx': {
    get: 'in   200  403  403  403  200  404  200  404  403  403  403  403  403  403',
    at: ({ cohortId }) => `/desk/cohorts/${cohortId}/waiting.xlsx`,
  },
  '/desk/cohorts/:cohort/slips': {
    get: 'in   200  403  403  403  200  404  403  403  403  403  403  403  403  403',
    at: ({ cohortId }) => `/desk/cohorts/${cohortId}/slips`,
    post: '401  200  403  403  403  200  404  403  403  403  403  403  403  403  403',
    form: ({ enrolmentId }) => ({ enrolment: enrolmentId }),
  },
  '/desk/cohorts/:cohort/exam': {
    get: 'in   200  403  403  403  200  404  200  404  403  403  403  403  403  403',
    at: ({ cohortId }) => `/desk/cohorts/${cohortId}/exam`,
    post: '401  409  403  403  403  409  404  409  404  403  403  403  403  403  403',
    form: () => ({
      single: '4',
      multiple: '3',
      trueFalse: '3',
      minutes: '30',
      passMark: '60',
      attemptsAllowed: '2',
      opensOn: '2019-03-04',
      closesOn: '2019-03-06',
    }),
  },
  '/desk/cohorts/:cohort/results': {
    get: 'in   200  403  200  404  200  404  200  404  403  403  403  403  403  403',
    at: ({ cohortId }) => `/desk/cohorts/${cohortId}/results`,
  },
  '/desk/tasks': { get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403' },
  '/desk/tasks.xlsx': { get: 'in   200  403  403  403  403  403  200  200  403  403  403  403  403  403' },
  '/desk/tasks/:work': {
    get: 'in   200  403  403  403  403  403  200  404  403  403  403  403  403  403',
    at: ({ taskWorkId }) => `/desk/tasks/${taskWorkId}`,
    post: '401  302  403  403  403  403  403  302  404  403  403  403  403  403  403',
    form: ({ taskWorkVersion }) => ({ do: 'accept', version: String(taskWorkVersion), words: '' }),
  },
  '/desk/attempts/:attempt': {
    get: 'in   200  403  200  404  200  404  200  404  403  403  403  403  404  404',
    at: ({ gradedAttemptId }) => `/desk/attempts/${gradedAttemptId}`,
  },
  '/desk/rosters': {
    get: 'in   200  403  403  403  200  200  403  403  403  403  403  403  403  403',
    post: '401  422  403  403  403  422  422  403  403  403  403  403  403  403  403',
  },
  '/desk/rosters.xlsx': { get: 'in   200  403  403  403  200  200  403  403  403  403  403  403  403  403' },
  '/desk/rosters/:roster': {
    get: 'in   200  403  403  403  200  404  403  403  403  403  403  403  403  403',
    at: ({ rosterId }) => `/desk/rosters/${rosterId}`,
    post: '401  302  403  403  403  302  404  403  403  403  403  403  403  403  403',
    form: () => ({ act: 'take', choice: 'all-good-rows' }),
  },
  '/desk/rosters/template.xlsx': {
    get: 'in   200  403  403  403  200  200  403  403  403  403  403  403  403  403',
  },
  '/desk/rosters/:roster/discard': {
    get: 'in   200  403  403  403  200  404  403  403  403  403  403  403  403  403',
    at: ({ rosterId }) => `/desk/rosters/${rosterId}/discard`,
    post: '401  302  403  403  403  302  404  403  403  403  403  403  403  403  403',
    form: () => ({}),
  },
  '/desk/rosters/:roster/refusals.xlsx': {
    get: 'in   200  403  403  403  200  404  403  403  403  403  403  403  403  403',
    at: ({ rosterId }) => `/desk/rosters/${rosterId}/refusals.xlsx`,
  },
  '/desk/search': {
    get: 'in   200  200  200  200  200  200  200  200  403  403  403  403  403  403',
    post: '401  200  200  200  200  200  200  200  200  403  403  403  403  403  403',
    form: () => ({ search: '田' }),
    spoilsNothing: true,
  },
  '/desk/search.xlsx': {
    post: '401  200  200  200  200  200  200  200  200  403  403  403  403  403  403',
    form: () => ({ listed: '田' }),
    spoilsNothing: true,
  },
  '/desk/persons': {
    get: 'in   200  403  200  200  200  200  403  403  403  403  403  403  403  403',
    post: '401  200  403  200  200  200  200  403  403  403  403  403  403  403  403',
    form: () => ({ search: '田' }),
    spoilsNothing: true,
  },
  '/desk/persons.xlsx': {
    get: 'in   200  403  200  200  200  200  403  403  403  403  403  403  403  403',
    post: '401  200  403  200  200  200  200  403  403  403  403  403  403  403  403',
    form: () => ({ listed: '田' }),
    spoilsNothing: true,
  },
  '/desk/persons/new': {
    get: 'in   200  403  403  403  200  200  403  403  403  403  403  403  403  403',
    post: '401  200  403  403  403  200  200  403  403  403  403  403  403  403  403',
    form: () => ({ do: 'look', search: '田', cohortId: '' }),
    spoilsNothing: true,
  },
  '/desk/persons/:person/mend': {
    get: 'in   200  403  403  403  200  404  403  403  403  403  403  403  403  403',
    at: ({ personId }) => `/desk/persons/${personId}/mend`,
    post: '401  302  403  403  403  302  404  403  403  403  403  403  403  403  403',
    form: () => ({ do: 'phone', phone: '19900000009', reason: '本人来改的' }),
  },
  '/desk/households': {
    get: 'in   200  403  200  200  200  200  403  403  403  403  403  403  403  403',
  },
  '/desk/households.xlsx': { get: 'in   200  403  200  200  200  200  403  403  403  403  403  403  403  403' },
  '/desk/persons/:person': {
    get: 'in   200  403  200  404  200  404  403  403  403  403  403  403  403  403',
    at: ({ personId }) => `/desk/persons/${personId}`,
    post: '401  200  403  200  404  200  404  403  403  403  403  403  403  403  403',
    form: () => ({ field: 'idNumber', reason: '核对身份证' }),
  },
  '/desk/households/:household': {
    get: 'in   200  403  200  404  200  404  403  403  403  403  403  403  403  403',
    at: ({ householdId }) => `/desk/households/${householdId}`,
    post: '401  302  403  403  403  302  404  403  403  403  403  403  403  403  403',
    form: () => ({ do: 'registration', status: 'lifted', from: '2018-12-01', to: '2019-01-01', reason: '照脱贫公示核对' }),
  },
  '/desk/pipeline': {
    get: 'in   200  403  200  404  200  404  403  403  403  403  403  403  403  403',
    at: () => '/desk/pipeline?region=422826100',
  },
  '/desk/pipeline/people': {
    get: 'in   200  403  200  404  200  404  403  403  403  403  403  403  403  403',
    at: () => '/desk/pipeline/people?region=422826100&stage=training',
  },
  '/desk/pipeline/people.xlsx': {
    get: 'in   200  403  200  404  200  404  403  403  403  403  403  403  403  403',
    at: () => '/desk/pipeline/people.xlsx?region=422826100&stage=training',
  },
  '/desk/persons/:person/way': {
    get: 'in   200  403  200  404  200  404  403  403  403  403  403  403  403  403',
    at: ({ personId }) => `/desk/persons/${personId}/way`,
  },
  '/desk/reports/households': {
    get: 'in   200  403  200  404  200  404  403  403  403  403  403  403  403  403',
    at: () => `/desk/reports/households?${township}`,
  },
  '/desk/reports/households.xlsx': {
    get: 'in   200  403  200  404  200  404  403  403  403  403  403  403  403  403',
    at: () => `/desk/reports/households.xlsx?${township}`,
  },
  '/desk/reports/households/:figure': {
    get: 'in   200  403  200  404  200  404  403  403  403  403  403  403  403  403',
    at: () => `/desk/reports/households/persons?${township}`,
  },
  '/desk/reports/households/:figure/list.xlsx': {
    get: 'in   200  403  200  404  200  404  403  403  403  403  403  403  403  403',
    at: () => `/desk/reports/households/persons/list.xlsx?${township}`,
  },
  '/desk/reports/households/why': {
    get: 'in   200  403  200  404  200  404  403  403  403  403  403  403  403  403',
    at: ({ householdId }) => `/desk/reports/households/why?${township}&household=${householdId}`,
    post: '401  200  403  200  404  200  404  403  403  403  403  403  403  403  403',
    form: ({ householdId }) => ({ household: householdId }),
    spoilsNothing: true,
  },
  '/desk/audit': { get: 'in   200  200  200  200  200  200  403  403  403  403  403  403  403  403' },
  '/desk/audit.xlsx': { get: 'in   200  200  200  200  200  200  403  403  403  403  403  403  403  403' },
  '/desk/workflows': { get: 'in   200  200  200  200  200  200  200  200  403  403  403  403  403  403' },
  '/desk/workflows/:kind': {
    get: 'in   200  200  200  200  200  200  200  200  403  403  403  403  403  403',
    at: () => '/desk/workflows/cohort',
  },
}

/** Addresses that are answered before Remix. */
export const outsideRemix: Record<string, Line> = {
  '/healthz': { get: '200  200  200  200  200  200  200  200  200  200  200  200  200  200  200' },
  '/attempts/:attempt/answers': {
    post: '401  404  404  404  404  404  404  404  404  404  404  404  404  200  404',
    at: ({ attemptId }) => `/attempts/${attemptId}/answers`,
    json: () => ({ answers: [] }),
  },
}

/**
 * What else can be done at an address than the form of its line: a page with several buttons posts which one as `do`.
 * The same people may as by the line, unless a row here says otherwise; `may` stands for done, not now, or wrong input.
 */
export interface Intent {
  may?: string | undefined
  form(county: County): Record<string, string>
}

const allCoordinators = '401  may  may  403  404  403  404  403  403  403  403  403  403  403  403'

// What a coordinator may do at her desk she may by any form; goals are for the western side to prove.
const alsoCoordinators = 'in   may  may  403  404  403  404  404  404  may  404  may  404  404  404'
const mayStep: Record<string, string | undefined> = {
  pause: alsoCoordinators,
  resume: alsoCoordinators,
  dissolve: alsoCoordinators,
  prove: 'in   403  403  403  404  403  404  404  404  403  404  may  404  404  404',
}

export const intents: Record<string, Record<string, Intent>> = {
  //                     nobody admin coord. official  officer   instruct. mentor    owner     trainee
  //                                         here away here away here away here away here away here away
  '/account': {
    endSession: { form: () => ({ session: 'made-up' }) },
    endOthers: { form: () => ({}) },
    askForSlip: { form: () => ({}) },
    agreeToOwn: { form: () => ({}) },
  },
  '/account/second-step': {
    confirm: { form: () => ({ code: '000000' }) },
    renew: { form: () => ({ code: '000000' }) },
    remove: { form: () => ({ code: '000000' }) },
  },
  '/desk/accounts/:account': {
    phone: { may: '401  200  403  403  403  403  403  403  403  403  403  403  403  403  403', form: () => ({ reason: '要打电话核对' }) },
  },
  '/desk/tasks/:work': {
    again: { form: ({ taskWorkVersion }) => ({ version: String(taskWorkVersion), words: '再拍一张' }) },
    takeBack: { form: ({ taskWorkVersion }) => ({ version: String(taskWorkVersion) }) },
  },
  '/desk/replies/:reply': {
    show: {
      may: '401  409  403  403  403  403  403  409  404  403  403  403  403  403  403', // it is shown already
      form: () => ({ version: '1', question: '茶怎么晒？' }),
    },
  },
  '/desk/settings': {
    restore: {
      may: '401  404  403  403  403  403  403  403  403  403  403  403  403  403  403', // nothing was changed yet
      form: () => ({ group: 'shares', version: '0', change: '1', reason: why }),
    },
  },
  '/desk/studio/courses/:course': {
    take: { form: ({ accountOf }) => ({ account: accountOf.instructorHere }) },
  },
  '/desk/studio/versions/:version': {
    begin: { form: () => ({}) },
    details: { form: () => ({ title: '打包', summary: '会打包。', hours: '6' }) },
    order: { form: () => ({ lesson: 'lesson-1', move: 'up:lesson-1' }) },
  },
  '/desk/studio/versions/:version/questions': {
    paste: { form: () => ({ lesson: 'lesson-1', pasted: '1. 湿箱子也行。\n答案：错\n解析：湿的会破。' }) },
  },
  '/desk/studio/versions/:version/questions/:question': {
    delete: { form: () => ({ mark: 'x' }), may: '401  409  403  403  403  403  403  409  403  403  403  403  403  403  403' }, // there is none yet
  },
  '/desk/studio/versions/:version/files/:name': {
    choose: { form: ({ studioRevision }) => ({ parts: '[{"text":"换了"}]', base: String(studioRevision) }) },
  },
  '/desk/studio/versions/:version/files/:name/revisions': {},
  '/desk/studio/versions/:version/compare': {
    answer: { form: ({ studioRemarkId }) => ({ remark: studioRemarkId, says: '好' }) },
  },
  '/desk/cohorts/:cohort': {
    START: { form: ({ cohortVersion }) => ({ version: String(cohortVersion) }) },
  },
  '/desk/cohorts/:cohort/trainees/step': {
    // she has completed the class, and has not left it
    RETURN: {
      may: '401  409  403  403  403  409  404  409  404  403  403  403  403  403  403',
      form: ({ enrolmentId }) => ({ enrolment: enrolmentId, reason: why }),
    },
    SKIP_EXAM: {
      may: '401  409  403  403  403  409  404  409  404  403  403  403  403  403  403',
      form: ({ enrolmentId }) => ({ enrolment: enrolmentId, reason: why }),
    },
    SIT_EXAM: {
      may: '401  409  403  403  403  409  404  409  404  403  403  403  403  403  403',
      form: ({ enrolmentId }) => ({ enrolment: enrolmentId, reason: why }),
    },
  },
  '/desk/cohorts/:cohort/steps/:step': {
    CLOSE: { form: ({ cohortVersion }) => ({ version: String(cohortVersion), seen: 'other' }) },
    REOPEN: {
      may: '401  409  403  403  403  403  404  403  404  403  403  403  403  403  403',
      form: ({ cohortVersion }) => ({ version: String(cohortVersion), seen: 'other', reason: why }),
    },
    SKIP_EXAM: { form: ({ enrolmentId }) => ({ enrolment: enrolmentId, reason: why }) },
  },
  '/desk/persons/new': {
    add: {
      form: () => ({
        name: '覃小山',
        idNumber: '422826196001010008',
        phone: '',
        regionCode: '422826100201',
        householdNumber: '',
        relation: '',
        status: '',
        monitoring: '',
        day: '2019-03-01',
        cohortId: '',
      }),
    },
    enrol: {
      may: '401  may  403  403  403  may  404  403  403  403  403  403  403  403  403',
      form: ({ personId, cohortId }) => ({ personId, cohortId }),
    },
  },
  '/desk/persons/:person/mend': {
    name: { form: () => ({ name: '田小荷', reason: why }) },
    idNumber: { form: () => ({ idNumber: '422826196001010008', reason: why }) },
    residence: { form: () => ({ regionCode: '422826100201', isMistake: 'yes', from: '', reason: why }) },
    join: { form: () => ({ number: 'D9', relation: '配偶', from: '2019-01-01', reason: why }) },
    leave: { form: () => ({ from: '2019-02-01', reason: why }) },
  },
  '/desk/households/:household': {
    monitoring: { form: () => ({ monitoring: 'marginal', from: '2019-01-01', to: '', reason: why }) },
    membership: { form: ({ personId }) => ({ personId, relation: '配偶', from: '2019-01-01', to: '', reason: why }) },
    residence: { form: () => ({ regionCode: '422826100201', isMistake: 'yes', from: '', reason: why }) },
  },
  '/desk/shops/:shop/rating': {
    UPHOLD: { may: allCoordinators, form: ({ ratingId }) => ({ ratingId, version: '0', reason: why }) },
    reward: { may: allCoordinators, form: ({ ratingId }) => ({ ratingId, version: '0', measure: '优先上架' }) },
    penalty: { may: allCoordinators, form: ({ ratingId }) => ({ ratingId, version: '0', measure: '暂停推荐' }) },
  },
  '/desk/rounds/:round': {
    OPEN_WISHES: { form: () => ({ version: '1', until: '2019-03-20' }) },
    REOPEN_WISHES: { form: () => ({ version: '1', until: '2019-03-20' }) },
    join: { form: ({ westShopId }) => ({ shopId: westShopId }) },
    weights: {
      form: () => ({
        leastScore: '10',
        category: '1',
        needs: '1',
        logistics: '1',
        platform: '1',
        size: '1',
        supply: '1',
        load: '1',
        wish: '1',
      }),
    },
    pin: { form: ({ awayWestShopId, awayEastShopId }) => ({ west: awayWestShopId, east: awayEastShopId, reason: why }) },
  },
  '/desk/pairings/:pairing': {
    askPhone: {
      may: '401  may  may  may  404  may  404  403  403  403  403  403  403  403  403',
      form: () => ({ side: 'west', reason: why }),
    },
    PAUSE: { form: () => ({ version: '2', reason: why, until: '2019-03-20' }) },
    RESUME: { form: () => ({ version: '2' }) },
    rematch: { form: ({ awayEastShopId }) => ({ eastShopId: awayEastShopId }) },
    settle: { form: ({ reportedMessageId }) => ({ messageId: reportedMessageId, settlement: '打电话说清楚了' }) },
    confirmGoal: {
      may: '401  may  may  may  404  may  404  403  403  403  403  403  403  403  403',
      form: () => ({ goal: 'first-listing' }),
    },
    confirmMonth: {
      may: '401  may  may  may  404  may  404  403  403  403  403  403  403  403  403',
      form: ({ resultId }) => ({ resultId }),
    },
    correctMonth: {
      may: '401  may  may  may  404  may  404  403  403  403  403  403  403  403  403',
      form: ({ resultId }) => ({
        resultId,
        reason: why,
        sales: '2400',
        orders: '25',
        employed: '3',
        employedRegistered: '1',
        boughtByEast: '0',
      }),
    },
  },
  '/desk/follow-ups/:followUp/correct': { takeBack: { form: () => ({ version: '2', reason: why }) } },
  '/pairings/:pairing/end': { decline: { form: () => ({ version: '2', reason: why }) } },
  '/pairings/:pairing': Object.fromEntries(
    Object.entries<Record<string, string>>({
      agree: {},
      decline: { reason: why },
      pause: { reason: why, until: '2019-03-20', version: '2' },
      resume: { version: '2' },
      dissolve: { reason: why, version: '2' },
      assess: { helped: 'much' },
      prove: { goal: 'first-listing', proof: 'https://shop.example/1' },
      hidePhone: {},
      lookAtPhone: {},
    }).map(([intent, fields]) => [intent, { form: () => fields, may: mayStep[intent] }]),
  ),
  '/desk/studio/versions/:version/media': {
    upload: { form: () => ({}), may: '401  422  403  403  403  403  403  422  422  403  403  403  403  403  403' },
    delete: { form: () => ({ name: 'box.png' }), may: '401  302  403  403  403  403  403  404  403  403  403  403  403  403  403' }, // the first has
    close: { form: () => ({}), may: '401  302  403  403  403  403  403  302  302  403  403  403  403  403  403' },
  },
}
