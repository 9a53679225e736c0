// The door of shops: the only file of this folder that other server code imports.
export { changeShop, enterShop, enterShopOf } from './commands.server.ts'
export { findShop, listShops, readMyShop, readRegister, type RegisteredShop, type ShopRow } from './queries.server.ts'
export { issueOwnerSlips } from './owner-slips.server.ts'
export { addShopPerson, peopleOfShop, removeShopPerson, type ShopPerson } from './people.server.ts'
export { asVoice, keepFile } from './files.server.ts'
export { confirmMonth, correctMonth, hasToldMonth, monthsToConfirm, provenMonths, tellMonth } from './months.server.ts'
export {
  acceptShops,
  handInShops,
  importShopList,
  importShopsFile,
  listShopImports,
  readShopImport,
  shopsWithReasons,
  writeRefusals as writeShopRefusals,
} from './imports/shop-imports.server.ts'
