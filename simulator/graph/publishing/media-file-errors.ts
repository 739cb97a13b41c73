/** What Meta answers about the bytes of a media: rows of the table in `media-errors.ts`. */

import type { PublishingRefusal } from './media-errors.ts';

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

export function thumbOffsetOutside(duration: string): PublishingRefusal {
  return {
    code: 1,
    subcode: 2207057,
    type: 'OAuthException',
    message: 'Invalid parameter',
    userTitle: 'Invalid thumbnail offset',
    userMessage: `Thumbnail offset must be greater than or equal to 0 and less than video duration, i.e. ${duration}`,
  };
}

export function videoFormatUnsupported(): PublishingRefusal {
  return {
    code: 352,
    subcode: 2207026,
    type: 'OAuthException',
    message: 'The video format is not supported.',
    userTitle: 'Unsupported video format',
    userMessage: 'The video format is not supported. Please check spec for supported video format',
  };
}

export function uploadFailed(): PublishingRefusal {
  return {
    code: -1,
    subcode: 2207053,
    type: 'OAuthException',
    message: 'Fatal',
    userTitle: 'Upload failed',
    userMessage: 'unknown upload error',
  };
}

export function creationFailed(): PublishingRefusal {
  return {
    code: -1,
    subcode: 2207032,
    type: 'OAuthException',
    message: 'Fatal',
    userTitle: 'Create media fail',
    userMessage: 'Create media fail, please try to re-create media',
  };
}
