import { graphError } from './errors.ts';
import type { MetaError } from './errors.ts';

/**
 * What Meta answers when publishing is refused, as plain data: one function per row of Meta's table.
 * `message` stays English for developers; the two user texts are what Meta shows a person. All are HTTP 400.
 * Source: Meta, Error Codes (2026-06-02) and the bodies seen in public; rows marked "inferred" have no public body.
 */
export type PublishingRefusal = {
  code: number;
  subcode?: number;
  message: string;
  type: 'OAuthException' | 'IGApiException';
  userTitle?: string;
  userMessage?: string;
};

/** The refusal in Meta's envelope. Rows of the publishing table always say that they are not transient. */
export function publishingError(refusal: PublishingRefusal): MetaError {
  return graphError(refusal.subcode === undefined ? refusal : { ...refusal, isTransient: false });
}

/** Inferred: Meta publishes no body for a malformed parameter of this edge. */
export function parameterInvalid(name: string, why: string): PublishingRefusal {
  return { code: 100, type: 'IGApiException', message: `(#100) Param ${name} ${why}` };
}

/** Ours, not Meta's: says plainly that the simulator stops here, in an envelope a client can read. */
export function notSimulated(what: string): PublishingRefusal {
  return {
    code: 100,
    type: 'IGApiException',
    message: `(#100) ${what} is not simulated. See simulator/FIDELITY.md for what is.`,
  };
}

export function mediaTypeUnknown(mediaType: string): PublishingRefusal {
  return {
    code: 100,
    subcode: 2207023,
    type: 'OAuthException',
    message: 'Invalid parameter',
    userTitle: 'Unknown media type',
    userMessage: `The media type ${mediaType} is unknown.`,
  };
}

/** A video that stands alone has had to be a reel since 2023-11-09. */
export function standAloneVideoRefused(): PublishingRefusal {
  return {
    code: 100,
    subcode: 2207067,
    type: 'OAuthException',
    message: 'Invalid parameter',
    userTitle: 'VIDEO media type not supported',
    userMessage:
      'The VIDEO value for media_type is no longer supported. Use the REELS media type to publish a video to your Instagram feed.',
  };
}

export function captionTooLong(length: number, maximum: number): PublishingRefusal {
  return {
    code: 36004,
    subcode: 2207010,
    type: 'OAuthException',
    message: 'The caption was too long.',
    userTitle: 'Caption too long',
    userMessage: `The submitted image's caption was ${length} characters long. The maximum number of characters permitted for a caption is ${maximum}. Please submit media with a shorter caption.`,
  };
}

export function tooManyTags(maximum: number): PublishingRefusal {
  return {
    code: 100,
    subcode: 2207040,
    type: 'OAuthException',
    message: 'Invalid parameter',
    userTitle: 'Too many tags',
    userMessage: `Cannot use more than ${maximum} tags per created media.`,
  };
}

export function userNotTaggable(): PublishingRefusal {
  return { code: 110, subcode: 2207018, type: 'OAuthException', message: 'Invalid user id' };
}

export function mediaNotFetched(uri: string): PublishingRefusal {
  return {
    code: 9004,
    subcode: 2207052,
    type: 'OAuthException',
    message: 'Only photo or video can be accepted as media type.',
    userTitle: "Media download has failed. The media URI doesn't meet our requirements.",
    userMessage: `The media could not be fetched from this URI: ${uri}. Please check the limits and requirements of the media and try again.`,
  };
}

export function mediaFetchTimedOut(): PublishingRefusal {
  return {
    code: -2,
    subcode: 2207003,
    type: 'OAuthException',
    message: 'Timeout',
    userTitle: 'Timeout',
    userMessage: 'It takes too long to download the media.',
  };
}

export function imageTooLarge(): PublishingRefusal {
  return {
    code: 36000,
    subcode: 2207004,
    type: 'OAuthException',
    message: 'The image size is too large.',
    userTitle: 'Image size too large',
    userMessage: 'The image is too large to download. It should be less than 8 MiB.',
  };
}

export function imageFormatUnsupported(format: string, supported: readonly string[]): PublishingRefusal {
  return {
    code: 36001,
    subcode: 2207005,
    type: 'OAuthException',
    message: 'The image format is not supported.',
    userTitle: 'Invalid image format',
    userMessage: `The image format ${format} is not supported. Supported formats are: ${supported.join(', ')}.`,
  };
}

/** The body seen when the bytes cannot be read as any picture at all. */
export function imageUnreadable(): PublishingRefusal {
  return {
    code: 36001,
    subcode: 2207083,
    type: 'OAuthException',
    message: 'The image format is not supported.',
    userTitle: 'Invalid Image Format',
    userMessage:
      'The image could not be processed because its format is not supported. Please use another image.',
  };
}

export function aspectRatioUnsupported(width: number, height: number): PublishingRefusal {
  return {
    code: 36003,
    subcode: 2207009,
    type: 'OAuthException',
    message: 'The aspect ratio is not supported.',
    userTitle: 'Invalid aspect ratio',
    userMessage: `The submitted image with aspect ratio ('${width}/${height}',) cannot be published. Please submit an image with a valid aspect ratio.`,
  };
}

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

/** Inferred as the answer to publishing one container twice: no public body exists. */
export function containerAlreadyPublished(creationId: string): PublishingRefusal {
  return {
    code: 24,
    subcode: 2207006,
    type: 'OAuthException',
    message: 'The requested resource does not exist',
    userTitle: 'Media not found',
    userMessage: `The media with ${creationId} cannot be found`,
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
