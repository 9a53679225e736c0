// What the administrator posts to create an account.
import { z } from 'zod'
import { id, boundedText, optionalText, shortText } from '#app/fields.ts'
import { type Role, roles } from '#app/access/roles.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

export const phoneNeededSentence = '请填手机号，登录要用。'
const phone = shortText(phoneNeededSentence).min(1, phoneNeededSentence)

/** A new account with its first role. */
export const newAccountForm = z.object({
  name: boundedText(maxLengths.accountName, '姓名'),
  role: id(),
  phone,
  region: optionalText(),
  cohort: optionalText(),
})

/** The role in an address; null for none, and for trainees, who get theirs with their class. */
export const parseGivenRole = (asked: string | null): Role | null => roles.find((role) => role === asked && role !== 'trainee') ?? null
