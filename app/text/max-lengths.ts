// How long texts may be that people are asked for: the form, the rule behind it and the field on the page read one number here, or in the
// file of their domain where nobody else asks for the like.

export const maxLengths = {
  /** A reason that is kept with what was done, or with what was looked at. */
  reason: 200,
  /** A reason for the other side to read, and whatever is told of pairings, rounds, shops and ratings. */
  account: 300,
  /** A person's name in the register. */
  personName: 50,
  /** The name of whoever has an account. */
  accountName: 40,
  /** 与户主关系 */
  relation: 20,
  householdNumber: 40,
  shopName: 40,
  roundName: 40,
}
