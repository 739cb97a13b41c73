import { connectAgain, retry, correct, none, type CatalogueEntry, type Action } from './error-entry.ts';
import { accountErrors } from './account-errors.ts';
import { inboxErrors } from './inbox-errors.ts';
import { libraryErrors } from './library-errors.ts';
import { mediaErrors } from './media-errors.ts';
import { publishingErrors } from './publishing-errors.ts';
import { reviewErrors } from './review-errors.ts';
import { scheduleErrors } from './schedule-errors.ts';
import { teamErrors } from './team-errors.ts';

/**
 * Every error that Tintype tells anyone: one code, one sentence, what it means and the next step. Codes are permanent.
 * The first four sentences and meanings are the user's contract, word for word.
 */
export const catalogue = {
  // Connecting: the help page's four, exact.
  instagram_no_business_account: {
    status: 422,
    message: 'Connecting Instagram requires a Business or Creator account.',
    meaning:
      'Your Instagram account is Personal. Switch to Business or Creator in the Instagram app, then retry.',
    action: retry,
    retry: 'person',
    help: true,
  },
  scope_rejected: {
    status: 422,
    message: "Facebook didn't grant the permissions we need to publish.",
    meaning:
      'You unticked one or more permissions on the Instagram dialog. Retry and leave all boxes checked.',
    action: { do: 'connect', label: 'Retry with Instagram' },
    retry: 'person',
    help: true,
  },
  state_expired: {
    status: 410,
    message: 'The connection link expired.',
    meaning: 'The connect link is good for 10 minutes. Click Connect Instagram again to start fresh.',
    action: connectAgain,
    retry: 'person',
    help: true,
  },
  network_error: {
    status: 502,
    message: 'Network error reaching Facebook.',
    meaning: 'A transient network failure interrupted the flow. Retry in a moment.',
    action: retry,
    retry: 'later',
    help: true,
  },

  // Connecting: ours.
  access_denied: {
    status: 422,
    message: 'You cancelled on Instagram. Nothing was connected.',
    meaning: 'The Instagram dialog was closed with Cancel. Start again when you are ready.',
    action: connectAgain,
    retry: 'person',
    help: true,
  },
  access_withdrawn: {
    status: 422,
    message: 'The access was taken back before an account was connected.',
    meaning:
      'You had allowed it on Facebook, and while you were choosing an account the app was removed there or the password was changed. Nothing was connected.',
    action: connectAgain,
    retry: 'person',
    help: true,
  },
  app_access_missing: {
    status: 422,
    message: 'The Meta app is not yet allowed to serve this account.',
    meaning:
      'Instagram completed the dialog and then refused every call. Either the app serves only its own testers (invite this account as an Instagram Tester and accept the invite at instagram.com/accounts/manage_access, or pass App Review), or the account is Personal; Instagram does not let us tell these apart.',
    action: { do: 'read_operating', label: 'See both ways out' },
    retry: 'person',
    help: true,
  },
  app_misconfigured: {
    status: 500,
    message: 'Instagram does not accept the settings of this installation.',
    meaning:
      'The app id, its secret or the redirect address differs from what the Meta console holds. Whoever operates this installation can find the difference with "tintype doctor".',
    action: { do: 'read_operating', label: 'How to set up the Meta app' },
    retry: 'never',
    help: true,
  },
  account_in_use: {
    status: 409,
    message: 'This Instagram account is connected in another workspace.',
    meaning:
      'One account belongs to one workspace, so that disconnecting it here never pulls the rug from under the other. Disconnect it there first, then connect it here.',
    action: connectAgain,
    retry: 'person',
    help: true,
  },
  wrong_account: {
    status: 409,
    message: 'That was a different Instagram account.',
    meaning:
      'You asked to reconnect one account and Instagram came back with another. Log in to the right account on Instagram and retry, or add this one as a new connection.',
    action: { do: 'add_as_new', label: 'Add it as a new connection' },
    retry: 'person',
    help: true,
  },
  instagram_unexpected: {
    status: 502,
    message: 'Instagram answered with an error that Tintype does not know.',
    meaning:
      'Nothing was changed. The code and the trace id below are what Meta asks for when you report it. Retry; if it comes back the same, report it.',
    action: retry,
    retry: 'person',
    help: true,
  },

  // An account's state.
  reconnect_needed: {
    status: 409,
    message: 'Instagram no longer accepts our access to this account.',
    meaning:
      'This usually follows a changed password or a security check. Posts, comments and history are kept; reconnect the account to go on.',
    action: { do: 'reconnect', label: 'Reconnect' },
    retry: 'person',
  },
  permission_missing: {
    status: 409,
    message: 'Instagram says a permission for this is missing.',
    meaning:
      'The account is connected, but the permission for this step was not granted or was taken back. Reconnect and leave all boxes checked.',
    action: { do: 'reconnect', label: 'Reconnect' },
    retry: 'person',
  },
  account_restricted: {
    status: 409,
    message: 'Instagram has restricted this account.',
    meaning: 'Open the Instagram app, clear what it asks of you, then publish again.',
    action: { do: 'open_instagram', label: 'Open Instagram' },
    retry: 'person',
  },
  action_blocked: {
    status: 409,
    message: 'Instagram blocked this action to protect its community.',
    meaning:
      'Instagram suspects spam. It lasts for hours, and repeating prolongs it: wait a day before you publish again.',
    action: none,
    retry: 'never',
  },
  throttled: {
    status: 429,
    message: 'Instagram asks us to slow down.',
    meaning: 'Too many calls were made for this account. We go on by ourselves when Instagram allows it.',
    action: none,
    retry: 'later',
  },
  connection_missing: {
    status: 409,
    message: 'The account of this post is not connected.',
    meaning:
      'The post is paused. It attaches itself again, still paused, when the same account is connected.',
    action: connectAgain,
    retry: 'person',
  },

  ...publishingErrors,
  ...reviewErrors,
  ...inboxErrors,

  ...scheduleErrors,

  ...libraryErrors,
  // What is live.
  ...mediaErrors,

  // Sign-in and requests.
  not_signed_in: {
    status: 401,
    message: 'You are not signed in.',
    meaning: 'Your session ended or was signed out elsewhere.',
    action: { do: 'sign_in', label: 'Sign in' },
    retry: 'person',
  },
  sign_in_failed: {
    status: 401,
    message: 'The e-mail or the password is not right.',
    meaning: 'Check both and try again.',
    action: correct,
    retry: 'person',
  },
  too_many_attempts: {
    status: 429,
    message: 'Too many attempts.',
    meaning: 'Wait a few minutes, then try again.',
    action: none,
    retry: 'later',
  },
  ...accountErrors,
  ...teamErrors,
  sign_up_closed: {
    status: 403,
    message: 'This installation already has its owner.',
    meaning: 'Ask the owner to invite you.',
    action: { do: 'sign_in', label: 'Sign in' },
    retry: 'never',
  },
  not_allowed: {
    status: 403,
    message: 'Your role does not allow this.',
    meaning: 'Ask an owner or admin of the workspace.',
    action: none,
    retry: 'never',
  },
  origin_refused: {
    status: 403,
    message: 'This request did not come from Tintype\u2019s own pages.',
    meaning: 'Changes are accepted only from the address of this installation.',
    action: { do: 'reload', label: 'Reload the page' },
    retry: 'never',
  },
  not_found: {
    status: 404,
    message: 'There is nothing here.',
    meaning: 'It was removed, it never existed, or it belongs to a workspace that you are not a member of.',
    action: none,
    retry: 'never',
  },
  invalid_input: {
    status: 422,
    message: 'Something in this request is not right.',
    meaning: 'Each part is named with what is wrong. Nothing was saved.',
    action: correct,
    retry: 'person',
  },
  conflict: {
    status: 409,
    message: 'Somebody changed this in the meantime.',
    meaning: 'Nothing of yours was saved over it. Reload to see the change.',
    action: { do: 'reload', label: 'Reload' },
    retry: 'person',
  },
  idempotency_conflict: {
    status: 409,
    message: 'This idempotency key was used for another request.',
    meaning: 'A key stands for one request for 24 hours. Nothing was done; send it with a key of its own.',
    action: none,
    retry: 'never',
  },
  idempotency_in_progress: {
    status: 409,
    message: 'A request with this idempotency key is being worked on.',
    meaning: 'Ask again in a moment with the same key to get its answer. Nothing is done twice.',
    action: none,
    retry: 'later',
  },
  internal_error: {
    status: 500,
    message: 'Something went wrong on our side.',
    meaning: 'The request id below finds it in the server\u2019s log.',
    action: { do: 'reload', label: 'Reload' },
    retry: 'person',
  },
  database_away: {
    status: 503,
    message: 'The database does not answer.',
    meaning: 'It usually comes back within seconds. What was saved before is kept; ask again in a moment.',
    action: { do: 'reload', label: 'Reload' },
    retry: 'later',
  },
  unavailable: {
    status: 503,
    message: 'The server is starting or stopping.',
    meaning: 'Try again in a moment.',
    action: { do: 'reload', label: 'Reload' },
    retry: 'later',
  },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof catalogue;

/** The entry of a code, widened, so that optional members can be asked for. */
export function entryOf(code: ErrorCode): CatalogueEntry {
  return catalogue[code];
}

/** RFC 9457 body of every refused request. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  action: Action;
  requestId: string;
  /** For `invalid_input`: which part, and what is wrong with it. */
  fields?: { path: string; message: string }[];
  details?: Record<string, unknown>;
}
