// The three tiers of trainee, and the stage of policy that each is trained for.

export const tiers = ['leadership', 'township', 'entrepreneur'] as const
export type Tier = (typeof tiers)[number]

export const tierNames: Record<Tier, string> = { leadership: '领导班子', township: '乡镇骨干', entrepreneur: '创业人员' }
export const policyStages: Record<Tier, string> = { leadership: '政策制定', township: '政策宣传', entrepreneur: '政策利用' }
