import { shoot } from './calendar-home.ts';
import { arrivesWithin, expect, expectAccessible, rowOf, test } from './inbox-home.ts';
import { connectByApi, readFromInstagram } from './journey.ts';
import { publishElsewhere } from './publish-elsewhere.ts';

test('in the inbox a reading that fails and a switch that Instagram refuses are told', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  await publishElsewhere(house, account, { caption: 'Quiet, please' });
  await connectByApi(page, studio, account);
  await page.goto(`${house.url}/w/${studio.slug}/inbox`);
  await page.route('**/inbox/readings', (route) => route.abort('connectionreset'));
  await page.getByRole('button', { name: 'Read new comments now' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.unroute('**/inbox/readings');

  await readFromInstagram(page, house, studio);
  const base = `${house.url}/api/v1/workspaces/${studio.id}/connections`;
  const { connections } = (await (await page.request.get(base)).json()) as { connections: { id: string }[] };
  const live = async () => {
    const listed = await page.request.get(`${base}/${connections[0]!.id}/media`);
    return ((await listed.json()) as { media: { mediaId: string }[] }).media[0]?.mediaId;
  };
  await expect.poll(live).toBeTruthy();
  const mediaId = (await live())!;
  await house.control('POST', '/comments', { mediaId, username: 'wren.and.kiln', text: 'How large is it?' });
  await rowOf(page, 'How large is it?').click(arrivesWithin);
  const error = { message: 'Not permitted', type: 'OAuthException', code: 10, fbtrace_id: 'Refused' };
  await house.control('POST', '/faults', {
    host: 'graph.instagram.com',
    method: 'POST',
    path: `/${mediaId}`,
    kind: 'body',
    status: 403,
    body: JSON.stringify({ error }),
  });
  const comments = page.getByRole('switch', { name: 'Comments on' });
  await expect(comments).toBeChecked();
  await comments.click();

  const trouble = page.getByRole('alert').filter({ hasText: 'Comments not switched' });
  await expect(trouble).toContainText('permission_missing');
  await expect(comments).toBeChecked();
  await expect(comments).toBeEnabled();
  await expectAccessible(page);
  await shoot(page, 'inbox-post');
  await trouble.getByRole('button', { name: 'Let it be' }).click();
  await expect(trouble).toBeHidden();

  await house.control('DELETE', '/faults');
  await comments.click();
  await expect(comments).not.toBeChecked();
  await expect(page.getByText('Switching comments off')).toBeHidden();
});
