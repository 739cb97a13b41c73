import { expect, test } from 'vitest';
import { accounts } from '../fixture.ts';
import { aVisit } from './test-visit.ts';

test('a stranger comments, and the comment stands first on the post and in the world', async () => {
  const { open, send, publish, comment, aStranger, world } = await aVisit();
  const post = publish();
  comment(post, 'an older one');
  const stranger = await aStranger();

  const sent = await send(`/p/${post.shortcode}/comments/`, {
    as: stranger.id,
    text: ' Do you ship <b>?\r\n',
  });

  const [, made] = world.comments.by('topOf', post.id);
  expect(sent.status).toBe(303);
  expect(sent.location).toBe(`/p/${post.shortcode}/?as=${stranger.id}#c-${made?.id}`);
  expect(made).toMatchObject({ fromId: stranger.id, username: stranger.username, text: 'Do you ship <b>?' });
  const { markup } = await open(sent.location ?? '');
  const ids = [...markup.matchAll(/id="c-(\d+)"/g)].map((match) => match[1]);
  expect(ids[0]).toBe(made?.id);
  expect(markup).toMatch(new RegExp(`value="${stranger.id}" selected`));
});

test('webhooks are told of a comment that a person writes', async () => {
  const { send, publish, aStranger, world } = await aVisit();
  const post = publish();
  const { id } = await aStranger();

  await send(`/p/${post.shortcode}/comments/`, { as: id, text: 'Lovely' });

  expect(world.happenings.list()).toMatchObject([{ kind: 'comment', comment: { text: 'Lovely' } }]);
});

test('a reply to a reply goes to the thread of the first comment and is shown there', async () => {
  const { open, send, publish, comment, aStranger, world } = await aVisit();
  const post = publish();
  const first = comment(post, 'first');
  const reply = comment(post, 'second', { parentId: first.id });
  const { id } = await aStranger(1);

  const sent = await send(`/p/${post.shortcode}/comments/`, { as: id, text: 'third', comment_id: reply.id });

  const made = world.comments.by('parentId', first.id).at(-1);
  expect(made?.text).toBe('third');
  expect(sent.location).toBe(`/p/${post.shortcode}/c/${first.id}/?as=${id}&page=1#c-${made?.id}`);
  expect((await open(sent.location ?? '')).markup).toContain('third');
  expect((await open(`/p/${post.shortcode}/c/${reply.id}/`)).location).toBe(
    `/p/${post.shortcode}/c/${first.id}/`,
  );
});

test('the stranger who wrote a comment can be played in its thread, and nowhere else', async () => {
  const { send, publish, comment, world } = await aVisit();
  const [post, other] = [publish(), publish()];
  const first = comment(post, 'Is it dishwasher safe?');
  const more = { as: first.fromId, text: 'Mine is not.' };

  const refused = await send(`/p/${other.shortcode}/comments/`, more);
  await send(`/p/${post.shortcode}/comments/`, { ...more, comment_id: first.id });

  expect(refused.status).toBe(403);
  expect(world.comments.list().at(-1)).toMatchObject({ username: 'ana', parentId: first.id });
});

test('an account writes under its own name, and nobody writes as one they are not signed in with', async () => {
  const { send, publish, world } = await aVisit(accounts.secondBusiness);
  const post = publish();
  const at = `/p/${post.shortcode}/comments/`;

  await send(at, { as: accounts.secondBusiness, text: 'Bread goes with it' });
  const refused = await send(at, { as: accounts.creator, text: 'not me' });

  expect(refused.status).toBe(403);
  expect(world.comments.list()).toMatchObject([{ username: 'harbour.bakery', text: 'Bread goes with it' }]);
});

test.each([
  ['nothing', '   ', 'There is nothing written yet.'],
  ['too much', '😀'.repeat(2201), 'A comment has at most 2200 characters; this has 2201.'],
])('%s is not taken, and what was written stays in the form', async (_, text, problem) => {
  const { send, publish, aStranger, world } = await aVisit();
  const post = publish();
  const { id } = await aStranger();

  const { status, markup } = await send(`/p/${post.shortcode}/comments/`, { as: id, text });

  expect(status).toBe(400);
  expect(markup).toContain(`<p role="alert" id="problem">${problem}</p>`);
  expect(markup).toContain(`${text}</textarea`);
  expect(world.comments.size).toBe(0);
});

test('2,200 characters are taken as they are', async () => {
  const { send, publish, aStranger, world } = await aVisit();
  const post = publish();
  const { id } = await aStranger();
  const text = '😀'.repeat(2200);

  await send(`/p/${post.shortcode}/comments/`, { as: id, text });

  expect(world.comments.list()[0]?.text).toBe(text);
});

test('with comments off nothing is written and what was written is not shown', async () => {
  const { open, send, publish, comment, aStranger, world } = await aVisit();
  const post = publish();
  comment(post, 'before');
  world.media.put({ ...post, isCommentEnabled: false });
  const { id } = await aStranger();

  const { markup } = await open(`/p/${post.shortcode}/`);
  const sent = await send(`/p/${post.shortcode}/comments/`, { as: id, text: 'after' });

  expect(markup).toContain('Comments are off');
  expect(markup).not.toMatch(/before<|<textarea/);
  expect(sent.status).toBe(400);
  expect(world.comments.size).toBe(1);
});

