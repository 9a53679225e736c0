// The reader's text size, from cookies: for the server and for scripts on the phone. Read without the library of
// app/cookies.ts, because two digits are not worth another kilobyte on every phone.

export const textSizes = ['18', '22', '26', '30'] as const
export type TextSize = (typeof textSizes)[number]

/**
 * Returns the size in cookies; null if none was chosen. One that was chosen over HTTPS has precedence over one from
 * before HTTPS.
 */
export function readTextSize(cookies: string | null): TextSize | null {
  const chosen = cookies?.match(/(?:^|;\s*)__Host-text=(\d\d)/)?.[1] ?? cookies?.match(/(?:^|;\s*)text=(\d\d)/)?.[1]
  return textSizes.find((size) => size === chosen) ?? null
}
