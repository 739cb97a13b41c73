import { expect, test } from 'vitest';
import { business, refusalBy, setStage } from './test-instagram.ts';

test('a revoked grant leaves a dead token', async () => {
  const { instagram, mint } = await setStage();
  const { token, appScopedUserId } = await mint(business);

  const answer = await instagram.revokeGrant('instagram', token, appScopedUserId);

  expect(answer).toBe('accepted');
  expect(await instagram.probeToken('instagram', token)).toEqual({ state: 'refused', subcode: 458 });
});

test('a revocation that Instagram refuses leaves a live token', async () => {
  const { instagram, mint, setFlags } = await setStage();
  const { token, appScopedUserId } = await mint(business);
  await setFlags({ revoke: 'refuse' });

  const answer = await instagram.revokeGrant('instagram', token, appScopedUserId);

  expect(answer).toBe('refused');
  expect(await instagram.probeToken('instagram', token)).toMatchObject({ state: 'alive' });
});

test('a success that is false is a refusal', async () => {
  const { instagram, mint, breakNext } = await setStage();
  const { token, appScopedUserId } = await mint(business);
  await breakNext('/*/permissions', { kind: 'body', body: '{"success":false}' });

  expect(await instagram.revokeGrant('instagram', token, appScopedUserId)).toBe('refused');
});

test('an outage while revoking is no answer', async () => {
  const { instagram, mint, breakNext } = await setStage();
  const { token, appScopedUserId } = await mint(business);
  await breakNext('/*/permissions', { kind: 'reset' });

  const refusal = await refusalBy(instagram.revokeGrant('instagram', token, appScopedUserId));

  expect(refusal.code).toBe('network_error');
});

test('a dead token needs no revoking', async () => {
  const { instagram, mint, control } = await setStage();
  const { token, appScopedUserId } = await mint(business);
  await control('PATCH', `/accounts/${business}`, { tokens: 'removed' });

  expect(await instagram.revokeGrant('instagram', token, appScopedUserId)).toBe('accepted');
});

test('unsubscribing takes the subscription away', async () => {
  const { instagram, mint, url } = await setStage();
  const { token, text } = await mint(business);
  const subscriptions = `${url}/graph.instagram.com/${business}/subscribed_apps?access_token=${text}`;
  await fetch(`${subscriptions}&subscribed_fields=comments`, { method: 'POST' });

  await instagram.unsubscribe('instagram', token, business);

  expect(await (await fetch(subscriptions)).json()).toEqual({ data: [] });
});
