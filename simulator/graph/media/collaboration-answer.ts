import { takeQuota } from '../call-quota.ts';
import { missingObject, requiredParameter } from '../errors.ts';
import { type AccountCall, requireScope } from '../graph-call.ts';
import { graphJson } from '../meta-json.ts';
import { quotaReached } from '../quota-error.ts';
import { readBoolean } from '../request/read-request.ts';

const answersRule = { what: 'collaboration_answers', most: 50, withinSeconds: 24 * 60 * 60 };

/** `POST /{ig-id}/collaboration_invites?media_id=&accept=`: accepts or declines an invite that waits. */
export function answerInvite(call: AccountCall): Response {
  const { world, account, params } = call;
  requireScope(call, 'basic');
  const mediaId = params.get('media_id')?.trim() ?? '';
  if (mediaId === '') throw requiredParameter('media_id');
  if ((params.get('accept') ?? '') === '') throw requiredParameter('accept');
  const invite = world.collaborations.get(`${mediaId}:${account.id}`);
  if (invite?.status !== 'Pending' || world.media.get(mediaId) === undefined) {
    throw missingObject(call.method, mediaId);
  }
  if (!takeQuota(world, account.id, answersRule)) throw quotaReached();
  const status = readBoolean(params, 'accept', false) ? 'Accepted' : 'Declined';
  world.collaborations.put({ ...invite, status });
  return graphJson({ success: true });
}
