import { graphError, type MetaError } from '../errors.ts';

/** Why a comment cannot be written. Nobody has published these bodies: code 100 and the sentences are ours. */
function commentRefused(userTitle: string, userMessage: string): MetaError {
  return graphError({
    message: 'Invalid parameter',
    code: 100,
    isTransient: false,
    userTitle,
    userMessage,
  });
}

export function commentsAreOff(): MetaError {
  return commentRefused('Comments are off', 'Commenting has been turned off for this media.');
}

export function liveTakesNoComments(): MetaError {
  return commentRefused('Cannot comment', 'This kind of media takes no comments through the API.');
}

export function hiddenTakesNoReply(): MetaError {
  return commentRefused('Cannot reply', 'A hidden comment cannot be replied to.');
}

export function commentTooLong(most: number): MetaError {
  return commentRefused('Comment too long', `A comment has at most ${most} characters.`);
}

export function tooManyHashtags(most: number): MetaError {
  return commentRefused('Too many hashtags', `A comment has at most ${most} hashtags.`);
}

export function tooManyLinks(most: number): MetaError {
  return commentRefused('Too many links', `A comment has at most ${most} link.`);
}

export function allCapitals(): MetaError {
  return commentRefused('All capitals', 'A comment must not consist of capital letters alone.');
}
