import { graphError } from '../errors.ts';
import type { MetaError } from '../errors.ts';

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

/** Seen of `collaborators` on a carousel child; of other parameters and kinds inferred. */
export function parameterNotAllowed(name: string, kind: string): PublishingRefusal {
  return {
    code: 100,
    type: 'IGApiException',
    message: `(#100) The param ${name} is not allowed for ${kind}`,
  };
}

/** Inferred: the documents say that Instagram Login has it not, and not what it answers. */
export function onlyForFacebookLogin(name: string): PublishingRefusal {
  return parameterInvalid(name, 'is only supported for apps that use Facebook Login.');
}

/** Meta's pages name these without a body: the name is the message (inferred). */
export function codedException(
  name: 'INVALID_LOCATION_ID' | 'PERMISSION' | 'INVALID_PARAM',
): PublishingRefusal {
  return { code: 100, type: 'OAuthException', message: `INSTAGRAM_PLATFORM_API__${name}` };
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

export function carouselSizeWrong(): PublishingRefusal {
  return {
    code: 100,
    subcode: 2207028,
    type: 'OAuthException',
    message:
      'Unsupported post type. The post has too little or too many attachments to qualify as a carousel',
    userTitle: "Your post won't work as a carousel",
    userMessage:
      "Your post won't work as a carousel. Carousels need at least 2 photos/videos and no more than 10 photos/videos.",
  };
}

export function productTagsOnVideoPlaced(): PublishingRefusal {
  return productTagRefusal(2207035, 'Product tag positions should not be specified for video media.');
}

export function productTagsOnPhotoNotPlaced(): PublishingRefusal {
  return productTagRefusal(2207036, 'Product tag positions are required for photo media.');
}

export function productUnknown(): PublishingRefusal {
  return productTagRefusal(
    2207037,
    "We couldn't add all of your product tags. Please check that the products belong to your shop.",
  );
}

function productTagRefusal(subcode: number, userMessage: string): PublishingRefusal {
  const userTitle = 'Invalid product tags';
  return { code: 100, subcode, type: 'OAuthException', message: 'Invalid parameter', userTitle, userMessage };
}

/** Seen as a subcode alone: its code and texts are inferred. */
export function trialReelsUnavailable(): PublishingRefusal {
  return {
    code: 100,
    subcode: 2207081,
    type: 'OAuthException',
    message: 'Invalid parameter',
    userTitle: 'Trial reels are not available',
    userMessage: 'This account cannot share trial reels.',
  };
}
