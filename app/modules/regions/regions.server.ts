export const pairedCounty = '422826'
export const regionOn = (code: string, _day: string) => ({ code, name: code })
