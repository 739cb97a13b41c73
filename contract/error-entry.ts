/** One row of the catalogue: what an error tells a person, and what they can do. */
export interface CatalogueEntry {
  /** HTTP status when it answers a request of ours. */
  status: number;
  /** What happened, as one full sentence. */
  message: string;
  /** What it means and why. */
  meaning: string;
  /** The button that does the next step. */
  action: Action;
  /** Whether the same call may succeed unchanged: at once by a person, later by itself, or never. */
  retry: 'person' | 'later' | 'never';
  /** Shown in the troubleshooting table of the help page. */
  help?: true;
}

/** `do` is what the page performs; `label` is the words on the button. */
export interface Action {
  do:
    | 'connect'
    | 'reconnect'
    | 'add_as_new'
    | 'read_operating'
    | 'read_help'
    | 'sign_in'
    | 'set_up_two_factor'
    | 'correct'
    | 'reload'
    | 'look'
    | 'edit_post'
    | 'open_instagram'
    | 'manage_access'
    | 'none';
  label: string;
}

export const connectAgain: Action = { do: 'connect', label: 'Connect Instagram' };
export const retry: Action = { do: 'connect', label: 'Retry' };
export const correct: Action = { do: 'correct', label: 'Correct it' };
export const editPost: Action = { do: 'edit_post', label: 'Edit the post' };
export const none: Action = { do: 'none', label: '' };
