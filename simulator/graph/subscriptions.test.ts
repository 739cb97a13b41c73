import { expect, test } from 'vitest';
import { accounts, readError } from '../fixture.ts';
import {
  aListener,
  callbackUrl,
  giveMartasTokens,
  readDelivery,
  verifyToken,
} from '../webhooks/test-receiver.ts';
import { demoApp } from '../world/seed.ts';

const appToken = `${demoApp.id}|${demoApp.secret}`;
const subscriptions = `/graph.facebook.com/v25.0/${demoApp.id}/subscriptions`;
const wish = {
  object: 'instagram',
  callback_url: callbackUrl,
  verify_token: verifyToken,
  fields: 'comments,mentions',
};

function post(house: ReturnType<typeof aListener>, path: string, fields: Record<string, string>) {
  return house.send(path, { method: 'POST', body: new URLSearchParams(fields) });
}

/** The demo app subscribed to comments and mentions, and the Page of @linden.ceramics to the app. */
async function aSubscribedPage() {
  const house = aListener();
  const tokens = giveMartasTokens(house.world);
  await post(house, subscriptions, { ...wish, access_token: appToken });
  const edge = `/graph.facebook.com/${tokens.pageId}/subscribed_apps`;
  const subscribed = await post(house, edge, { subscribed_fields: 'feed', access_token: tokens.page });
  return { ...house, tokens, edge, subscribed };
}

test('an app subscribes with its app token and reads what it has', async () => {
  const house = aListener();
  const made = await post(house, subscriptions, { ...wish, access_token: appToken });
  expect(await made.json()).toEqual({ success: true });
  const read = await house.send(`${subscriptions}?access_token=${appToken}`);
  expect(await read.json()).toEqual({
    data: [
      {
        object: 'instagram',
        callback_url: callbackUrl,
        active: true,
        fields: [
          { name: 'comments', version: 'v25.0' },
          { name: 'mentions', version: 'v25.0' },
        ],
      },
    ],
  });
  await house.send(`${subscriptions}?object=instagram&access_token=${appToken}`, { method: 'DELETE' });
  expect(await (await house.send(`${subscriptions}?access_token=${appToken}`)).json()).toEqual({ data: [] });
});

test.each([
  [{ verify_token: 'another' }, 2200],
  [{ callback_url: 'http://10.0.0.1/' }, 2200],
  [{ callback_url: 'nowhere' }, 2200],
  [{ object: 'user' }, 100],
  [{ fields: 'typo' }, 100],
  [{ fields: '' }, 100],
])('a subscription with %o is refused with code %i', async (change, code) => {
  const house = aListener();
  const response = await post(house, subscriptions, { ...wish, ...change, access_token: appToken });
  expect(await readError(response)).toMatchObject({ code });
  expect(house.world.apps.get(demoApp.id)?.webhooks).toBeUndefined();
});

test('a person’s token cannot subscribe the app', async () => {
  const house = aListener();
  const { user } = giveMartasTokens(house.world);
  const response = await post(house, subscriptions, { ...wish, access_token: user });
  expect(await readError(response)).toMatchObject({ code: 15 });
});

test('a Page’s subscription tells comments and mentions of its account in the words of Facebook Login', async () => {
  const house = await aSubscribedPage();
  expect(await house.subscribed.json()).toEqual({ success: true });
  house.comment(accounts.business, 'hello');
  house.comment(accounts.secondBusiness, 'see @linden.ceramics');
  await house.simulator.deliver();
  const changes = house.received.flatMap((each) =>
    readDelivery(each).entry.flatMap((entry) => entry.changes ?? []),
  );
  expect(changes).toMatchObject([
    { field: 'comments', value: { text: 'hello' } },
    { field: 'mentions', value: { media_id: expect.any(String), comment_id: expect.any(String) } },
  ]);
});

test('a Page’s subscription can be read and taken away, and then nothing is told', async () => {
  const { edge, tokens, send, comment, simulator, received } = await aSubscribedPage();
  expect(await (await send(`${edge}?access_token=${tokens.page}`)).json()).toEqual({
    data: [{ id: demoApp.id, name: demoApp.name, subscribed_fields: ['feed'] }],
  });
  await send(`${edge}?access_token=${tokens.page}`, { method: 'DELETE' });
  expect(await (await send(`${edge}?access_token=${tokens.page}`)).json()).toEqual({ data: [] });
  comment(accounts.business);
  await simulator.deliver();
  expect(received).toEqual([]);
});

test('a person’s token does not do for a Page’s subscription', async () => {
  const { edge, tokens, send } = await aSubscribedPage();
  expect(await readError(await send(`${edge}?access_token=${tokens.user}`))).toMatchObject({ code: 210 });
});

test('an account refuses a field that does not exist', async () => {
  const house = aListener();
  const { access_token, user_id } = await house.mint(accounts.business);
  const response = await post(house, `/graph.instagram.com/${user_id}/subscribed_apps`, {
    subscribed_fields: 'comments,typo',
    access_token,
  });
  expect(await readError(response)).toMatchObject({
    code: 100,
    message: expect.stringContaining('subscribed_fields[1] must be one of {comments'),
  });
});

test('on Facebook Login a comment’s id is called comment_id by a flag', async () => {
  const house = await aSubscribedPage();
  await house.setFlags({ webhookCommentId: 'comment_id' });
  const posted = house.comment(accounts.business);
  await house.simulator.deliver();
  const value = readDelivery(house.received[0]).entry[0]?.changes?.[0]?.value;
  expect(value).toMatchObject({ comment_id: posted.id });
  expect(value).not.toHaveProperty('id');
});
