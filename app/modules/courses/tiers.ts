// The three tiers of trainee.

export const tiers = ['leadership', 'township', 'entrepreneur'] as const
export type Tier = (typeof tiers)[number]

export const tierLabels: Record<Tier, string> = { leadership: '领导班子', township: '乡镇骨干', entrepreneur: '创业人员' }
