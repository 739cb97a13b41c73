export { createInstagram } from './create-instagram.ts';
export type {
  Account,
  CodeGrant,
  ContainerState,
  ContainerStatus,
  Instagram,
  LongLivedToken,
  Media,
  Probe,
  PublishingLimit,
  Token,
  Written,
} from './instagram.ts';
