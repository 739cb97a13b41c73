import { graphError, type MetaError } from '../errors.ts';

/** Sentences of this file are from memory unless told; the codes were seen. */
export function windowClosed(): MetaError {
  return graphError({
    message: '(#10) This message is sent outside of allowed window.',
    code: 10,
    subcode: 2534022,
    isTransient: false,
  });
}

/** Nobody of that id has written to the account. */
export function personUnknown(): MetaError {
  return graphError({
    message: '(#100) No matching user found',
    code: 100,
    subcode: 2534014,
    isTransient: false,
  });
}

/** One private reply to a comment and no second one. */
export function alreadyReplied(): MetaError {
  return graphError({
    message: '(#10) A private reply has already been sent to this comment.',
    code: 10,
    subcode: 2534025,
    isTransient: false,
  });
}

/** Seen 2026-09. */
export function humanAgentNotApproved(): MetaError {
  return graphError({
    message:
      "To use 'Human Agent', your use of this endpoint must be reviewed and approved by Facebook. To submit this 'Human Agent' feature for review please read our documentation on reviewable features: https://developers.facebook.com/docs/apps/review.",
    type: 'IGApiException',
    code: 10,
    status: 403,
  });
}

export function textTooLong(mostBytes: number): MetaError {
  return messageInvalid(`Length of param message[text] must be less than or equal to ${mostBytes}`);
}

export function messageInvalid(why: string): MetaError {
  return graphError({ message: `(#100) ${why}`, type: 'IGApiException', code: 100 });
}
