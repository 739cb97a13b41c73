import { afterAll, beforeAll, expect, test } from 'vitest';
import { ada, openTestApp, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

async function invite(): Promise<string> {
  const answer = await app.owner.ask('POST', `/api/v1/workspaces/${app.owner.workspaceId}/invites`, {
    body: { role: 'viewer' },
  });
  return ((await answer.json()) as { link: string }).link.split('#')[1]!;
}

/** Each with the status and the code of its refusal, in the order of the alphabet. */
async function outcomesOf(answers: readonly Response[]): Promise<string[]> {
  const each = answers.map(async (answer) => {
    const { code = 'done' } = (await answer.json()) as { code?: string };
    return `${answer.status} ${code}`;
  });
  return (await Promise.all(each)).toSorted();
}

const signUp = (token: string, email: string) =>
  app.browser().ask('POST', '/api/v1/invite-sign-ups', {
    body: { token, name: 'Bo', email, password: ada.password },
  });
const change = (person: Awaited<ReturnType<TestApp['stranger']>>, email: string) =>
  person.ask('PUT', '/api/v1/account/email', { body: { email, password: ada.password } });

test('of many who sign up with one address at once one has it, and the others are told', async () => {
  const tokens = await Promise.all(Array.from({ length: 6 }, invite));

  const answers = await Promise.all(
    tokens.map((token, i) => signUp(token, i % 2 ? 'bo@linden.example' : 'BO@Linden.example')),
  );

  expect(await outcomesOf(answers)).toEqual(['201 done', ...Array(5).fill('409 email_taken')]);
});

test('of many who move to one address at once, and one who signs up with it, one has it', async () => {
  const token = await invite();
  const people = await Promise.all(Array.from({ length: 5 }, () => app.stranger()));
  const email = 'shared@linden.example';

  const answers = await Promise.all([...people.map((person) => change(person, email)), signUp(token, email)]);

  const outcomes = await outcomesOf(answers);
  expect(outcomes.filter((outcome) => outcome.endsWith('done'))).toHaveLength(1);
  expect(
    outcomes.filter((outcome) => !/^(20[01] done|422 invalid_input|409 email_taken)$/.test(outcome)),
  ).toEqual([]);
});
