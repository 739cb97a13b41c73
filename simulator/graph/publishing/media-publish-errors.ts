/** What Meta answers about accounts and containers: rows of the table in `media-errors.ts`. */

import type { PublishingRefusal } from './media-errors.ts';

/** Inferred: Meta documents the cap of 400 containers in 24 hours but nobody has published its body. */
export function containerCapReached(cap: number): PublishingRefusal {
  return {
    code: 9,
    type: 'OAuthException',
    message: 'Application request limit reached',
    userTitle: 'Too many media containers',
    userMessage: `An account can create at most ${cap} media containers in 24 hours.`,
  };
}

export function containerUnknownOrExpired(creationId: string): PublishingRefusal {
  return {
    code: 24,
    subcode: 2207008,
    type: 'OAuthException',
    message: 'The requested resource does not exist',
    userTitle: 'Media builder not found',
    userMessage: `The media builder with creation id = ${creationId} does not exist or has been expired.`,
  };
}

export function containerNotReady(): PublishingRefusal {
  return {
    code: 9007,
    subcode: 2207027,
    type: 'OAuthException',
    message: 'Media ID is not available',
    userTitle: 'Cannot publish',
    userMessage: 'The media is not ready to be published. Please wait a moment.',
  };
}

/**
 * Also inferred as the answer to publishing one container twice, one that failed, or a carousel's child: no public body exists.
 */
export function mediaNotFound(id: string): PublishingRefusal {
  return {
    code: 24,
    subcode: 2207006,
    type: 'OAuthException',
    message: 'The requested resource does not exist',
    userTitle: 'Media not found',
    userMessage: `The media with ${id} cannot be found`,
  };
}

export function publishingLimitReached(): PublishingRefusal {
  return {
    code: 9,
    subcode: 2207042,
    type: 'OAuthException',
    message: 'Application request limit reached',
    userTitle: 'Publishing limit reached',
    userMessage:
      'You reached maximum number of posts that is allowed to be published by Content Publishing API.',
  };
}

/** The person must clear a prompt in the Instagram app before anything is published again. */
export function accountRestricted(): PublishingRefusal {
  return {
    code: 25,
    subcode: 2207050,
    type: 'OAuthException',
    message: 'User access is restricted',
    userTitle: 'The user is restricted',
    userMessage: 'The Instagram account is restricted.',
  };
}

/** The other answer an expired container may give: which of the two is not known. */
export function containerExpired(): PublishingRefusal {
  return {
    code: -2,
    subcode: 2207020,
    type: 'OAuthException',
    message: 'Media expired',
    userTitle: 'Media expired',
    userMessage: 'The media you are trying to access has expired. Please try to upload again.',
  };
}

/** Meta's judgement of spam. It lasts for hours, and retries prolong it (seen). */
export function actionBlocked(): PublishingRefusal {
  return {
    code: 4,
    subcode: 2207051,
    type: 'OAuthException',
    message: 'Application request limit reached',
    userTitle: 'Action is blocked',
    userMessage:
      'We restrict certain activity to protect our community. Tell us if you think we made a mistake.',
  };
}

export function serverFailed(): PublishingRefusal {
  return {
    code: -1,
    subcode: 2207001,
    type: 'OAuthException',
    message: 'Fatal',
  };
}
