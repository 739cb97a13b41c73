import { Hono } from 'hono';
import { contract } from '#contract/index.ts';
import { AppError } from '../app-error.ts';
import type { Env, HttpContext } from './exchange.ts';
import { implement } from './mount.ts';
import { accountHandlers } from './operations/account.ts';
import { auditHandlers } from './operations/audit.ts';
import { connectionHandlers } from './operations/connections.ts';
import { identityHandlers } from './operations/identity.ts';
import { insightHandlers } from './operations/insights.ts';
import { inboxHandlers } from './operations/inbox.ts';
import { libraryHandlers } from './operations/library.ts';
import { mediaHandlers } from './operations/media.ts';
import { noticeHandlers } from './operations/notices.ts';
import { postHandlers } from './operations/posts.ts';
import { clientReviewHandlers, reviewHandlers, reviewLinkHandlers } from './operations/reviews.ts';
import { scheduleHandlers } from './operations/schedule.ts';
import { snippetHandlers } from './operations/snippets.ts';
import { teamHandlers } from './operations/team.ts';
import { mountAuditExport } from './routes/audit-export.ts';
import { mountHealth } from './routes/health.ts';
import { mountInboxEvents } from './routes/inbox-events.ts';
import { mountInsightsCsv } from './routes/insights-csv.ts';
import { mountMediaPictures } from './routes/media-pictures.ts';
import { mountMetaCallbacks } from './routes/meta-callbacks.ts';
import { mountNoticeEvents } from './routes/notice-events.ts';
import { mountOauthCallbacks } from './routes/oauth-callback.ts';
import { mountOpenApi } from './routes/openapi.ts';
import { mountPictures } from './routes/pictures.ts';
import { mountPostEvents } from './routes/post-events.ts';
import { mountPublicMedia } from './routes/public-media.ts';
import { mountReviewPictures } from './routes/review-pictures.ts';
import { mountTestClock } from './routes/test-clock.ts';
import { mountUpload } from './routes/upload.ts';
import { mountUploads } from './routes/uploads.ts';
import { mountWebApp } from './routes/web-app.ts';
import { mountWebhooks } from './routes/webhooks.ts';
import { createStreamGuard } from './stream-guard.ts';
import { treatEveryRequest } from './every-request.ts';

export interface AppOptions {
  /** Folder of the built web app. */
  webFolder: string;
  /** Moves the product's clock; given only under NODE_ENV=test. */
  moveClock?: ((seconds: number) => Promise<void>) | undefined;
}

/** The product's HTTP face as one function from a request to an answer; it needs no port. */
export async function createApp(ctx: HttpContext, options: AppOptions): Promise<Hono<Env>> {
  const app = new Hono<Env>();
  treatEveryRequest(app, ctx);

  mountHealth(app, ctx);
  mountOpenApi(app, ctx);
  mountOauthCallbacks(app, ctx);
  mountMetaCallbacks(app, ctx);
  mountWebhooks(app, ctx);
  mountPublicMedia(app, ctx);
  mountUpload(app, ctx);
  mountUploads(app, ctx);
  mountPictures(app, ctx);
  mountMediaPictures(app, ctx);
  mountReviewPictures(app, ctx);
  const guard = createStreamGuard(ctx);
  mountNoticeEvents(app, ctx, guard);
  mountAuditExport(app, ctx);
  mountInsightsCsv(app, ctx);
  mountPostEvents(app, ctx, guard);
  mountInboxEvents(app, ctx, guard);
  implement(app, ctx, contract, (ctx) => ({
    identity: identityHandlers(ctx),
    account: accountHandlers(ctx),
    audit: auditHandlers(ctx),
    connections: connectionHandlers(ctx),
    insights: insightHandlers(ctx),
    inbox: inboxHandlers(ctx),
    library: libraryHandlers(ctx),
    media: mediaHandlers(ctx),
    notices: noticeHandlers(ctx),
    posts: postHandlers(ctx),
    reviews: reviewHandlers(ctx),
    reviewLinks: reviewLinkHandlers(ctx),
    clientReview: clientReviewHandlers(ctx),
    schedule: scheduleHandlers(ctx),
    snippets: snippetHandlers(ctx),
    team: teamHandlers(ctx),
  }));
  if (options.moveClock) mountTestClock(app, ctx, options.moveClock);
  // What belongs to a machine and was not found is no page.
  for (const path of ['/api/*', '/media/*', '/meta/*', '/oauth/*', '/webhooks/*', '/_test/*'])
    app.all(path, () => {
      throw new AppError('not_found');
    });
  await mountWebApp(app, ctx, options.webFolder);
  return app;
}
