// The door of ratings: the only file of this folder that other server code imports.
export { rateShop, stepRating } from './commands.server.ts'
export { enterFact, type FactEntry } from './facts.server.ts'
export { openAppeals, type RatingView, readRatings } from './queries.server.ts'
export { takeRatingForm } from './take-rating-form.server.ts'
