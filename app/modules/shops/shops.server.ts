// The door of shops: the only file of this folder that other server code imports.
export { changeShop, registerShop, registerShopAndOwner } from './commands.server.ts'
export { findShop, listShops, readOwnShop, listRegisteredShops, type RegisteredShop, type ShopRow } from './queries.server.ts'
export { findShops, type FoundShop } from './find.server.ts'
export { discloseOwnerPhone, listLooksAtOwnPhone, listOwnerContacts, type OwnerContact } from './owner-phones.server.ts'
export { exportShopRegister, writeShopRegister } from './register-export.server.ts'
export { findOwnerSlipsToVoid, issueOwnerSlips, listOwnerSlips, listShopsForSlips } from './owner-slips.server.ts'
export { addShopPerson, listShopPeople, removeShopPerson, type ShopPerson } from './people.server.ts'
export { processVoice, storeShopFile } from './files.server.ts'
export { confirmMonth, correctMonth, hasReportedMonth, listMonthsToConfirm, listProvenMonths, reportMonth } from './months.server.ts'
export {
  acceptShopList,
  uploadShopList,
  importShopList,
  importShopsFile,
  listShopImports,
  readShopImport,
  exportShopListWithReasons,
  writeRefusals as writeShopRefusals,
} from './imports/shop-imports.server.ts'
export {
  discardShopList,
  forgetShopList,
  readDiscardableShopList,
  startWorkflowsOfEarlierShopLists,
} from './imports/undecided-lists.server.ts'
export { shopImportWorkflow } from './imports/shop-import.workflow.ts'
export { writeShopListTemplate } from './imports/template.server.ts'
export { readShopImportPage } from './imports/preview-page.server.ts'
