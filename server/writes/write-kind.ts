import type { ErrorCode } from '#contract/errors.ts';
import type { AppError } from '../app-error.ts';
import type { AccountToken } from '../connections/index.ts';
import type { Context } from '../context.ts';
import type { WriteKind, WriteRow } from './write-row.ts';
import type { Usage } from '../instagram/index.ts';

/** A write that Instagram answered. */
export interface WriteAnswer {
  /** The id of what was made; undefined where nothing is. */
  id?: string | undefined;
  traceId?: string | undefined;
  usage?: Usage | undefined;
}

/** What a look at Instagram came to. `unclear`: it could not be seen whether the write took effect. */
export type Look = { seen: 'there'; id?: string | undefined } | { seen: 'absent' | 'unclear' };

/** How one kind of write is done: declared by the module that asks for it, and wired in main.ts. */
export interface WriteMethod {
  call(ctx: Context, account: AccountToken, write: WriteRow): Promise<WriteAnswer>;
  /** Whether the write took effect, without doing it again. Absent where Instagram shows nothing of it. */
  look?(ctx: Context, account: AccountToken, write: WriteRow): Promise<Look>;
  /** The same write twice comes to the same as once. */
  isRepeatable: boolean;
  /** What a refusal means for this kind, when that is more than its own code says. `done`: what was asked for is so already. */
  explain?(
    ctx: Context,
    account: AccountToken,
    refused: { write: WriteRow; error: AppError },
  ): Promise<ErrorCode | 'done' | undefined>;
  /** The permission that it needs, by login. */
  scopes: { instagram: string; facebook: string };
  /** What is true once it is done, inside the transaction that says so. */
  settled(ctx: Context, write: WriteRow & { result_id: string | null }): Promise<void>;
}

export type WriteMethods = Partial<Record<WriteKind, WriteMethod>>;
