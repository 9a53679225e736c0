// The door of mentorship: the only file of this folder that other server code imports.
export { type MyShop, readMyShops, type Task } from './owner.server.ts'
export { type Desk, readPairingDesk } from './desk.server.ts'
export { takeOnce } from './sent-forms.server.ts'
export { type PairingAtDesk, readPairingAtDesk, takePairingDeskForm } from './pairing-at-desk.server.ts'
