// The door of shops: the only file of this folder that other server code imports.
export { changeShop, registerShop, registerShopAndOwner } from './commands.server.ts'
export { findShop, listShops, readOwnShop, listRegisteredShops, type RegisteredShop, type ShopRow, sortShops } from './queries.server.ts'
export { findShops, type FoundShop } from './find.server.ts'
export { discloseOwnerPhone, listLooksAtOwnPhone, listOwnerContacts, type OwnerContact } from './owner-phones.server.ts'
/** The register as its page lists it and as workbooks, as one name. */
export * as shopLines from './register-export.server.ts'
export { findOwnerSlipsToVoid, issueOwnerSlips, listOwnerSlips, listShopsForSlips } from './owner-slips.server.ts'
export { addShopPerson, listShopPeople, removeShopPerson, type ShopPerson } from './people.server.ts'
export { processVoice, storeShopFile } from './files.server.ts'
export { confirmMonth, correctMonth, hasReportedMonth, listMonthsToConfirm, listProvenMonths, reportMonth } from './months.server.ts'
/** What the coordinator does with lists of shops from Excel, as one name. */
export * as shopLists from './imports/shop-lists.server.ts'
export { importShopList, importShopsFile, writeRefusals as writeShopRefusals } from './imports/shop-imports.server.ts'
export { forgetShopList, startWorkflowsOfEarlierShopLists } from './imports/undecided-lists.server.ts'
export { shopImportWorkflow } from './imports/shop-import.workflow.ts'
