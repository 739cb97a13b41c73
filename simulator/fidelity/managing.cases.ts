import { expect } from 'vitest';
import type { FidelityCase, SectionCases } from './fidelity-case.ts';

const list = (path: string, more: Partial<FidelityCase> = {}): FidelityCase => ({
  says: 'answers a list',
  path,
  status: 200,
  json: { data: expect.any(Array) },
  ...more,
});
const foreign = (edge: string, form?: Record<string, string>): FidelityCase => ({
  says: 'of what the token does not reach',
  path: edge === '' ? '/{other}' : `/{other}/${edge}`,
  ...(form && { form }),
  status: 400,
  json: { code: 100 },
});

export const managing: SectionCases = {
  'GET graph.*/:node/comments': {
    answers: [list('/{media}/comments?fields=text,replies{text}')],
    refusals: [foreign('comments')],
  },
  'POST graph.*/:node/comments': {
    answers: [{ says: 'the account comments', path: '/{media}/comments', form: { message: 'Thank you' }, status: 200, json: { id: expect.stringMatching(/^\d+$/) } }],
    refusals: [{ says: 'no text', path: '/{media}/comments', form: {}, status: 400, json: { code: 100 } }, foreign('comments', { message: 'Hi' })],
  },
  'GET graph.*/:node/replies': { answers: [list('/{comment}/replies')], refusals: [foreign('replies')] },
  'POST graph.*/:node/replies': {
    answers: [{ says: 'the account answers', path: '/{comment}/replies', form: { message: 'Thank you' }, status: 200, json: { id: expect.stringMatching(/^\d+$/) } }],
    refusals: [{ says: 'no text', path: '/{comment}/replies', form: {}, status: 400, json: { code: 100 } }, foreign('replies', { message: 'Hi' })],
  },
  'POST graph.*/:node': {
    answers: [
      { says: 'hides a comment', path: '/{comment}', form: { hide: 'true' }, status: 200, json: { success: true } },
      { says: 'turns commenting off', path: '/{media}', form: { comment_enabled: 'false' }, status: 200, json: { success: true } },
    ],
    refusals: [{ says: 'nothing to change', path: '/{comment}', form: {}, status: 400, json: { code: 100 } }, foreign('', { hide: 'true' })],
  },
  'DELETE graph.*/:node': {
    answers: [
      { says: 'a comment', path: '/{comment}', status: 200, json: { success: true } },
      { says: 'a media, on the Facebook host', path: '/{media}', only: 'facebook', status: 200, json: { success: true } },
    ],
    refusals: [foreign(''), { says: 'a media, on the Instagram host', path: '/{media}', only: 'instagram', status: 400, json: { code: 100 } }],
  },
}; // prettier-ignore
