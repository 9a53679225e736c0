// The door of mentorship: the only file of this folder that other server code imports.
export { type MyShop, readOwnShops, type Task } from './owner.server.ts'
export { type Desk, readPairingDesk } from './desk.server.ts'
export { listPairingErrands, type PairingErrands } from './errands.server.ts'
export { readPairingStep, takePairingStep } from './steps-of-pairing.server.ts'
export { type OwnEnd, readOwnEnd, takeOwnEnd } from './own-end.server.ts'
export { exportPairingList, withPlaces, writePairingList } from './pairing-list-export.server.ts'
export { type PairingAtDesk, readPairingAtDesk, handlePairingDeskForm, showOwnerPhone } from './pairing-at-desk.server.ts'
