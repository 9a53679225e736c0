// The three tiers of trainee.
import type { Readers } from '#app/lesson/reading-check/reading-check.ts'

export const tiers = ['leadership', 'township', 'entrepreneur'] as const
export type Tier = (typeof tiers)[number]

export const tierLabels: Record<Tier, string> = { leadership: '领导班子', township: '乡镇骨干', entrepreneur: '创业人员' }

/** For whom the lessons of a tier are written: the reading check is stricter for those who learn to sell. */
export const readersOf: Record<Tier, Readers> = { leadership: 'officials', township: 'officials', entrepreneur: 'villagers' }
