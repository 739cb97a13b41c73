import { graphError, type MetaError } from '../errors.ts';

/** From memory of Meta's documents, 2024: the thirty-first hashtag within seven days. */
export function hashtagLimitReached(most: number): MetaError {
  return graphError({
    message: '(#18) Too many calls to this hashtag endpoint',
    code: 18,
    subcode: 2207034,
    isTransient: false,
    userTitle: 'Hashtag limit reached',
    userMessage: `You have exceeded the limit of ${most} unique hashtags within a 7 day rolling period.`,
  });
}

/** Emoji and anything else that cannot be a hashtag. The subcode is from memory, the sentence ours. */
export function hashtagUnknown(): MetaError {
  return graphError({
    message: 'The requested resource does not exist',
    code: 24,
    subcode: 2207024,
    isTransient: false,
    userTitle: 'Hashtag not found',
    userMessage: 'The hashtag you requested does not exist.',
  });
}
