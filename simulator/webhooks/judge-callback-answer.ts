import type { Delivery, DeliveryAttempt } from '../world/webhook.ts';

/** What an answered data deletion call came to: Meta asks for `{"url", "confirmation_code"}`. Nothing is asked of the others. */
export function judgeCallbackAnswer(
  kind: Delivery['kind'],
  { body }: DeliveryAttempt,
): Pick<Delivery, 'confirmation' | 'problem'> {
  if (kind !== 'data-deletion') return {};
  const { url, confirmation_code: confirmationCode } = readObject(body);
  if (typeof url !== 'string' || !['http:', 'https:'].includes(URL.parse(url)?.protocol ?? '')) {
    return { problem: 'The answer has no "url" where the person can look.' };
  }
  if (typeof confirmationCode !== 'string' || !/^[a-z0-9]+$/i.test(confirmationCode)) {
    return { problem: 'The answer has no alphanumeric "confirmation_code".' };
  }
  return { confirmation: { url, confirmationCode } };
}

function readObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
