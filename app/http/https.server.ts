// Whether people come over HTTPS, as the operator says.

export const isHttps = () => process.env.TIDUI_HTTPS === '1'

/** What every cookie says behind its other attributes: where there is HTTPS, it is sent over HTTPS alone. */
export const whereSecure = () => (isHttps() ? '; Secure' : '')
