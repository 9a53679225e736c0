// What the coordinator does with lists of shops from Excel.
export { acceptShopList, exportShopListWithReasons, listShopImports, readShopImport, uploadShopList } from './shop-imports.server.ts'
export { discardShopList, readDiscardableShopList } from './undecided-lists.server.ts'
export { listShopListErrands } from './errands.server.ts'
export { readShopImportPage } from './preview-page.server.ts'
export { writeShopListTemplate } from './template.server.ts'