test('a hidden comment is seen by its writer and the account alone', async () => {
  const { open, send, publish, comment, world } = await aVisit();
  const post = publish();
  const hidden = comment(post, 'unkind', { fromId: accounts.secondBusiness });
  world.comments.put({ ...hidden, isHidden: true });
  const seenBy = async (account: string) => {
    await send('/accounts/login/', { account_id: account });
    return (await open(`/p/${post.shortcode}/`)).markup.includes('unkind');
  };

  expect((await open(`/p/${post.shortcode}/`)).markup).not.toContain('unkind');
  expect((await open(`/p/${post.shortcode}/c/${hidden.id}/`)).status).toBe(404);
  expect([
    await seenBy(accounts.business),
    await seenBy(accounts.secondBusiness),
    await seenBy(accounts.creator),
  ]).toEqual([true, true, false]);
});

test('a form of another site writes and likes nothing', async () => {
  const { send, publish, aStranger, world } = await aVisit();
  const post = publish();
  const { id } = await aStranger();
  const foreign = { 'sec-fetch-site': 'cross-site' };

  const answers = [
    await send(`/p/${post.shortcode}/comments/`, { as: id, text: 'x' }, foreign),
    await send(`/p/${post.shortcode}/likes/`, { as: id, like: 'give' }, foreign),
    await send('/linden.ceramics/follow/', { as: id, follow: 'give' }, foreign),
  ];

  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  expect([world.comments.size, world.likes.size, world.follows.size]).toEqual([0, 0, 0]);
});

test('a post and a comment are liked once by one stranger, who can take it back', async () => {
  const { open, send, publish, comment, aStranger, world } = await aVisit();
  const post = publish();
  const said = comment(post, 'nice');
  const { id } = await aStranger();
  const like = (form: Record<string, string>) => send(`/p/${post.shortcode}/likes/`, { as: id, ...form });

  await like({ like: 'give' });
  await like({ like: 'give' });
  await like({ like: 'give', comment_id: said.id });
  expect(world.media.get(post.id)?.likeCount).toBe(1);
  expect(world.comments.get(said.id)?.likeCount).toBe(1);
  expect((await open(`/p/${post.shortcode}/?as=${id}`)).markup).toContain('like back');
  await like({ like: 'take' });
  expect(world.media.get(post.id)?.likeCount).toBe(0);
});

test('comments come a page at a time, newest first, and a page that is not there is the nearest', async () => {
  const { open, publish, comment } = await aVisit();
  const post = publish();
  for (let number = 1; number <= 65; number += 1) comment(post, `comment ${number}.`);
  const numbersOn = async (page: string) =>
    [...(await open(`/p/${post.shortcode}/?page=${page}`)).markup.matchAll(/comment (\d+)\./g)].map((match) =>
      Number(match[1]),
    );

  expect(await numbersOn('1')).toEqual(Array.from({ length: 30 }, (_, at) => 65 - at));
  expect(await numbersOn('3')).toEqual([5, 4, 3, 2, 1]);
  for (const beyond of ['99', '1e999']) expect(await numbersOn(beyond)).toEqual([5, 4, 3, 2, 1]);
  for (const before of ['-1', '0', 'x', '-1e999', '']) expect((await numbersOn(before))[0]).toBe(65);
});

test('a comment with many replies shows the first two and leads to the rest', async () => {
  const { open, publish, comment } = await aVisit();
  const post = publish();
  const first = comment(post, 'first');
  for (let number = 1; number <= 40; number += 1) comment(post, `reply ${number}.`, { parentId: first.id });

  const { markup } = await open(`/p/${post.shortcode}/`);
  const thread = await open(`/p/${post.shortcode}/c/${first.id}/?page=2`);

  expect(markup.match(/reply \d+\./g)).toEqual(['reply 1.', 'reply 2.']);
  expect(markup).toContain(`All 40 replies`);
  expect(thread.markup.match(/reply \d+\./g)).toEqual(
    Array.from({ length: 10 }, (_, at) => `reply ${31 + at}.`),
  );
});

test('fifty thousand comments make no page more than a page', async () => {
  const { open, publish, world } = await aVisit();
  const post = publish();
  for (let number = 0; number < 50_000; number += 1) {
    world.comments.put({
      id: `c${number}`,
      mediaId: post.id,
      accountId: post.accountId,
      fromId: '61',
      username: 'ana',
      text: 'again',
      createdAt: world.now() + number,
      isHidden: false,
      likeCount: 0,
      ...(number % 5 === 4 && { parentId: `c${number - 1}` }),
    });
  }

  const { markup } = await open(`/p/${post.shortcode}/?page=700`);

  expect(markup.match(/class="comment"/g)?.length).toBeLessThan(100);
  expect(markup.length).toBeLessThan(100_000);
});
