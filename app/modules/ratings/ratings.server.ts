// The door of ratings: the only file of this folder that other server code imports.
export { rateShop, stepRating } from './commands.server.ts'
export { recordFact, type FactEntry } from './facts.server.ts'
export { listOpenAppeals, type RatingView, readRatings, requireRatingVisible } from './queries.server.ts'
export { type RatingStepPage, readRatingStep, takeRatingStep } from './steps-of-rating.server.ts'
export { handleRatingForm } from './handle-rating-form.server.ts'
