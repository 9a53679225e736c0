// Thread task that reads a list of shops.
export { readShopList } from './reading.server.ts'
