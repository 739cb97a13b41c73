import { account } from './account.ts';
import { audit } from './audit.ts';
import { connections } from './connections.ts';
import { identity } from './identity.ts';
import { insights } from './insights.ts';
import { inbox } from './inbox.ts';
import { library } from './library.ts';
import { media } from './media.ts';
import { notices } from './notices.ts';
import { posts } from './posts.ts';
import { clientReview, reviewLinks } from './review-links.ts';
import { reviews } from './reviews.ts';
import { schedule } from './schedule.ts';
import { snippets } from './snippets.ts';
import { team } from './team.ts';

/** The one table of operations. Routes, OpenAPI and the browser's client come from it. */
export const contract = {
  identity,
  account,
  audit,
  connections,
  insights,
  inbox,
  library,
  media,
  notices,
  posts,
  reviews,
  reviewLinks,
  clientReview,
  schedule,
  snippets,
  team,
};
