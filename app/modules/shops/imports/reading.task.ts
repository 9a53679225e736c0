// Reading a list of shops, as a thread does it.
export { readShopList } from './reading.server.ts'
