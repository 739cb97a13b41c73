import pg from 'pg';

/**
 * The control of the crash harness, and nothing else: what a publisher without a ledger does. It takes a post that is not
 * done, makes a container, publishes it and notes that it is done; whatever goes wrong, it tries again from the start.
 */
const [databaseUrl = '', instagramUrl = '', pictureUrl = ''] = process.argv.slice(2);
const client = new pg.Client({ connectionString: databaseUrl });
client.on('error', () => process.exit(1));
await client.connect();
process.send?.({ type: 'ready' });

for (;;) {
  const { rows } = await client.query<{ id: number; account: string; token: string; caption: string }>(
    'select * from naive_posts where media_id is null order by tries, id limit 1',
  );
  const [post] = rows;
  if (!post) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    continue;
  }
  await client.query('update naive_posts set tries = tries + 1 where id = $1', [post.id]);
  try {
    const container = await call(post, '/media', { image_url: pictureUrl, caption: post.caption });
    const media = await call(post, '/media_publish', { creation_id: container });
    await client.query('update naive_posts set media_id = $1 where id = $2', [media, post.id]);
  } catch {
    // Tried again: it did not say that it had been published.
  }
}

async function call(
  post: { account: string; token: string },
  edge: string,
  form: Record<string, string>,
): Promise<string> {
  const answer = await fetch(`${instagramUrl}/graph.instagram.com/v25.0/${post.account}${edge}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${post.token}` },
    body: new URLSearchParams(form),
  });
  const { id } = (await answer.json()) as { id?: string };
  if (!id) throw new Error(`Instagram refused with ${answer.status}.`);
  return id;
}
