export type SealFault =
  /** The row names a key that the keyring does not hold. */
  | 'unknown_key'
  /** Not the exact shape that we write. */
  | 'malformed'
  /** A protected header other than the one we write: another algorithm, a missing or an extra member. */
  | 'header_refused'
  /** The data key belongs to another token. */
  | 'commitment_mismatch'
  /** Changed, moved to another row, or under another key. */
  | 'not_authentic';

/** A sealed token that cannot be opened. Carries which part failed and why; never a text, a key or a cause that holds one. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
  readonly part: 'data key' | 'token';
  readonly fault: SealFault;

  constructor(part: 'data key' | 'token', fault: SealFault) {
    super(`A sealed token cannot be opened: its ${part} is refused (${fault}).`);
    this.part = part;
    this.fault = fault;
  }
}

export type KeyringFault =
  | 'missing'
  | 'exists'
  | 'open_to_others'
  | 'foreign_owner'
  | 'unreadable'
  | 'unwritable'
  | 'mislabelled'
  | 'unknown_key'
  | 'wrong_key';

/** The keyring cannot be used. Its message is written for the operator: what is wrong, why it matters, what to do. */
export class KeyringRefused extends Error {
  override readonly name = 'KeyringRefused';
  readonly fault: KeyringFault;

  constructor(fault: KeyringFault, message: string) {
    super(message);
    this.fault = fault;
  }
}
