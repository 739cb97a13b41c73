import sharp from 'sharp';
import { expect, test } from 'vitest';
import { aFacebook, pages } from '../../test-facebook.ts';
import { accounts, readError } from '../../fixture.ts';

const imageUrl = 'https://cdn.example.com/photo.jpg';

/** A Facebook on whose web stands one good photo. */
async function withPhoto() {
  const photo = await sharp({ create: { width: 500, height: 500, channels: 3, background: '#a63' } })
    .jpeg()
    .toBuffer();
  const facebook = aFacebook({
    fetch: () =>
      Promise.resolve(new Response(new Uint8Array(photo), { headers: { 'content-type': 'image/jpeg' } })),
  });
  await facebook.setFlags({ containerSeconds: 0 });
  const stage = (token: string) =>
    facebook.ask(`/${accounts.business}/media?image_url=${encodeURIComponent(imageUrl)}`, token, {
      method: 'POST',
    });
  return { ...facebook, stage };
}

test('a photo is published and read with the user token and with the token of the Page', async () => {
  const { logIn, pageToken, stage, ask, read } = await withPhoto();
  const user = await logIn();
  for (const token of [user, await pageToken(user, pages.linden)]) {
    const { id: container } = (await (await stage(token)).json()) as { id: string };
    expect(await read(`/${container}?fields=status_code`, token)).toEqual({
      status_code: 'FINISHED',
      id: container,
    });
    const published = await ask(`/${accounts.business}/media_publish?creation_id=${container}`, token, {
      method: 'POST',
    });
    const { id } = (await published.json()) as { id: string };
    expect(await read(`/${id}?fields=permalink,owner`, token)).toMatchObject({
      permalink: expect.stringContaining('/p/'),
      owner: { id: accounts.business },
    });
  }
  expect(await read<{ data: unknown[] }>(`/${accounts.business}/media`, user)).toHaveProperty(
    'data.length',
    2,
  );
});

test.each([
  ['an account that is not ticked', { accounts: [] }],
  ['an account whose Page is not ticked', { pages: [] }],
  ['an account of somebody else', { person: 'ilse' }],
])('%s is nothing to publish on: 100/33', async (_case, choice) => {
  const { logIn, stage } = await withPhoto();
  expect(await readError(await stage(await logIn(choice)))).toMatchObject({
    type: 'GraphMethodException',
    code: 100,
    error_subcode: 33,
  });
});

test("another Page's token and the app's own publish nothing", async () => {
  const { logIn, pageToken, stage, exchange } = await withPhoto();
  const other = await pageToken(await logIn(), pages.saltmarsh);
  const own = (
    (await (await exchange({ grant_type: 'client_credentials' })).json()) as { access_token: string }
  ).access_token;
  for (const token of [other, own]) {
    expect(await readError(await stage(token))).toMatchObject({ code: 100, error_subcode: 33 });
  }
});

test.each(['instagram_content_publish', 'pages_read_engagement'])(
  'without %s publishing answers code 10',
  async (scope) => {
    const { logIn, stage } = await withPhoto();
    expect(await readError(await stage(await logIn({ without: [scope] })))).toMatchObject({ code: 10 });
  },
);

test.each([
  [['ANALYZE', 'MODERATE'], 403],
  [['CREATE_CONTENT'], 200],
  [['MANAGE'], 200],
  [['PROFILE_PLUS_CREATE_CONTENT'], 200],
])('a person with the tasks %o on the Page is answered %i', async (tasks, status) => {
  const { logIn, stage, control } = await withPhoto();
  await control('PATCH', `/pages/${pages.linden}`, { roles: [{ person: 'marta', tasks }] });
  expect((await stage(await logIn())).status).toBe(status);
});

test('a role that came through a business reaches the account with a permission for ads only', async () => {
  const { logIn, stage, control } = await withPhoto();
  await control('PATCH', `/pages/${pages.linden}`, { roles: [{ person: 'marta', isByBusiness: true }] });
  expect(await readError(await stage(await logIn()))).toMatchObject({ error_subcode: 33 });
  const scope = 'instagram_basic,instagram_content_publish,pages_show_list,pages_read_engagement,ads_read';
  expect((await stage(await logIn({}, { scope }))).status).toBe(200);
});
