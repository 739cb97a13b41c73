export type { Storage } from './storage.ts';
