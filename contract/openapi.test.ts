import { expect, test } from 'vitest';
import { contract } from './index.ts';
import type { AnyOp } from './op.ts';
import { openApiOf } from './openapi.ts';

const document = openApiOf(contract, {
  title: 'Tintype',
  version: '1',
  server: 'http://127.0.0.1:4200',
  cookieName: 'tintype',
}) as {
  openapi: string;
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        parameters: { name: string; in: string; required: boolean }[];
        responses: object;
        security: object[];
      }
    >
  >;
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
);

test('every operation of the table is described once, under a name of its own', () => {
  const expected = Object.entries(contract).flatMap(([group, each]) =>
    Object.keys(each).map((name) => `${group}.${name}`),
  );

  expect(operations.map(({ operationId }) => operationId).toSorted()).toEqual(expected.toSorted());
});

test('every part of a path is a required parameter', () => {
  for (const { path, parameters } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const described = parameters
      .filter((each) => each.in === 'path' && each.required)
      .map(({ name }) => name);
    expect(new Set(described)).toEqual(new Set(inPath));
  }
});

test('only public operations need no session', () => {
  const open = operations
    .filter(({ security }) => security.length === 0)
    .map(({ operationId }) => operationId);

  expect(open.toSorted()).toEqual([
    'account.askForReset',
    'account.confirmEmail',
    'account.resetPassword',
    'clientReview.comment',
    'clientReview.decide',
    'clientReview.open',
    'clientReview.read',
    'identity.createOwner',
    'identity.readSession',
    'identity.signIn',
    'team.joinByInvite',
    'team.readInvite',
  ]);
});

test('every operation tells its success and its problem', () => {
  for (const { responses } of operations)
    expect(Object.keys(responses)).toEqual([expect.stringMatching(/^20[01]$/), 'default']);
});

test('what takes an idempotency key says so, and only that', () => {
  const keyed = Object.entries(contract).flatMap(([group, each]) =>
    Object.entries(each)
      .filter(([, operation]) => operation.keyed)
      .map(([name]) => `${group}.${name}`),
  );
  const described = operations
    .filter(({ parameters }) => JSON.stringify(parameters).includes('#/components/parameters/IdempotencyKey'))
    .map(({ operationId }) => operationId);

  expect(keyed).toContain('posts.create');
  expect(described.toSorted()).toEqual(keyed.toSorted());
});

/** What makes something in a workspace and takes no key, with the reason. */
const unkeyed: Record<string, string> = {
  'connections.startAuthorization': 'its answer holds the secret of one attempt, which is kept nowhere',
  'reviewLinks.create': 'its answer holds a secret that is shown once and kept nowhere',
  'team.createInvite': 'its answer holds a secret that is shown once and kept nowhere',
};

test('what makes something in a workspace takes an idempotency key, or says why not', () => {
  const without = Object.entries(contract).flatMap(([group, each]) =>
    Object.entries(each as Record<string, AnyOp>)
      .filter(([, { method, status, path }]) => method === 'post' && status === 201 && isInWorkspace(path))
      .filter(([, { keyed }]) => !keyed)
      .map(([name]) => `${group}.${name}`),
  );

  expect(without.toSorted()).toEqual(Object.keys(unkeyed).toSorted());
});

const isInWorkspace = (path: string) => path.includes('/:workspaceId/');

test('the document speaks of no token', () => {
  expect(JSON.stringify(document)).not.toMatch(/access_token|accessToken|jwe|dekWrapped/i);
});
