// What a statistical code says about location: each level of a region appends digits to the code of the level above, so
// a region contains all codes that begin with its own (国家统计局, 统计用区划代码: six digits name a county, nine a township,
// twelve a village).

/** Whether a place is in a region, or is that region. Its twin for queries is `inRegion`. */
export const liesIn = (code: string, region: string) => code.startsWith(region)

/** Whether a code names a county. */
export const isCounty = (code: string) => code.length === 6

/** Returns the county of a code. */
export const countyOf = (code: string) => code.slice(0, 6)

/** Returns the township of a code; for a place directly under the county, the code of that place. */
export const townshipOf = (code: string) => code.slice(0, 9)
