import { serve } from '@hono/node-server';
import { Hono } from 'hono';

/** The control of the simulator's benchmark: Hono with nothing to do, on the same kind of server. Prints where it listens. */
const app = new Hono();
app.get('/*', (context) => context.json({ id: '17841400000000101', path: context.req.path }));

serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  console.log(`listening on http://127.0.0.1:${port}`);
});
