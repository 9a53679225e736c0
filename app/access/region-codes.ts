// What a statistical code says of where a place lies: each level of a region adds digits to the code of the one above it, so a
// region holds all codes that begin with its own (国家统计局, 统计用区划代码: six digits name a county, nine a township, twelve a
// village).

/** Whether a place lies in a region, or is it. The twin for queries is `inRegion`. */
export const liesIn = (code: string, region: string) => code.startsWith(region)

/** The county of a code. */
export const countyOf = (code: string) => code.slice(0, 6)

/** The township of a code; what hangs directly on the county stays with the county. */
export const townshipOf = (code: string) => code.slice(0, 9)
