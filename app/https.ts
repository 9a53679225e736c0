// Whether people reach the server over HTTPS. It ends at the proxy in front, so only the operator knows (TIDUI_HTTPS=1).
export const isHttps = () => process.env.TIDUI_HTTPS === '1'
