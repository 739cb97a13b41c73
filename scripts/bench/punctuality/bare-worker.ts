import { sql } from 'kysely';
import { wallClock } from '../../../server/clock.ts';
import { openPool } from '../../../server/database/index.ts';
import { createLog } from '../../../server/log.ts';
import { createQueue } from '../../../server/queue/index.ts';
import { startWorker } from '../../../server/worker/index.ts';

/**
 * The control of the punctuality benchmark: the same job engine with the same settings, whose job makes one durable UPDATE
 * and one call to the same Instagram, without lease, ledger, timeline or vault.
 */
const [connectionString = '', instagramUrl = ''] = process.argv.slice(2);
const log = createLog('warn');
const { db } = openPool(connectionString, log);
const queue = await createQueue({ connectionString, clock: wallClock, log, supervise: true });
await startWorker({
  queue,
  log,
  sweeps: [],
  handlers: {
    'writes.advance': async () => {},
    'connections.refresh': async () => {},
    'connections.revoke': async () => {},
    'posts.advance': async ({ postId }) => {
      const { rows } = await sql<{ account: string; token: string; container: string }>`
        update bare_posts set called_at = clock_timestamp() where id = ${postId} returning account, token, container`.execute(
        db,
      );
      const [post] = rows;
      if (!post) return;
      const answer = await fetch(`${instagramUrl}/graph.instagram.com/v25.0/${post.account}/media_publish`, {
        method: 'POST',
        headers: { authorization: `Bearer ${post.token}` },
        body: new URLSearchParams({ creation_id: post.container }),
      });
      await answer.arrayBuffer();
    },
  },
});
process.on('disconnect', () => process.exit(0));
process.send?.({ type: 'ready' });
