export { AccessToken } from './access-token.ts';
export type { SealedToken, TokenIdentity, Vault } from './vault.ts';
