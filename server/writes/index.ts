export { advanceWrite } from './advance-write.ts';
export { requestWrite, type WriteWish } from './request-write.ts';
export { settleWrite } from './settle-write.ts';
export { sweepWrites } from './sweep-writes.ts';
export { writeOf, type WriteRow } from './write-row.ts';
export type { Look, WriteAnswer, WriteMethod, WriteMethods } from './write-kind.ts';
