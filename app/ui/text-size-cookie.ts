// The size of the text that a reader has chosen, as cookies tell it: for the server and for scripts on the phone, which is why
// it is read without the library that app/cookies.ts has; two digits need no kilobyte more on every phone.

export const textSizes = ['18', '22', '26', '30'] as const
export type TextSize = (typeof textSizes)[number]

/** The size in cookies; null if none was chosen. What was chosen over HTTPS comes before what was chosen before there was any. */
export function readTextSize(cookies: string | null): TextSize | null {
  const chosen = cookies?.match(/(?:^|;\s*)__Host-text=(\d\d)/)?.[1] ?? cookies?.match(/(?:^|;\s*)text=(\d\d)/)?.[1]
  return textSizes.find((size) => size === chosen) ?? null
}
