export { AccessToken } from './access-token.ts';
export { createVault } from './create-vault.ts';
export { KeyringRefused } from './errors.ts';
export { checkKeyring, listKeys, type KeySummary } from './list-keys.ts';
export { rotateKeys, type Rotation, type RotationProgress } from './rotate-keys.ts';
export type { SealedToken, TokenIdentity, Vault } from './vault.ts';
