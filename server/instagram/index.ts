export { createInstagram } from './create-instagram.ts';
export type { InsightWindow } from './insights.ts';
export type { InsightFigure, InsightFigures, InsightPoint } from './parse-insights.ts';
export type {
  Account,
  CodeGrant,
  Comment,
  ContainerFailure,
  ContainerSpec,
  ContainerState,
  ContainerStatus,
  Instagram,
  LiveMedia,
  LiveMediaPage,
  LongLivedToken,
  Media,
  Page,
  Probe,
  PublishingLimit,
  ReadComment,
  ReadCommentPage,
  Token,
  TokenFacts,
  Usage,
  Written,
} from './instagram.ts';
export { tracedFetch } from './traced-fetch.ts';
