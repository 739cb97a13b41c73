export { createInstagram } from './create-instagram.ts';
export type {
  Account,
  CodeGrant,
  ContainerState,
  ContainerStatus,
  Instagram,
  LongLivedToken,
  Media,
  Page,
  Probe,
  PublishingLimit,
  Token,
  TokenFacts,
  Written,
} from './instagram.ts';
